import type { ApprovalStatus, ApprovedAnswer } from './domain/approved-answer.ts';
import type { Stores } from './stores.ts';

/** An answer that was proposed from a question of somebody who asked to be forgotten. */
export interface LinkedAnswer {
  readonly id: string;
  readonly status: ApprovalStatus;
}

/** What was taken away with an asker. */
export interface Forgotten {
  /** Records that lost their asker and their wording. */
  readonly records: number;
  /** Proposals and rejected answers, which repeat a question of the asker: gone. */
  readonly dropped: readonly LinkedAnswer[];
  /** Answers a trainer has approved: the organisation's own, kept without the record they came from. */
  readonly unlinked: readonly LinkedAnswer[];
}

/**
 * Takes one person out of every record and of what channels remember, under each pseudonym that the id may have after a
 * rotation of the secret.
 * @param id the platform's id of the person, e.g. `slack:T1:U1`.
 * @throws KiteiError `log.unwritable`.
 */
export async function forgetAsker(
  { log, approved, state, pseudonyms }: Pick<Stores, 'log' | 'approved' | 'state' | 'pseudonyms'>,
  id: string,
): Promise<Forgotten> {
  const before = (await approved.list()).filter(({ recordId }) => recordId !== null);
  let records = 0;
  for (const pseudonym of pseudonyms(id)) records += await log.forget(pseudonym);
  await state.forget(id);
  const after = new Map((await approved.list()).map((answer) => [answer.id, answer]));
  const linked = ({ id: answer, status }: ApprovedAnswer): LinkedAnswer => ({ id: answer, status });
  return {
    records,
    dropped: before.filter((answer) => !after.has(answer.id)).map(linked),
    unlinked: before.filter((answer) => after.get(answer.id)?.recordId === null).map(linked),
  };
}
