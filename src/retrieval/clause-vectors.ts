import type { Clause } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { type Embedder, unitVector } from '../models/embedder.ts';
import { exactNearestVectors, type NearestVectors } from '../models/nearest-vectors.ts';
import { buildVectorGraph, GRAPH_PAYS_FROM, openVectorGraph } from '../models/vector-graph.ts';

const BATCH = 64;
const FILES = { head: 'vectors.json', values: 'vectors.bin', graph: 'vectors-graph.bin' } as const;

/** Unit vectors of clauses by one embedder, by content hash. */
export interface ClauseVectors {
  readonly embedder: string;
  readonly dimensions: number;
  /** Content hash of each row. */
  readonly hashes: readonly string[];
  readonly values: Float32Array;
  /** A search graph over the rows, for large indexes. */
  readonly graph: Uint8Array | null;
}

/** Embeds clauses, headings included; those that `previous` holds by the same embedder are taken over. */
export async function embedClauses(
  clauses: readonly Clause[],
  { id, embeddings }: Embedder,
  previous: ClauseVectors | null,
): Promise<ClauseVectors> {
  const rows = new Map<string, Float32Array>();
  if (previous?.embedder === id) {
    const { dimensions, hashes, values } = previous;
    hashes.forEach((hash, row) => {
      rows.set(hash, values.subarray(row * dimensions, (row + 1) * dimensions));
    });
  }
  const fresh = clauses.filter((clause) => !rows.has(clause.contentHash));
  let dimensions = fresh.length < clauses.length ? (previous?.dimensions ?? 0) : 0;
  for (let from = 0; from < fresh.length; from += BATCH) {
    const batch = fresh.slice(from, from + BATCH);
    const vectors = await embeddings.embedDocuments(batch.map(embeddedText));
    batch.forEach(({ contentHash }, i) => {
      const vector = vectors[i] ?? [];
      if (dimensions === 0) dimensions = vector.length;
      rows.set(contentHash, unitVector(vector, dimensions));
    });
  }
  const hashes = clauses.map((clause) => clause.contentHash);
  const values = new Float32Array(hashes.length * dimensions);
  hashes.forEach((hash, row) => {
    values.set(rows.get(hash) as Float32Array, row * dimensions);
  });
  const unchanged = fresh.length === 0 && previous?.hashes.join() === hashes.join();
  const graph = unchanged
    ? previous.graph
    : hashes.length < GRAPH_PAYS_FROM
      ? null
      : await buildVectorGraph({ dimensions, values });
  return { embedder: id, dimensions, hashes, values, graph };
}

/** What is embedded of a clause: its headings, outermost first, and its words. */
function embeddedText({ headingPath, title, text }: Clause): string {
  return [...headingPath, title, text].filter((part) => part !== '').join('\n');
}

/**
 * The vectors of an index read back, row by row those of its clauses.
 * @throws KiteiError `index.corrupt` where they are of another embedder or lack a clause.
 */
export function alignedVectors(
  vectors: ClauseVectors,
  clauses: readonly Clause[],
  embedder: Embedder,
): ClauseVectors {
  const fits =
    vectors.embedder === embedder.id &&
    vectors.hashes.length === clauses.length &&
    clauses.every(({ contentHash }, row) => vectors.hashes[row] === contentHash);
  if (fits) return vectors;
  throw new KiteiError(
    'index.corrupt',
    `The search index holds no vectors of its clauses by ${embedder.id}.`,
    'Run the reindex again.',
  );
}

/** Search among the vectors: by graph where there is one and it can be opened, else exactly. */
export async function openClauseVectors({
  dimensions,
  values,
  graph,
}: ClauseVectors): Promise<NearestVectors> {
  const search = graph === null ? null : await openVectorGraph(graph, dimensions).catch(() => null);
  return search ?? exactNearestVectors({ dimensions, values });
}

/** The vectors as files. */
export function encodeClauseVectors(vectors: ClauseVectors): Map<string, Uint8Array> {
  const { embedder, dimensions, hashes, values, graph } = vectors;
  const head = JSON.stringify({ embedder, dimensions, hashes });
  const files = new Map<string, Uint8Array>([
    [FILES.head, new TextEncoder().encode(head)],
    [FILES.values, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)],
  ]);
  return graph === null ? files : files.set(FILES.graph, graph);
}

/** Reads vectors back, null where there are none; throws `index.corrupt` where the files do not fit together. */
export function decodeClauseVectors(files: ReadonlyMap<string, Uint8Array>): ClauseVectors | null {
  const head = files.get(FILES.head);
  const bytes = files.get(FILES.values);
  if (head === undefined && bytes === undefined) return null;
  try {
    const parsed = JSON.parse(new TextDecoder().decode(head)) as Omit<ClauseVectors, 'values' | 'graph'>;
    const values = new Float32Array(new Uint8Array(bytes as Uint8Array).buffer);
    if (values.length !== parsed.hashes.length * parsed.dimensions) throw new RangeError(FILES.values);
    return { ...parsed, values, graph: files.get(FILES.graph) ?? null };
  } catch (cause) {
    throw new KiteiError(
      'index.corrupt',
      'The search index cannot be read: its vectors are damaged.',
      'Run the reindex again.',
      cause,
    );
  }
}
