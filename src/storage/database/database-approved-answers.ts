import type { Verdict } from '../../domain/answer.ts';
import type { ApprovalStatus, ApprovedAnswer, ApprovedAnswers } from '../../domain/approved-answer.ts';
import type { Language } from '../../domain/policy.ts';
import type { Database } from './open-database.ts';
import type { ApprovedAnswerRow } from './tables.ts';
import { inTransaction } from './transactions.ts';

/** Approved answers and proposals on a database. */
export function databaseApprovedAnswers({ db }: Database): ApprovedAnswers {
  return {
    async propose(answer) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('approved_answers')
        .values({
          id: answer.id,
          record_id: answer.recordId,
          question: answer.question,
          key: answer.key,
          language: answer.language,
          verdict: answer.verdict,
          text: answer.text,
          pins_json: JSON.stringify(answer.pins),
          status: 'proposed',
          reason: null,
          created_at: answer.createdAt,
          decided_by: answer.by,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    decide: (id, status, by, reason) =>
      inTransaction(
        db,
        async (work) => {
          await work
            .updateTable('approved_answers')
            .set({ status, decided_by: by, reason: reason ?? null })
            .where('id', '=', id)
            .execute();
          if (status !== 'approved') return;
          const decided = await work
            .selectFrom('approved_answers')
            .select(['key', 'language'])
            .where('id', '=', id)
            .executeTakeFirst();
          if (decided === undefined) return;
          await work
            .updateTable('approved_answers')
            .set({ status: 'suspended', reason: `Replaced by ${id}.` })
            .where('key', '=', decided.key)
            .where('language', '=', decided.language)
            .where('status', '=', 'approved')
            .where('id', '!=', id)
            .execute();
          // Two that are approved at once must not both stay so.
        },
        'serializable',
      ),

    async byKey(key, language) {
      const row = await db
        .selectFrom('approved_answers')
        .selectAll()
        .where('key', '=', key)
        .where('language', '=', language)
        .where('status', '=', 'approved')
        .executeTakeFirst();
      return row === undefined ? null : answerOf(row);
    },

    async list(status) {
      let query = db.selectFrom('approved_answers').selectAll();
      if (status !== undefined) query = query.where('status', '=', status);
      return (await query.orderBy('created_at', 'desc').orderBy('id').execute()).map(answerOf);
    },
  };
}

function answerOf(row: ApprovedAnswerRow): ApprovedAnswer {
  return {
    id: row.id,
    recordId: row.record_id,
    question: row.question,
    key: row.key,
    language: row.language as Language,
    verdict: row.verdict as Verdict,
    text: row.text,
    pins: JSON.parse(row.pins_json),
    status: row.status as ApprovalStatus,
    reason: row.reason,
    createdAt: row.created_at,
    by: row.decided_by,
  };
}
