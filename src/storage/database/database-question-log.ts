import { type Kysely, sql, type Transaction } from 'kysely';
import type { AuditEntry, LogFilter, LogPage, QuestionLog } from '../../domain/question-log.ts';
import type {
  Escalation,
  Feedback,
  LoggedQuestion,
  QuestionRecord,
  Review,
} from '../../domain/question-record.ts';
import { KiteiError } from '../../errors.ts';
import type { Database } from './open-database.ts';
import { conditionOf, sequence } from './record-query.ts';
import { escalationOf, feedbackOf, loggedQuestion, reviewOf, rowOf } from './record-rows.ts';
import type { RecordRow, Tables } from './tables.ts';

/** Records handed out or worked on at once, so that other statements get their turn between them. */
const BATCH = 500;

/** The question log on a database. */
export function databaseQuestionLog({ db, search }: Database): QuestionLog {
  let count = 0;

  async function page(filter: LogFilter, limit: number, after?: string): Promise<LogPage> {
    let query = db.selectFrom('records').selectAll().where(conditionOf(filter, search));
    if (after !== undefined) query = query.where('seq', '<', cursor(after));
    const rows = await query
      .orderBy('seq', 'desc')
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    return {
      records: await withWhatWasSaid(db, shown),
      next: rows.length > limit ? String(shown.at(-1)?.seq) : null,
    };
  }

  async function* each(filter: LogFilter): AsyncIterable<LoggedQuestion> {
    for (let from = Number.MIN_SAFE_INTEGER; ; ) {
      const rows = await db
        .selectFrom('records')
        .selectAll()
        .where(conditionOf(filter, search))
        .where('seq', '>', from)
        .orderBy('seq')
        .limit(BATCH)
        .execute();
      yield* await withWhatWasSaid(db, rows);
      if (rows.length < BATCH) return;
      from = rows.at(-1)?.seq as number;
    }
  }

  return {
    append: (record) => writing(() => db.transaction().execute((work) => append(work, record, count++))),
    async find(id) {
      const rows = await db.selectFrom('records').selectAll().where('id', '=', id).execute();
      return (await withWhatWasSaid(db, rows))[0] ?? null;
    },
    page,
    each,
    async smallDepartments(smallestGroup) {
      const rows = await db
        .selectFrom('records')
        .select('department')
        .where('department', 'is not', null)
        .groupBy('department')
        .having((on) => on.fn.count('asker').distinct(), '<', smallestGroup)
        .execute();
      return new Set(rows.flatMap(({ department }) => department ?? []));
    },
    async conversation(conversation, limit) {
      return [...(await page({ conversation }, limit)).records].reverse();
    },
    giveFeedback: (feedback) => writing(() => giveFeedback(db, feedback)),
    escalate: (escalation) => writing(() => escalate(db, escalation)),
    review: (review) => writing(() => keepReview(db, review)),
    dropWording: (before) => writing(() => inBatches((work) => dropWording(work, before))),
    deleteBefore: (before) => writing(() => inBatches((work) => deleteRecords(work, before))),
    forget: (asker) => writing(() => inBatches((work) => forget(work, asker))),
    async audit(entry) {
      await writing(() =>
        db
          .insertInto('audit')
          .values({ ...entry })
          .execute(),
      );
    },
    async auditTrail(limit) {
      const rows = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit).execute();
      return rows.map(({ at, actor, action, subject }): AuditEntry => ({ at, actor, action, subject }));
    },
  };

  async function append(work: Transaction<Tables>, record: QuestionRecord, first: number) {
    // A number that is taken by a record of the same millisecond gives way to the next; a taken id does not.
    for (let nth = first; ; nth++) {
      const seq = sequence(record.askedAt, nth);
      const { numInsertedOrUpdatedRows } = await work
        .insertInto('records')
        .values({ seq, ...rowOf(record), disliked: 0, reviewed: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) {
        await addDetails(work, seq, record);
        return 'appended' as const;
      }
      const known = await work
        .selectFrom('records')
        .select('seq')
        .where('id', '=', record.id)
        .executeTakeFirst();
      if (known !== undefined) return 'known' as const;
    }
  }

  async function addDetails(work: Transaction<Tables>, seq: number, { cited, question }: QuestionRecord) {
    const clauses = [...new Set(cited)].map((clause_id) => ({ clause_id, seq }));
    if (clauses.length > 0) await work.insertInto('record_clauses').values(clauses).execute();
    if (question !== null) await search.add(work as unknown as Kysely<unknown>, seq, question);
  }

  /** Repeats a piece of work on a batch of records, each in a transaction of its own, until none is left. */
  async function inBatches(piece: (work: Transaction<Tables>) => Promise<number>): Promise<number> {
    let total = 0;
    for (;;) {
      const done = await db.transaction().execute(piece);
      total += done;
      if (done < BATCH) return total;
    }
  }

  async function dropWording(work: Transaction<Tables>, before: string): Promise<number> {
    const rows = await work
      .selectFrom('records')
      .select(['seq', 'id'])
      .where('seq', '<', sequence(before, 0))
      .where((on) => on.or([on('question', 'is not', null), on('answer_json', 'is not', null)]))
      .limit(BATCH)
      .execute();
    await eraseWording(work, rows);
    return rows.length;
  }

  async function deleteRecords(work: Transaction<Tables>, before: string): Promise<number> {
    const rows = await work
      .selectFrom('records')
      .select(['seq', 'id'])
      .where('seq', '<', sequence(before, 0))
      .limit(BATCH)
      .execute();
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    const seqs = rows.map(({ seq }) => seq);
    await search.remove(work as unknown as Kysely<unknown>, seqs);
    await work.deleteFrom('record_clauses').where('seq', 'in', seqs).execute();
    for (const table of ['feedback', 'escalations', 'reviews', 'reply_addresses'] as const) {
      await work.deleteFrom(table).where('record_id', 'in', ids).execute();
    }
    await work.deleteFrom('records').where('seq', 'in', seqs).execute();
    return rows.length;
  }

  async function forget(work: Transaction<Tables>, asker: string): Promise<number> {
    const rows = await work
      .selectFrom('records')
      .select(['seq', 'id'])
      .where('asker', '=', asker)
      .limit(BATCH)
      .execute();
    await eraseWording(work, rows);
    await work
      .updateTable('records')
      .set({ asker: null, conversation: null, follow_up_of: null })
      .where(
        'seq',
        'in',
        rows.map(({ seq }) => seq),
      )
      .execute();
    // What this person said of others' answers goes as well.
    await work.deleteFrom('feedback').where('asker', '=', asker).execute();
    return rows.length;
  }

  async function eraseWording(work: Transaction<Tables>, rows: readonly { seq: number; id: string }[]) {
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    const seqs = rows.map(({ seq }) => seq);
    await search.remove(work as unknown as Kysely<unknown>, seqs);
    await work
      .updateTable('records')
      .set({ question: null, answer_json: null })
      .where('seq', 'in', seqs)
      .execute();
    await work.updateTable('feedback').set({ comment: null }).where('record_id', 'in', ids).execute();
    await work.updateTable('escalations').set({ reply: null }).where('record_id', 'in', ids).execute();
    await work.updateTable('reviews').set({ note: null }).where('record_id', 'in', ids).execute();
    await work.deleteFrom('reply_addresses').where('record_id', 'in', ids).execute();
  }
}

