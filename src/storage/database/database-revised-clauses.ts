import type { ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { OutdatedClause, RevisedClauses } from '../../domain/revised-clause.ts';
import type { ChangeKind } from '../../domain/revision.ts';
import type { Database } from './open-database.ts';
import type { RevisedClauseRow, Tables } from './tables.ts';
import { inTransaction } from './transactions.ts';

/** Rows written by one statement: databases bound the number of values. */
const ROWS_AT_ONCE = 500;

/** Revised clauses on a database. */
export function databaseRevisedClauses({ db }: Pick<Database, 'db'>): RevisedClauses {
  return {
    async replace(folder, clauses) {
      const rows = clauses.map((clause) => rowOf(folder, clause));
      const kept = await db.selectFrom('revised_clauses').selectAll().where('folder', '=', folder).execute();
      if (isSame(kept, rows)) return;
      await inTransaction(db, async (work) => {
        await work.deleteFrom('revised_clauses').where('folder', '=', folder).execute();
        for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
          await work
            .insertInto('revised_clauses')
            .values(rows.slice(from, from + ROWS_AT_ONCE))
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      });
    },
  };
}

/** What was revised since of the clauses that records cite, by the numbers of the records. */
export async function outdatedCitations(
  db: Kysely<Tables>,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly OutdatedClause[]>> {
  const rows = await db
    .selectFrom('record_clauses')
    .innerJoin('revised_clauses', 'revised_clauses.clause_id', 'record_clauses.clause_id')
    .innerJoin('records', 'records.seq', 'record_clauses.seq')
    .selectAll('revised_clauses')
    .select('record_clauses.seq as seq')
    .where('record_clauses.seq', 'in', seqs)
    .where(isOutdated)
    .orderBy('revised_clauses.published_at')
    .orderBy('revised_clauses.clause_id')
    .execute();
  const bySeq = new Map<number, OutdatedClause[]>();
  for (const { seq, ...row } of rows) bySeq.set(seq, [...(bySeq.get(seq) ?? []), clauseOf(row)]);
  return bySeq;
}

/**
 * Whether a record was answered before a revision of a clause it cites: from a generation before the one that changed
 * it, or before the day from which the version is in force that was published earlier.
 */
export function isOutdated(on: ExpressionBuilder<Tables, 'records' | 'revised_clauses'>) {
  return on.or([
    on.and([
      on('revised_clauses.in_force_from', 'is', null),
      on('records.generation', '<', on.ref('revised_clauses.generation')),
    ]),
    on.and([
      on('revised_clauses.in_force_from', '<=', new Date().toISOString()),
      on('records.asked_at', '<', on.ref('revised_clauses.in_force_from')),
    ]),
  ]) satisfies { readonly expressionType?: SqlBool | undefined };
}

function rowOf(folder: string, clause: OutdatedClause): RevisedClauseRow {
  return {
    folder,
    generation: clause.generation,
    clause_id: clause.clauseId,
    clause: clause.clause,
    kind: clause.kind,
    effects_json: JSON.stringify(clause.effects),
    labels_json: JSON.stringify(clause.labels),
    effective_date: clause.effectiveDate ?? '',
    published_at: clause.publishedAt,
    in_force_from: clause.inForceFrom,
  };
}

function clauseOf(row: RevisedClauseRow): OutdatedClause {
  return {
    clauseId: row.clause_id,
    clause: row.clause,
    kind: row.kind as ChangeKind,
    effects: JSON.parse(row.effects_json),
    labels: JSON.parse(row.labels_json),
    effectiveDate: row.effective_date === '' ? null : row.effective_date,
    generation: row.generation,
    publishedAt: row.published_at,
    inForceFrom: row.in_force_from,
  };
}

function isSame(kept: readonly RevisedClauseRow[], rows: readonly RevisedClauseRow[]): boolean {
  const name = ({ generation, clause_id, effective_date }: RevisedClauseRow) =>
    JSON.stringify([generation, clause_id, effective_date]);
  // A receipt is never changed: of one generation, clause and day there is one row.
  const known = new Set(kept.map(name));
  const wanted = new Set(rows.map(name));
  return known.size === wanted.size && [...wanted].every((row) => known.has(row));
}
