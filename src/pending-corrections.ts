import { type CorrectedAnswer, type Corrections, queueCorrections } from './assistant/corrections.ts';
import type { Config } from './config.ts';
import { indexPlaceOf } from './index-place.ts';
import { generationsServed } from './indexing/outdated-clauses.ts';
import type { Stores } from './stores.ts';

const KIND = 'pending corrections';

type Place = Pick<Config, 'knowledgeDir' | 'dataDir' | 'databaseUrl'>;

interface Pending {
  readonly folder: string;
  readonly generation: string;
  readonly answers: readonly CorrectedAnswer[];
}

/**
 * Keeps which answers a generation turns over, before it serves: whoever comes after a process that died between the
 * switch and the outbox can still tell those concerned. The answers are sealed where they are kept, and hold no question.
 */
export async function keepCorrections(
  config: Place,
  generation: string,
  answers: readonly CorrectedAnswer[],
  { state }: Pick<Stores, 'state'>,
): Promise<void> {
  if (answers.length === 0) return;
  const { folder } = await generationsServed(indexPlaceOf(config));
  const pending: Pending = {
    folder,
    generation,
    answers: answers.map(({ source, aspects, ids, after: { verdict, approver, text } }) => ({
      source,
      aspects,
      ids,
      after: { verdict, approver, text },
    })),
  };
  await state.put(KIND, generation, pending);
}

/**
 * Queues the corrections of every generation that has come to serve and whose corrections are not all in the outbox yet;
 * forgets those of generations that never served, or were rolled back, once a newer one serves. Nobody is told twice,
 * however often and by however many processes it is done.
 */
export async function completeCorrections(
  config: Place,
  stores: Pick<Stores, 'log' | 'addresses' | 'outbox' | 'state'>,
): Promise<Corrections> {
  const { state } = stores;
  const keys = await state.keys(KIND);
  const sum = { queued: 0, unreachable: 0 };
  if (keys.length === 0) return sum;
  const { folder, generations } = await generationsServed(indexPlaceOf(config));
  const newest = generations[0] ?? '';
  for (const key of keys) {
    const pending = (await state.get(KIND, key)) as Pending | null;
    // Of another knowledge folder, or not serving yet.
    if (pending !== null && (pending.folder !== folder || pending.generation > newest)) continue;
    if (pending !== null && generations.includes(pending.generation)) {
      const told = await queueCorrections(pending.answers, pending.generation, {
        ...stores,
        now: () => new Date(),
      });
      sum.queued += told.queued;
      sum.unreachable += told.unreachable;
    }
    await state.delete(KIND, key);
  }
  return sum;
}
