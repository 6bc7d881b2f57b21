import type { KnowledgeProblem } from '../domain/generation.ts';
import type { Contact, Vocabulary } from '../domain/knowledge.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import type { SourceStamp } from './source-stamps.ts';

/** What a generation holds. */
export interface GenerationContent {
  readonly documents: readonly PolicyDocument[];
  readonly problems: readonly KnowledgeProblem[];
  readonly vocabulary: Vocabulary;
  readonly contacts: readonly Contact[];
  readonly provenance: Provenance;
  /** The search index, as its own files. */
  readonly search: ReadonlyMap<string, Uint8Array>;
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
}

const SEARCH_PREFIX = 'search-';

/** The files of a generation. Plain JSON: at 8 MB for 10,000 clauses, compression costs more time than it saves. */
export function encodeContent(content: GenerationContent): ReadonlyMap<string, Uint8Array> {
  const { documents, problems, vocabulary, contacts, provenance, search } = content;
  return new Map([
    ['documents.json', encodeJson({ documents, problems })],
    ['knowledge.json', encodeJson({ vocabulary, contacts })],
    ['provenance.json', encodeJson(provenance)],
    ...[...search].map(([name, bytes]) => [`${SEARCH_PREFIX}${name}`, bytes] as const),
  ]);
}

/**
 * Reads what `encodeContent` wrote. The store has verified the bytes, so nothing but presence is checked.
 * @throws KiteiError `index.corrupt` for a file that is not among them.
 */
export function decodeContent(files: ReadonlyMap<string, Uint8Array>): GenerationContent {
  type Part<K extends keyof GenerationContent> = Pick<GenerationContent, K>;
  const { documents, problems } = decodeJson<Part<'documents' | 'problems'>>(files, 'documents.json');
  const { vocabulary, contacts } = decodeJson<Part<'vocabulary' | 'contacts'>>(files, 'knowledge.json');
  const provenance = decodeJson<Provenance>(files, 'provenance.json');
  const search = [...files]
    .filter(([name]) => name.startsWith(SEARCH_PREFIX))
    .map(([name, bytes]) => [name.slice(SEARCH_PREFIX.length), bytes] as const);
  return { documents, problems, vocabulary, contacts, provenance, search: new Map(search) };
}

function encodeJson(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

function decodeJson<T>(files: ReadonlyMap<string, Uint8Array>, name: string): T {
  const bytes = files.get(name);
  if (bytes === undefined) {
    throw new KiteiError(
      'index.corrupt',
      `The index generation has no ${name}.`,
      'Run `kitei reindex --force` to build a new one.',
    );
  }
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as T;
}
