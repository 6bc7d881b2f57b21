import type { Clause } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import {
  type ClauseVectors,
  decodeClauseVectors,
  encodeClauseVectors,
  sideBySide,
} from '../retrieval/clause-vectors.ts';
import { bundleFiles, openBundle } from './file-bundle.ts';

/** The vectors of a segment as a file. */
export function encodeSegmentVectors(vectors: ClauseVectors): Uint8Array {
  return bundleFiles(encodeClauseVectors(vectors));
}

/**
 * The vectors of clauses, row by row, from the files of a generation.
 * @throws KiteiError `index.corrupt` where a clause has none, or one by another model or of another length.
 */
export function mergeSegmentVectors(
  files: ReadonlyMap<string, Uint8Array>,
  clauses: readonly Clause[],
  { embedder, dimensions = 0 }: { readonly embedder: string; readonly dimensions?: number },
): ClauseVectors {
  const rows = new Map<string, Float32Array>();
  for (const bytes of files.values()) {
    const { hashes, values, ...made } = decodeSegmentVectors(bytes);
    if (made.embedder !== embedder || made.dimensions !== dimensions) continue;
    hashes.forEach((hash, row) => {
      rows.set(hash, values.subarray(row * dimensions, (row + 1) * dimensions));
    });
  }
  const ordered = clauses.map(({ id, contentHash }) => {
    const row = rows.get(contentHash);
    if (row === undefined) throw lacking(`the clause ${id} has no vector by ${embedder}`);
    return row;
  });
  const hashes = clauses.map(({ contentHash }) => contentHash);
  return { embedder, dimensions, hashes, values: sideBySide(ordered, dimensions), graph: null };
}

/** Reads the vectors of a segment back; throws `index.corrupt` for other bytes. */
export function decodeSegmentVectors(bytes: Uint8Array): ClauseVectors {
  const vectors = decodeClauseVectors(openBundle(bytes));
  if (vectors === null) throw lacking('a file of vectors holds none');
  return vectors;
}

/** Whether a file of a generation holds the vectors of a segment. */
export function isSegmentVectors(name: string): boolean {
  return /^vectors-\d+\.bin$/.test(name);
}

/** The file of a segment's vectors, by that of the segment. */
export function vectorsOf(segment: string): string {
  return segment.replace('segment-', 'vectors-');
}

function lacking(what: string): KiteiError {
  return new KiteiError(
    'index.corrupt',
    `The search index cannot be read: ${what}.`,
    'Run `kitei reindex --force` to build a new one.',
  );
}
