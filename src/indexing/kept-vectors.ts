import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Embedder } from '../models/embedder.ts';
import { memoryOfProcess } from '../models/vector-memory.ts';
import { VectorFile } from '../storage/vector-file.ts';
import type { Embedding } from './build-vectors.ts';

const FOLDER = 'vectors';

/**
 * Works with an embedder whose vectors are kept beside the generations, a file for each embedder. The caller holds the
 * store's lock.
 * @param folder that of the generations; null where nothing can be written, and vectors are then kept in memory.
 */
export async function withKeptVectors<T>(
  folder: string | null,
  embedder: Embedder | null | undefined,
  work: (embedding: Embedding | null) => Promise<T>,
): Promise<T> {
  if (embedder === null || embedder === undefined) return work(null);
  if (folder === null) return work({ embedder, memory: memoryOfProcess() });
  const name = createHash('sha256').update(embedder.id).digest('hex').slice(0, 16);
  const memory = await VectorFile.open(join(folder, FOLDER, `${name}.bin`), embedder.id);
  try {
    return await work({ embedder, memory });
  } finally {
    await memory.close();
  }
}
