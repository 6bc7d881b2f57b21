import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { TextSearch } from './backend.ts';
import { countRecords } from './database-daily-counts.ts';
import { lowestNumber } from './record-sequence.ts';
import { countDislikes } from './record-writing.ts';
import type { Tables } from './tables.ts';

/** What a batch has done, and after which record the next one begins; null where none is left. */
export interface Batch {
  readonly done: number;
  readonly next: number | null;
}

type Work = Transaction<Tables>;
type Found = readonly { readonly seq: number; readonly id: string }[];

/** Drops the wording of up to `limit` records asked before; see `QuestionLog.dropWording`. */
export async function dropWording(
  work: Work,
  search: TextSearch,
  before: string,
  above: number,
  limit: number,
): Promise<Batch> {
  const rows = await work
    .selectFrom('records')
    .select(['seq', 'id'])
    .where('seq', '>', above)
    .where('seq', '<', lowestNumber(before))
    .where('worded', '=', 1)
    .orderBy('seq')
    .limit(limit)
    .execute();
  await eraseWording(work, search, rows);
  return batchOf(rows, limit);
}

/** Deletes up to `limit` records asked before, and counts them; see `QuestionLog.deleteBefore`. */
export async function deleteRecords(
  work: Work,
  search: TextSearch,
  before: string,
  above: number,
  limit: number,
): Promise<Batch> {
  const rows = await work
    .selectFrom('records')
    .select(['seq', 'id'])
    .where('seq', '>', above)
    .where('seq', '<', lowestNumber(before))
    .orderBy('seq')
    .limit(limit)
    .execute();
  if (rows.length > 0) {
    const { ids, seqs } = keysOf(rows);
    await countRecords(work, seqs);
    await search.remove(work as unknown as Kysely<unknown>, seqs);
    for (const table of ['reply_addresses', 'outbox'] as const) {
      await work.deleteFrom(table).where('record_id', 'in', ids).execute();
    }
    // Everything else that belongs to them goes with them.
    await work.deleteFrom('records').where('seq', 'in', seqs).execute();
  }
  return batchOf(rows, limit);
}

/** Takes one asker out of up to `limit` of their records; see `QuestionLog.forget`. */
export async function forgetAsker(
  work: Work,
  search: TextSearch,
  asker: string,
  above: number,
  limit: number,
): Promise<Batch> {
  const rows = await work
    .selectFrom('records')
    .select(['seq', 'id'])
    .where('asker', '=', asker)
    .where('seq', '>', above)
    .orderBy('seq')
    .limit(limit)
    .execute();
  if (rows.length > 0) {
    await eraseWording(work, search, rows);
    const { ids } = keysOf(rows);
    await work.deleteFrom('outbox').where('record_id', 'in', ids).execute();
    await work
      .updateTable('approved_answers')
      .set({ record_id: null })
      .where('record_id', 'in', ids)
      .execute();
    await work.updateTable('records').set({ follow_up_of: null }).where('follow_up_of', 'in', ids).execute();
    for (const { seq } of rows) {
      // An id names the platform's message, and with it whoever wrote that.
      await work
        .updateTable('records')
        .set({ id: `forgotten:${randomUUID()}`, asker: null, conversation: null, follow_up_of: null })
        .where('seq', '=', seq)
        .execute();
    }
  }
  await takeBackFeedback(work, asker);
  return batchOf(rows, limit);
}

/** What somebody said of the answers that others got. */
async function takeBackFeedback(work: Work, asker: string): Promise<void> {
  const taken = await work.deleteFrom('feedback').where('asker', '=', asker).returning('record_id').execute();
  if (taken.length > 0) {
    await countDislikes(
      work,
      taken.map(({ record_id }) => record_id),
    );
  }
}

async function eraseWording(work: Work, search: TextSearch, rows: Found): Promise<void> {
  if (rows.length === 0) return;
  const { ids, seqs } = keysOf(rows);
  await search.remove(work as unknown as Kysely<unknown>, seqs);
  await work
    .updateTable('record_details')
    .set({ question: null, answer_json: null })
    .where('seq', 'in', seqs)
    .execute();
  await work.updateTable('records').set({ worded: 0 }).where('seq', 'in', seqs).execute();
  await work.updateTable('feedback').set({ comment: null }).where('record_id', 'in', ids).execute();
  await work.updateTable('escalations').set({ reply: null }).where('record_id', 'in', ids).execute();
  await work.updateTable('reviews').set({ note: null }).where('record_id', 'in', ids).execute();
  await work.deleteFrom('reply_addresses').where('record_id', 'in', ids).execute();
  // What a trainer has approved is the organisation's own; all else repeats what somebody asked.
  await work
    .deleteFrom('approved_answers')
    .where('record_id', 'in', ids)
    .where('status', 'in', ['proposed', 'rejected'])
    .execute();
  // Keys stay, so that nothing is sent a second time; what was not sent by now never is.
  await work.updateTable('outbox').set({ sealed_notice: '' }).where('record_id', 'in', ids).execute();
  await work
    .updateTable('outbox')
    .set({ state: 'undeliverable', reason: 'Its time of keeping was over.' })
    .where('record_id', 'in', ids)
    .where('state', 'in', ['waiting', 'sending'])
    .execute();
}

function keysOf(rows: Found): { readonly ids: readonly string[]; readonly seqs: readonly number[] } {
  return { ids: rows.map(({ id }) => id), seqs: rows.map(({ seq }) => seq) };
}

function batchOf(rows: Found, limit: number): Batch {
  return { done: rows.length, next: rows.length < limit ? null : (rows.at(-1)?.seq ?? null) };
}