async function giveFeedback(db: Kysely<Tables>, feedback: Feedback): Promise<void> {
  const { recordId: record_id, at, reason, comment } = feedback;
  const values = { at, helpful: Number(feedback.helpful), reason, comment };
  await db.transaction().execute(async (work) => {
    const { numUpdatedRows } = await work
      .updateTable('records')
      .set({ id: record_id })
      .where('id', '=', record_id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await work
      .insertInto('feedback')
      .values({ record_id, asker: feedback.asker ?? '', ...values })
      .onConflict((conflict) => conflict.columns(['record_id', 'asker']).doUpdateSet(values))
      .execute();
    await work
      .updateTable('records')
      .set({
        disliked: sql`case when exists (select 1 from feedback where record_id = ${record_id} and helpful = 0) then 1 else 0 end`,
      })
      .where('id', '=', record_id)
      .execute();
  });
}

async function escalate(db: Kysely<Tables>, escalation: Escalation): Promise<void> {
  const { recordId: record_id, at, contact, status, reply, repliedAt: replied_at } = escalation;
  const values = { at, contact, status, reply, replied_at };
  await db
    .insertInto('escalations')
    .values({ record_id, ...values })
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet(values))
    .execute();
}

async function keepReview(db: Kysely<Tables>, review: Review): Promise<void> {
  const { recordId: record_id, at, reviewer, finding, note } = review;
  const values = {
    at,
    reviewer,
    finding,
    expected_clauses_json: JSON.stringify(review.expectedClauses),
    expected_verdict: review.expectedVerdict,
    note,
  };
  await db.transaction().execute(async (work) => {
    await work
      .insertInto('reviews')
      .values({ record_id, ...values })
      .onConflict((conflict) => conflict.column('record_id').doUpdateSet(values))
      .execute();
    await work.updateTable('records').set({ reviewed: 1 }).where('id', '=', record_id).execute();
  });
}

/** Joins feedback, escalation and review to records, in the order given. */
async function withWhatWasSaid(db: Kysely<Tables>, rows: readonly RecordRow[]): Promise<LoggedQuestion[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const feedback = await db.selectFrom('feedback').selectAll().where('record_id', 'in', ids).execute();
  const escalations = await db.selectFrom('escalations').selectAll().where('record_id', 'in', ids).execute();
  const reviews = await db.selectFrom('reviews').selectAll().where('record_id', 'in', ids).execute();
  const feedbackById = new Map<string, Feedback[]>();
  for (const row of feedback) {
    const known = feedbackById.get(row.record_id);
    if (known === undefined) feedbackById.set(row.record_id, [feedbackOf(row)]);
    else known.push(feedbackOf(row));
  }
  const escalationById = new Map(escalations.map((row) => [row.record_id, escalationOf(row)]));
  const reviewById = new Map(reviews.map((row) => [row.record_id, reviewOf(row)]));
  return rows.map((row) =>
    loggedQuestion(row, {
      feedback: feedbackById.get(row.id) ?? [],
      escalation: escalationById.get(row.id) ?? null,
      review: reviewById.get(row.id) ?? null,
    }),
  );
}

function cursor(after: string): number {
  const seq = Number(after);
  if (Number.isSafeInteger(seq)) return seq;
  throw new KiteiError(
    'log.unwritable',
    `"${after}" is not a place in the log.`,
    'Begin again at the first page.',
  );
}

async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof KiteiError) throw cause;
    throw new KiteiError(
      'log.unwritable',
      `The question log cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      'See that the disk is not full and that the data folder can be written.',
      cause,
    );
  }
}
