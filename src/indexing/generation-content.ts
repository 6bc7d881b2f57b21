import type { KnowledgeProblem } from '../domain/generation.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import { KiteiError } from '../errors.ts';
import type { StoredGeneration } from '../storage/manifest.ts';
import { decodeSegment, isSegment, type Segment, segmentOf } from './segment.ts';
import { decodeSegmentVectors, isSegmentVectors } from './segment-vectors.ts';
import type { SourceDocument } from './source-document.ts';
import type { SourceStamp } from './source-stamps.ts';

/** What a generation holds. Documents and segments are decoded only when somebody asks for them. */
export interface GenerationContent extends GenerationKnowledge {
  readonly documents: readonly SourceDocument[];
  readonly provenance: Provenance;
  readonly segments: ReadonlyMap<string, StoredSegment>;
  /** What the search index keeps beside the segments, as its own files. */
  readonly supplements: ReadonlyMap<string, Uint8Array>;
  /** Vectors of the clauses, a file for each segment; empty where it holds none. */
  readonly vectors: ReadonlyMap<string, Uint8Array>;
}

/** What a generation knows beside its documents. */
export interface GenerationKnowledge {
  readonly problems: readonly KnowledgeProblem[];
  readonly vocabularies: Vocabularies;
  readonly contacts: readonly Contact[];
}

/** Kept apart, so that one can be taken over when the other changes. */
export interface Vocabularies {
  /** Ships with Kitei. */
  readonly shared: Vocabulary;
  /** Of the knowledge folder. */
  readonly own: Vocabulary;
}

/** A segment as it is kept. */
export interface StoredSegment {
  readonly bytes: Uint8Array;
  /** Fingerprints of its documents, in their order. */
  readonly fingerprints: readonly string[];
  /** @throws KiteiError `index.corrupt`. */
  open(): Segment;
  /** The same, and nothing of it is remembered. */
  decode(): Segment;
}

/** Where a generation comes from, to see whether it is still up to date. */
export interface Provenance {
  /** Absolute path of the knowledge folder, for people. */
  readonly knowledgeDir: string;
  /** `builderFingerprint()` of the code that built it. */
  readonly builder: string;
  /** sha256 (hex) of documents, problems, vocabulary and contacts. */
  readonly knowledgeSha256: string;
  readonly sources: readonly SourceStamp[];
  /** Of each document, in the order of the manifest. */
  readonly documents: readonly Pick<SourceDocument, 'key' | 'fingerprint'>[];
  /** Clauses analysed since the supplements were made from all of them. */
  readonly analysedSince: number;
}

const KNOWLEDGE_FILE = 'knowledge.json';
const PROVENANCE_FILE = 'provenance.json';
const SUPPLEMENT_PREFIX = 'search-';

/** The files of a generation. Plain JSON: compression costs more time than it saves. */
export function encodeContent(
  knowledge: GenerationKnowledge,
  provenance: Provenance,
  segments: ReadonlyMap<string, Uint8Array>,
  supplements: ReadonlyMap<string, Uint8Array>,
  vectors: ReadonlyMap<string, Uint8Array> = new Map(),
): ReadonlyMap<string, Uint8Array> {
  const { problems, vocabularies, contacts } = knowledge;
  return new Map([
    [KNOWLEDGE_FILE, encodeJson({ problems, vocabularies, contacts })],
    [PROVENANCE_FILE, encodeJson(provenance)],
    ...segments,
    ...[...supplements].map(([name, bytes]) => [`${SUPPLEMENT_PREFIX}${name}`, bytes] as const),
    ...vectors,
  ]);
}

/**
 * Reads what `encodeContent` wrote. The store has verified the bytes, so nothing but presence is checked.
 * @param decoded segments that need not be decoded again, by name.
 * @throws KiteiError `index.corrupt` for a file that is not among them.
 */
export function decodeContent(
  { generation, files }: Pick<StoredGeneration, 'generation' | 'files'>,
  decoded: ReadonlyMap<string, Segment> = new Map(),
): GenerationContent {
  const knowledge = decodeJson<GenerationKnowledge>(files, KNOWLEDGE_FILE);
  const provenance = decodeJson<Provenance>(files, PROVENANCE_FILE);
  const fingerprints = new Map<string, string[]>();
  const segments = new Map<string, StoredSegment>();
  const documents = generation.documents.map((described, at): SourceDocument => {
    const { id, version, title, effectiveDate, path, sha256, clauses: clauseCount } = described;
    const { key, fingerprint } = provenance.documents[at] as Provenance['documents'][number];
    const name = segmentOf(path);
    fingerprints.set(name, [...(fingerprints.get(name) ?? []), fingerprint]);
    const open = () => {
      const found = (segments.get(name) as StoredSegment)
        .open()
        .documents.find((document) => document.id === id && document.version === version);
      if (found === undefined) throw missing(`document "${id}" version "${version}"`);
      return found;
    };
    const header = { id, version, title, effectiveDate, source: { path, sha256 }, clauseCount };
    return { ...header, key, fingerprint, open };
  });
  for (const [name, own] of fingerprints) {
    const bytes = files.get(name);
    if (bytes === undefined) throw missing(name);
    let segment = decoded.get(name);
    const open = () => {
      segment ??= decodeSegment(bytes);
      return segment;
    };
    segments.set(name, { bytes, fingerprints: own, open, decode: () => decodeSegment(bytes) });
  }
  const supplements = [...files]
    .filter(([name]) => name.startsWith(SUPPLEMENT_PREFIX))
    .map(([name, bytes]) => [name.slice(SUPPLEMENT_PREFIX.length), bytes] as const);
  const vectors = new Map([...files].filter(([name]) => isSegmentVectors(name)));
  return { ...knowledge, documents, provenance, segments, supplements: new Map(supplements), vectors };
}

/**
 * Decodes files of a generation, as a check of what was written.
 * @throws KiteiError `index.corrupt`, or a SyntaxError.
 */
export function checkFiles(files: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, bytes] of files) {
    if (isSegment(name)) decodeSegment(bytes);
    else if (isSegmentVectors(name)) decodeSegmentVectors(bytes);
    else if (name.endsWith('.json')) decodeJson(files, name);
  }
}

function encodeJson(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

function decodeJson<T>(files: ReadonlyMap<string, Uint8Array>, name: string): T {
  const bytes = files.get(name);
  if (bytes === undefined) throw missing(name);
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as T;
}

function missing(what: string): KiteiError {
  return new KiteiError(
    'index.corrupt',
    `The index generation has no ${what}.`,
    'Run `kitei reindex --force` to build a new one.',
  );
}
