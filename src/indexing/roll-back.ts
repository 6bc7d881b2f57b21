import type { PastGeneration, Withdrawal } from '../domain/generation.ts';
import { KiteiError } from '../errors.ts';
import { DEFAULT_WAIT_MS, type IndexingOptions, type IndexPlace, storeOf } from './indexing-options.ts';
import { readServing } from './serving-generation.ts';
import { sourcesSha256 } from './source-stamps.ts';

export interface RollBackOptions
  extends Pick<IndexingOptions, 'knowledgeDir' | 'dataDir' | 'store' | 'waitMs' | 'signal'> {
  /** Who rolls back, and why, for the receipt. */
  readonly by: string;
  readonly reason: string;
}

/** The generations of a knowledge folder that are kept, newest first, with their receipts. */
export function generationHistory(place: IndexPlace): Promise<readonly PastGeneration[]> {
  return storeOf(place).history();
}

/**
 * Lets the generation serve that was published before the one that serves now, by one switch. Nothing is read or built
 * anew. The knowledge folder is not indexed again by itself until it changes.
 *
 * @throws KiteiError `index.missing` where no good earlier generation is kept, `index.busy` or `index.unwritable`.
 */
export async function rollBack(options: RollBackOptions): Promise<Withdrawal> {
  const { by, reason, waitMs = DEFAULT_WAIT_MS, signal } = options;
  const store = storeOf(options);
  const lock = await store.lock({ waitMs, signal });
  try {
    const { current } = await readServing(store);
    if (current === null) throw nothingEarlier();
    const { id } = current.generation;
    const earlier = (await store.history()).filter(
      ({ generation, state }) => state === 'earlier' && generation.id < id,
    );
    for (const { generation } of earlier) {
      const withdrawal = {
        generation: id,
        instead: generation.id,
        withdrawnAt: new Date().toISOString(),
        by,
        reason,
        sourcesSha256: sourcesSha256(current.content.provenance.sources),
      };
      try {
        await store.rollBack(withdrawal);
        return withdrawal;
      } catch (error) {
        // A damaged generation is passed over for the one before it.
        if (!(error instanceof KiteiError) || error.code !== 'index.corrupt') throw error;
      }
    }
    throw nothingEarlier();
  } finally {
    await lock.release();
  }
}

function nothingEarlier(): KiteiError {
  return new KiteiError(
    'index.missing',
    'There is no earlier generation of the index that could serve.',
    'Put the documents back as they were and run `kitei reindex`.',
  );
}
