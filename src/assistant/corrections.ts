import type { Answer } from '../domain/answer.ts';
import type { LoggedQuestion } from '../domain/question-record.ts';
import type { Flip } from '../domain/rehearsal.ts';
import { questionKey } from './approved.ts';
import type { AssistantParts } from './parts.ts';

/** What became of the people who had been told something that is no longer true. */
export interface Corrections {
  /** Notices put in the outbox. */
  readonly queued: number;
  /** People who cannot be reached any more. */
  readonly unreachable: number;
}

/** An answer that a publication turned over, as far as those who were told the old one are concerned. */
export interface CorrectedAnswer extends Pick<Flip, 'source' | 'aspects' | 'ids'> {
  readonly after: Pick<Answer, 'verdict' | 'approver' | 'text'>;
}

/**
 * Queues one correction for everybody whose answer a publication turned over, where they asked, about the last time
 * they asked. Nobody is told twice of one publication, and nobody whose answer was already the new one. Who wants no
 * notices is known to the channel, which sends none.
 *
 * @param flips of the rehearsal that was published.
 * @param generation id of the generation that was published.
 */
export async function queueCorrections(
  flips: readonly CorrectedAnswer[],
  generation: string,
  { log, addresses, outbox, now }: Pick<AssistantParts, 'log' | 'addresses' | 'outbox' | 'now'>,
): Promise<Corrections> {
  let queued = 0;
  let unreachable = 0;
  for (const flip of flips) {
    if (flip.source !== 'log' || !flip.aspects.some((aspect) => aspect !== 'clause')) continue;
    for (const record of await lastOfEachPerson(flip, log)) {
      const { id, asker, question, answer } = record;
      if (asker === null || question === null || answer === null) continue;
      if (answer.verdict === flip.after.verdict && answer.approver === flip.after.approver) continue;
      const to = await addresses.get(id);
      if (to === null) {
        unreachable += 1;
        continue;
      }
      const taken = await outbox.put({
        key: `correction:${generation}:${asker}:${questionKey(question)}`,
        to,
        content: {
          kind: 'correction',
          recordId: id,
          question,
          before: answer.text,
          now: flip.after.text,
        },
        createdAt: now().toISOString(),
      });
      if (taken) queued += 1;
    }
  }
  return { queued, unreachable };
}

/** For each person the newest record of a question; records of nobody known are left out. */
async function lastOfEachPerson(
  { ids }: CorrectedAnswer,
  log: AssistantParts['log'],
): Promise<readonly LoggedQuestion[]> {
  const last = new Map<string, LoggedQuestion>();
  for (const id of ids) {
    const record = await log.find(id);
    if (record?.asker == null) continue;
    const known = last.get(record.asker);
    if (known === undefined || known.askedAt <= record.askedAt) last.set(record.asker, record);
  }
  return [...last.values()];
}
