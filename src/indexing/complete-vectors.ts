import { holdsVectorsBy, withVectors } from './build-generation.ts';
import { DEFAULT_WAIT_MS, type IndexingOptions, KITEI_ITSELF, storeOf } from './indexing-options.ts';
import { withKeptVectors } from './kept-vectors.ts';
import { publishGeneration, receiptOf } from './publish-generation.ts';
import { readServing } from './serving-generation.ts';

/**
 * Makes the vectors that the serving generation lacks and publishes it with them; it serves as it is until they are
 * complete, and nothing else of it changes. Does nothing where it lacks none, or where newer documents were rolled back.
 * @returns true where vectors were made.
 * @throws KiteiError `model.unreachable`, `model.missing`, `model.corrupt`, `index.busy` or `index.unwritable`.
 */
export async function completeVectors(options: IndexingOptions): Promise<boolean> {
  const { embedder, waitMs = DEFAULT_WAIT_MS, by = KITEI_ITSELF, signal } = options;
  const store = storeOf(options);
  const lock = await store.lock({ waitMs, signal });
  try {
    const { current, damaged, withdrawn } = await readServing(store);
    if (current === null || holdsVectorsBy(embedder, current.generation) || withdrawn.length > 0)
      return false;
    await withKeptVectors(store.folder, embedder, async (embedding) => {
      if (embedding === null) return;
      const built = await withVectors(current, embedding, options);
      const receipt = { ...(await receiptOf(built, current)), by };
      await publishGeneration(store, built, { ...options, receipt, damaged });
    });
    return true;
  } finally {
    await lock.release();
  }
}
