import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import type { TokenStore } from '../retrieval/token-store.ts';
import { decodeTokenStore, encodeTokenStore } from '../retrieval/token-store-file.ts';
import { bundleFiles, openBundle } from './file-bundle.ts';

/**
 * Some documents of a generation with the tokens of their clauses, in one file. A revision writes the segments of the
 * documents that changed; the others are the same files as before.
 */
export interface Segment {
  readonly documents: readonly PolicyDocument[];
  /** Of the clauses of these documents, in their order. */
  readonly tokens: TokenStore;
}

const DOCUMENTS_FILE = 'documents.json';

/** How many segments there are at most: a revision of one document writes about this share of an index. */
const SEGMENTS = 64;

/** The segment in which documents from a path are kept, as the name of its file. */
export function segmentOf(path: string): string {
  // FNV-1a: spreads paths evenly, and the same everywhere.
  let hash = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193);
  return `segment-${String(((hash ^ (hash >>> 16)) >>> 0) % SEGMENTS).padStart(2, '0')}.bin`;
}

/** Whether a file of a generation holds a segment. */
export function isSegment(name: string): boolean {
  return /^segment-\d+\.bin$/.test(name);
}

/** A segment as a file; equal segments give equal bytes. */
export function encodeSegment({ documents, tokens }: Segment): Uint8Array {
  return bundleFiles(
    new Map([[DOCUMENTS_FILE, Buffer.from(JSON.stringify(documents))], ...encodeTokenStore(tokens)]),
  );
}

/** Reads a segment back; throws `index.corrupt` for other bytes and where a clause has no tokens. */
export function decodeSegment(bytes: Uint8Array): Segment {
  const files = openBundle(bytes);
  const documents = JSON.parse(new TextDecoder().decode(files.get(DOCUMENTS_FILE))) as PolicyDocument[];
  const tokens = decodeTokenStore(files);
  const missing = documents
    .flatMap((document) => document.clauses)
    .find(({ contentHash }) => !tokens.has(contentHash));
  if (missing !== undefined) {
    throw new KiteiError(
      'index.corrupt',
      `The search index lacks the clause ${missing.id}.`,
      'Run `kitei reindex --force` to build a new one.',
    );
  }
  return { documents, tokens };
}
