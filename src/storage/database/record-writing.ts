import { type Kysely, sql, type Transaction } from 'kysely';
import type { Escalation, Feedback, QuestionRecord, Review } from '../../domain/question-record.ts';
import type { TextSearch } from './backend.ts';
import { detailsRowOf, rowOf } from './record-rows.ts';
import { lowestNumber, PER_MILLISECOND } from './record-sequence.ts';
import type { Tables } from './tables.ts';

/** Adds a record; see `QuestionLog.append`. */
export async function addRecord(
  work: Transaction<Tables>,
  search: TextSearch,
  record: QuestionRecord,
): Promise<'appended' | 'known'> {
  // The number after the last one of its millisecond. Where that is taken (a full millisecond, or another process
  // that was quicker), the next millisecond is tried; an id that is taken ends it.
  for (let lowest = lowestNumber(record.askedAt); ; lowest += PER_MILLISECOND) {
    const next = sql<number>`(
      select coalesce(max(seq) + 1, ${lowest}) from records where seq >= ${lowest} and seq < ${lowest + PER_MILLISECOND}
    )`;
    const added = await work
      .insertInto('records')
      .values({ ...rowOf(record), seq: next })
      .onConflict((conflict) => conflict.doNothing())
      .returning('seq')
      .executeTakeFirst();
    if (added !== undefined) {
      await addDetails(work, search, added.seq, record);
      return 'appended';
    }
    const known = await work
      .selectFrom('records')
      .select('seq')
      .where('id', '=', record.id)
      .executeTakeFirst();
    if (known !== undefined) return 'known';
  }
}

async function addDetails(
  work: Transaction<Tables>,
  search: TextSearch,
  seq: number,
  record: QuestionRecord,
): Promise<void> {
  await work
    .insertInto('record_details')
    .values({ seq, ...detailsRowOf(record) })
    .execute();
  const clauses = [...new Set(record.cited)].map((clause_id) => ({ clause_id, seq }));
  if (clauses.length > 0) await work.insertInto('record_clauses').values(clauses).execute();
  if (record.question !== null) {
    await search.add(work as unknown as Kysely<unknown>, seq, record.question);
  }
}

/** Keeps what one person says of a record; see `QuestionLog.giveFeedback`. */
export async function addFeedback(work: Transaction<Tables>, feedback: Feedback): Promise<void> {
  const { recordId: record_id, at, reason, comment } = feedback;
  // Takes hold of the record, so that of two people at once the second counts what the first has said.
  const { numUpdatedRows } = await work
    .updateTable('records')
    .set((on) => ({ disliked: on.ref('disliked') }))
    .where('id', '=', record_id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const values = { at, helpful: Number(feedback.helpful), reason, comment };
  await work
    .insertInto('feedback')
    .values({ record_id, asker: feedback.asker ?? '', ...values })
    .onConflict((conflict) => conflict.columns(['record_id', 'asker']).doUpdateSet(values))
    .execute();
  await countDislikes(work, [record_id]);
}

/** Sets `disliked` of records to what their feedback says. */
export async function countDislikes(work: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await work
    .updateTable('records')
    .set((on) => ({
      disliked: on
        .case()
        .when(
          on.exists(
            on
              .selectFrom('feedback')
              .select('feedback.record_id')
              .whereRef('feedback.record_id', '=', 'records.id')
              .where('feedback.helpful', '=', 0),
          ),
        )
        .then(sql.lit(1))
        .else(sql.lit(0))
        .end(),
    }))
    .where('id', 'in', ids)
    .execute();
}

/** Keeps how far the hand-over of a record has come; see `QuestionLog.escalate`. */
export async function keepEscalation(work: Transaction<Tables>, escalation: Escalation): Promise<void> {
  const { recordId: record_id, at, contact, status, reply, repliedAt: replied_at } = escalation;
  if (!(await isThere(work, record_id))) return;
  const values = { at, contact, status, reply, replied_at };
  await work
    .insertInto('escalations')
    .values({ record_id, ...values })
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet(values))
    .execute();
}

/** Keeps a trainer's judgement; see `QuestionLog.review`. */
export async function keepReview(work: Transaction<Tables>, review: Review): Promise<void> {
  const { recordId: record_id, at, reviewer, finding, note } = review;
  if (!(await isThere(work, record_id))) return;
  const values = {
    at,
    reviewer,
    finding,
    expected_clauses_json: JSON.stringify(review.expectedClauses),
    expected_verdict: review.expectedVerdict,
    note,
  };
  await work
    .insertInto('reviews')
    .values({ record_id, ...values })
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet(values))
    .execute();
  await work.updateTable('records').set({ reviewed: 1 }).where('id', '=', record_id).execute();
}

async function isThere(work: Transaction<Tables>, id: string): Promise<boolean> {
  return (
    (await work.selectFrom('records').select('seq').where('id', '=', id).executeTakeFirst()) !== undefined
  );
}
