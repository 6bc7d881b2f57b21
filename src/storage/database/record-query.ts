import {
  type Expression,
  expressionBuilder,
  type Kysely,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import type { LogFilter } from '../../domain/question-log.ts';
import type { TextSearch } from './backend.ts';
import { lowestNumber } from './record-sequence.ts';
import type { Tables } from './tables.ts';

/** A stretch of the log, read from its newest or its oldest record on. */
export interface Stretch {
  /** Numbers lie between these two, which are left out themselves. */
  readonly above?: number;
  readonly below?: number;
  readonly newestFirst: boolean;
  readonly limit: number;
}

/**
 * The numbers of the records that pass a filter, in order. It looks at few more records than it finds: a text and a
 * clause are looked up in indexes of their own, which hand out numbers in order, and the rest of the filter is put to
 * those; every other part has an index that holds the others as well.
 */
export async function matchingNumbers(
  db: Kysely<Tables>,
  search: TextSearch,
  filter: LogFilter,
  stretch: Stretch,
): Promise<number[]> {
  const { verdicts, ...others } = filter;
  if (verdicts === undefined) return numbersOf(db, search, others, stretch);
  // One after the other, each in order already; those of several at once would have to be sorted as a whole.
  const found: number[] = [];
  for (const verdict of new Set(verdicts)) {
    found.push(...(await numbersOf(db, search, { ...others, verdict }, stretch)));
  }
  return found.sort(stretch.newestFirst ? (a, b) => b - a : (a, b) => a - b).slice(0, stretch.limit);
}

interface Condition extends Omit<LogFilter, 'verdicts'> {
  readonly verdict?: string;
}

async function numbersOf(
  db: Kysely<Tables>,
  search: TextSearch,
  filter: Condition,
  stretch: Stretch,
): Promise<number[]> {
  const { text = '', clauseId, ...others } = filter;
  if (text.trim() === '' && clauseId === undefined) {
    const query = db.selectFrom('records').select('records.seq').where(passing(others));
    return cut(query, 'records.seq', filter, stretch);
  }
  const lookedUp =
    text.trim() === ''
      ? sql<{ seq: number }>`(select seq from record_clauses where clause_id = ${clauseId})`
      : search.matches(text);
  const first = db.selectFrom(lookedUp.as('first')).select('first.seq');
  const conditions = passing(text.trim() === '' ? others : filter);
  // A cross join is read in the order in which it is written.
  const query = first.crossJoin('records').whereRef('records.seq', '=', 'first.seq').where(conditions);
  return cut(query, 'first.seq', filter, stretch);
}

/** The part of a filter that is decided by looking at a record. */
function passing({ clauseId, ...filter }: Omit<Condition, 'text'>): Expression<SqlBool> {
  const on = expressionBuilder<Tables, 'records'>();
  const all: Expression<SqlBool>[] = [];
  for (const column of ['department', 'channel', 'conversation', 'verdict'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) all.push(on(`records.${column}`, '=', wanted));
  }
  for (const column of ['reviewed', 'disliked'] as const) {
    const wanted = filter[column];
    // Written out, so that the index of those alone is seen to serve.
    if (wanted !== undefined) all.push(on(`records.${column}`, '=', sql.lit(Number(wanted))));
  }
  if (clauseId !== undefined) {
    const cited = on
      .selectFrom('record_clauses')
      .select('record_clauses.seq')
      .where('record_clauses.clause_id', '=', clauseId)
      .whereRef('record_clauses.seq', '=', 'records.seq');
    all.push(on.exists(cited));
  }
  return on.and(all);
}

async function cut<DB, TB extends keyof DB>(
  query: SelectQueryBuilder<DB, TB, { seq: number }>,
  column: string,
  { since, until }: Pick<LogFilter, 'since' | 'until'>,
  { above, below, newestFirst, limit }: Stretch,
): Promise<number[]> {
  const seq = sql.ref<number>(column);
  const bounds: Expression<SqlBool>[] = [];
  if (since !== undefined) bounds.push(sql<SqlBool>`${seq} >= ${lowestNumber(since)}`);
  if (until !== undefined) bounds.push(sql<SqlBool>`${seq} < ${lowestNumber(until)}`);
  if (above !== undefined) bounds.push(sql<SqlBool>`${seq} > ${above}`);
  if (below !== undefined) bounds.push(sql<SqlBool>`${seq} < ${below}`);
  let bounded = query;
  for (const bound of bounds) bounded = bounded.where(bound);
  const rows = await bounded
    .orderBy(seq, newestFirst ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.seq);
}
