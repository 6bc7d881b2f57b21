import { sql, type Transaction } from 'kysely';
import type { Verdict } from '../../domain/answer.ts';
import type { DailyCount, DailyCounts } from '../../domain/daily-counts.ts';
import type { Database } from './open-database.ts';
import type { DailyCountRow, Tables } from './tables.ts';

/** The counts of deleted records, on a database. */
export function databaseDailyCounts({ db }: Pick<Database, 'db'>): DailyCounts {
  return {
    async between(since, until) {
      const rows = await db
        .selectFrom('daily_counts')
        .selectAll()
        .where('day', '>=', since)
        .where('day', '<', until)
        .orderBy('day')
        .orderBy('clause_id')
        .orderBy('verdict')
        .orderBy('department')
        .execute();
      return rows.map(countOf);
    },
    async deleteBefore(day) {
      const { numDeletedRows } = await db
        .deleteFrom('daily_counts')
        .where('day', '<', day)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Adds records that are about to be deleted to the counts. */
export async function countRecords(work: Transaction<Tables>, seqs: readonly number[]): Promise<void> {
  const rows = await work
    .selectFrom('records')
    .select(['seq', 'asked_at', 'verdict', 'department', 'disliked'])
    .where('seq', 'in', seqs)
    .execute();
  const cited = await work.selectFrom('record_clauses').selectAll().where('seq', 'in', seqs).execute();
  const clauses = new Map<number, string[]>();
  for (const { seq, clause_id } of cited) clauses.set(seq, [...(clauses.get(seq) ?? []), clause_id]);
  const counts = new Map<string, DailyCountRow>();
  for (const { seq, asked_at, verdict, department, disliked } of rows) {
    for (const clause_id of ['', ...(clauses.get(seq) ?? [])]) {
      const key = { day: asked_at.slice(0, 10), clause_id, verdict, department: department ?? '' };
      const name = JSON.stringify(key);
      const count = counts.get(name) ?? { ...key, questions: 0, disliked: 0 };
      count.questions += 1;
      count.disliked += disliked;
      counts.set(name, count);
    }
  }
  for (const count of counts.values()) {
    await work
      .insertInto('daily_counts')
      .values(count)
      .onConflict((conflict) =>
        conflict.columns(['day', 'clause_id', 'verdict', 'department']).doUpdateSet({
          questions: sql`daily_counts.questions + excluded.questions`,
          disliked: sql`daily_counts.disliked + excluded.disliked`,
        }),
      )
      .execute();
  }
}

function countOf({ day, clause_id, verdict, department, questions, disliked }: DailyCountRow): DailyCount {
  return {
    day,
    clauseId: clause_id === '' ? null : clause_id,
    verdict: verdict as Verdict | 'failed',
    department: department === '' ? null : department,
    questions,
    disliked,
  };
}
