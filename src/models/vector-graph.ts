import { readFile, writeFile } from 'node:fs/promises';
import type { HierarchicalNSW } from 'hnswlib-node';
import { inTemporaryFile, loadHnswlib } from './hnswlib.ts';
import type { NearestVectors, VectorTable } from './nearest-vectors.ts';

const LINKS = 16;
const BUILD_WIDTH = 200;
const SEARCH_WIDTH = 128;
const SEED = 1;

/** A graph is worth its building from so many vectors on; below, exact search takes a few milliseconds. */
export const GRAPH_PAYS_FROM = 30_000;

/** A navigable small-world graph over a table as bytes to keep; null where hnswlib-node is not installed. */
export async function buildVectorGraph({ dimensions, values }: VectorTable): Promise<Uint8Array | null> {
  const hnswlib = await loadHnswlib();
  const rows = dimensions === 0 ? 0 : values.length / dimensions;
  if (hnswlib === null || rows === 0) return null;
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.initIndex(rows, LINKS, BUILD_WIDTH, SEED);
  for (let row = 0; row < rows; row++) {
    // hnswlib takes plain arrays only.
    graph.addPoint(Array.from(values.subarray(row * dimensions, (row + 1) * dimensions)), row);
    if (row % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return inTemporaryFile(async (path) => {
    await graph.writeIndex(path);
    return readFile(path);
  });
}

/** Search in a graph that `buildVectorGraph` made; null where hnswlib-node is not installed. */
export async function openVectorGraph(bytes: Uint8Array, dimensions: number): Promise<NearestVectors | null> {
  const hnswlib = await loadHnswlib();
  if (hnswlib === null) return null;
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  await inTemporaryFile(async (path) => {
    await writeFile(path, bytes);
    await graph.readIndex(path);
  });
  return { nearest: (vector, limit) => search(graph, vector, limit) };
}

function search(graph: HierarchicalNSW, vector: Float32Array, limit: number) {
  // More than there are is an error, and the search width, which reading forgets, bounds what is found.
  const count = Math.min(limit, graph.getCurrentCount());
  graph.setEf(Math.max(SEARCH_WIDTH, count));
  const { neighbors, distances } = graph.searchKnn(Array.from(vector), count);
  return neighbors
    .map((row, i) => ({ row, cosine: 1 - (distances[i] as number) }))
    .sort((a, b) => b.cosine - a.cosine || a.row - b.row);
}
