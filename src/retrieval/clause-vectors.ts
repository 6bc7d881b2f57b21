import type { Clause } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import { type EmbeddingOptions, embedTexts } from '../models/embed-texts.ts';
import type { Embedder } from '../models/embedder.ts';
import { exactNearestVectors, type NearestVectors } from '../models/nearest-vectors.ts';
import { buildVectorGraph, GRAPH_PAYS_FROM, openVectorGraph } from '../models/vector-graph.ts';
import { memoryOfProcess, type VectorMemory } from '../models/vector-memory.ts';

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
  memory: VectorMemory = memoryOfProcess(),
  options: EmbeddingOptions = {},
): Promise<ClauseVectors> {
  const known = new Map<string, Float32Array>();
  if (previous?.embedder === id) {
    const { dimensions, hashes, values } = previous;
    hashes.forEach((hash, row) => {
      known.set(hash, values.subarray(row * dimensions, (row + 1) * dimensions));
    });
  }
  let fresh = clauses.filter((clause) => !known.has(clause.contentHash));
  let { vectors } = await embedTexts(fresh.map(embeddedText), embeddings, memory, options);
  if (vectors.some((vector) => vector.length !== previous?.dimensions) && known.size > 0) {
    // The model gives vectors of another length by now: those it gave before are of no use.
    known.clear();
    fresh = [...clauses];
    ({ vectors } = await embedTexts(fresh.map(embeddedText), embeddings, memory, options));
  }
  fresh.forEach(({ contentHash }, i) => {
    known.set(contentHash, vectors[i] as Float32Array);
  });
  const hashes = clauses.map((clause) => clause.contentHash);
  const rows = hashes.map((hash) => known.get(hash) as Float32Array);
  const dimensions = rows[0]?.length ?? 0;
  const values = sideBySide(rows, dimensions);
  const unchanged = fresh.length === 0 && previous?.hashes.join() === hashes.join();
  const graph = unchanged
    ? previous.graph
    : hashes.length < GRAPH_PAYS_FROM
      ? null
      : await buildVectorGraph({ dimensions, values });
  return { embedder: id, dimensions, hashes, values, graph };
}

/** Vectors as one table. */
export function sideBySide(rows: readonly Float32Array[], dimensions: number): Float32Array {
  const values = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => {
    values.set(row, at * dimensions);
  });
  return values;
}

/** What is embedded of a clause: its headings, outermost first, and its words. */
export function embeddedText({ headingPath, title, text }: Clause): string {
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
