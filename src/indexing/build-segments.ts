import { analyseClauses } from '../retrieval/analyse-clauses.ts';
import type { GenerationContent, StoredSegment } from './generation-content.ts';
import { encodeSegment, type Segment, segmentOf } from './segment.ts';
import type { SourceDocument } from './source-document.ts';

/** The segments of a generation. */
export interface BuiltSegments {
  /** By file name; those that did not change are the very bytes of the generation before. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Those that are in memory because they were just made. */
  readonly made: ReadonlyMap<string, Segment>;
  /** How many clauses were analysed. */
  readonly analysed: number;
}

/**
 * Puts documents into segments. A segment of the same documents is taken over from `previous`; in the others only clauses
 * are analysed that no version of their document had.
 */
export async function buildSegments(
  documents: readonly SourceDocument[],
  previous: GenerationContent | null,
  onProgress: (done: number, total: number) => void,
): Promise<BuiltSegments> {
  const total = documents.reduce((sum, { clauseCount }) => sum + clauseCount, 0);
  const files = new Map<string, Uint8Array>();
  const made = new Map<string, Segment>();
  let analysed = 0;
  let done = 0;
  for (const [name, own] of [...bySegment(documents)].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const before = previous?.segments.get(name);
    if (before !== undefined && holds(before, own)) {
      files.set(name, before.bytes);
    } else {
      const opened = own.map((document) => document.open());
      const known = segmentsThatMayKnow(own, previous).map((segment) => segment.open().tokens);
      const clauses = opened.flatMap((document) => document.clauses);
      const { tokens, fresh } = await analyseClauses(clauses, known, (of) => onProgress(done + of, total));
      analysed += fresh;
      const segment = { documents: opened, tokens };
      made.set(name, segment);
      files.set(name, encodeSegment(segment));
    }
    done += own.reduce((sum, { clauseCount }) => sum + clauseCount, 0);
  }
  onProgress(total, total);
  return { files, made, analysed };
}

/** Documents by the file name of their segment. */
export function bySegment(
  documents: readonly SourceDocument[],
): ReadonlyMap<string, readonly SourceDocument[]> {
  const segments = new Map<string, SourceDocument[]>();
  for (const document of documents) {
    const name = segmentOf(document.source.path);
    const own = segments.get(name);
    if (own === undefined) segments.set(name, [document]);
    else own.push(document);
  }
  return segments;
}

function holds({ fingerprints }: StoredSegment, documents: readonly SourceDocument[]): boolean {
  return (
    fingerprints.length === documents.length &&
    documents.every(({ fingerprint }, at) => fingerprint === fingerprints[at])
  );
}

/** Segments that held these documents, by path or by id: a new version has a new file and mostly the same clauses. */
function segmentsThatMayKnow(
  documents: readonly SourceDocument[],
  previous: GenerationContent | null,
): readonly StoredSegment[] {
  if (previous === null) return [];
  const ids = new Set(documents.map(({ id }) => id));
  const paths = previous.documents.filter(({ id }) => ids.has(id)).map(({ source }) => source.path);
  const names = new Set([...documents.map(({ source }) => source.path), ...paths].map(segmentOf));
  return [...names].flatMap((name) => previous.segments.get(name) ?? []);
}
