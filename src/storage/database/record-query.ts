import {
  type AliasableExpression,
  type Expression,
  expressionBuilder,
  type Kysely,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import type { LogFilter } from '../../domain/question-log.ts';
import type { ReadColumns, TextSearch } from './backend.ts';
import { isOutdated } from './database-revised-clauses.ts';
import { lowestNumber } from './record-sequence.ts';
import type { Tables } from './tables.ts';
import { containsText } from './text-search.ts';

/** A stretch of the log, read from its newest or its oldest record on. */
export interface Stretch {
  /** Numbers lie between these two, which are left out themselves. */
  readonly above?: number;
  readonly below?: number;
  readonly newestFirst: boolean;
  readonly limit: number;
}

/** What records are looked for in. */
export interface Searched {
  readonly db: Kysely<Tables>;
  readonly search: TextSearch;
  readonly readColumns: ReadColumns;
  /** Where no more records pass the rest of a filter, their questions are read; else its text is looked up. */
  readonly few: number;
}

const READ_AT_ONCE = 200;

/**
 * The numbers of the records that pass a filter, in order. It looks at few more records than it finds: a text and a
 * clause are looked up in indexes of their own, which hand out numbers in order, and the rest of the filter is put to
 * those; every other part has an index that holds the others as well.
 */
export async function matchingNumbers(
  searched: Searched,
  filter: LogFilter,
  stretch: Stretch,
): Promise<number[]> {
  const { verdicts, ...others } = filter;
  if (verdicts === undefined) return numbersOf(searched, others, stretch);
  // One after the other, each in order already; those of several at once would have to be sorted as a whole.
  const found: number[] = [];
  for (const verdict of new Set(verdicts)) {
    found.push(...(await numbersOf(searched, { ...others, verdict }, stretch)));
  }
  return found.sort(stretch.newestFirst ? (a, b) => b - a : (a, b) => a - b).slice(0, stretch.limit);
}

interface Condition extends Omit<LogFilter, 'verdicts'> {
  readonly verdict?: string;
}

async function numbersOf(searched: Searched, filter: Condition, stretch: Stretch): Promise<number[]> {
  const { db, search, few } = searched;
  const { text = '', ...others } = filter;
  if (text.trim() === '') return numbersWithoutText(searched, others, stretch);
  const conditions = conditionsOf(others);
  if (conditions.length > 0) {
    const passing = await numbersWithoutText(searched, others, { ...stretch, limit: few + 1 });
    if (passing.length <= few) return containing(db, passing, text, stretch.limit);
  }
  return lookedUp(searched, search.matches(text), conditions, filter, stretch);
}

function numbersWithoutText(
  searched: Searched,
  { clauseId, ...others }: Omit<Condition, 'text'>,
  stretch: Stretch,
): Promise<number[]> {
  const { db } = searched;
  const conditions = conditionsOf(others);
  if (clauseId === undefined) {
    const on = expressionBuilder<Tables, 'records'>();
    const query = db
      .selectFrom('records')
      .select('records.seq')
      .where(on.and([...conditions]));
    return cut(searched, query, 'records.seq', others, stretch);
  }
  const citing = db.selectFrom('record_clauses').select('seq').where('clause_id', '=', clauseId);
  return lookedUp(searched, citing, conditions, others, stretch);
}

/** Those of the numbers that an index hands out in order whose records pass. */
function lookedUp(
  searched: Searched,
  numbers: AliasableExpression<{ seq: number }>,
  conditions: readonly Expression<SqlBool>[],
  filter: Pick<LogFilter, 'since' | 'until'>,
  stretch: Stretch,
): Promise<number[]> {
  const first = searched.db.selectFrom(numbers.as('first')).select('first.seq');
  if (conditions.length === 0) return cut(searched, first, 'first.seq', filter, stretch);
  // A cross join is read in the order in which it is written.
  const joined = first.crossJoin('records').whereRef('records.seq', '=', 'first.seq');
  return cut(
    searched,
    joined.where((on) => on.and([...conditions])),
    'first.seq',
    filter,
    stretch,
  );
}

/** Those of some records whose question contains a text. */
async function containing(
  db: Kysely<Tables>,
  seqs: readonly number[],
  text: string,
  limit: number,
): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < seqs.length && found.length < limit; from += READ_AT_ONCE) {
    const some = seqs.slice(from, from + READ_AT_ONCE);
    const rows = await db
      .selectFrom('record_details')
      .select(['seq', 'question'])
      .where('seq', 'in', some)
      .execute();
    const containing = new Set(
      rows.flatMap(({ seq, question }) => (question !== null && containsText(question, text) ? seq : [])),
    );
    found.push(...some.filter((seq) => containing.has(seq)));
  }
  return found.slice(0, limit);
}

/** The part of a filter that is decided by looking at a record. */
function conditionsOf({ clauseId, ...filter }: Omit<Condition, 'text'>): readonly Expression<SqlBool>[] {
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
  if (filter.outdated !== undefined) {
    const outdated = expressionBuilder<Tables, never>()
      .selectFrom('revised_clauses')
      .innerJoin('record_clauses', 'record_clauses.clause_id', 'revised_clauses.clause_id')
      .innerJoin('records', 'records.seq', 'record_clauses.seq')
      .select('record_clauses.seq')
      .where(isOutdated);
    all.push(on('records.seq', filter.outdated ? 'in' : 'not in', outdated));
  }
  if (clauseId !== undefined) {
    const cited = on
      .selectFrom('record_clauses')
      .select('record_clauses.seq')
      .where('record_clauses.clause_id', '=', clauseId)
      .whereRef('record_clauses.seq', '=', 'records.seq');
    all.push(on.exists(cited));
  }
  return all;
}

async function cut<DB, TB extends keyof DB>(
  { db, readColumns }: Searched,
  query: SelectQueryBuilder<DB, TB, { seq: number }>,
  column: string,
  { since, until }: Pick<LogFilter, 'since' | 'until'>,
  { above, below, newestFirst, limit }: Stretch,
): Promise<number[]> {
  const seq = sql.ref<number>(column);
  // One bound on either side: of two, the database would begin at the first and read up to the second.
  const from = Math.max(
    since === undefined ? Number.NEGATIVE_INFINITY : lowestNumber(since),
    above === undefined ? Number.NEGATIVE_INFINITY : above + 1,
  );
  const to = Math.min(
    until === undefined ? Number.POSITIVE_INFINITY : lowestNumber(until),
    below ?? Number.POSITIVE_INFINITY,
  );
  let bounded = query;
  if (from > Number.NEGATIVE_INFINITY) bounded = bounded.where(sql<SqlBool>`${seq} >= ${from}`);
  if (to < Number.POSITIVE_INFINITY) bounded = bounded.where(sql<SqlBool>`${seq} < ${to}`);
  const ordered = bounded.orderBy(seq, newestFirst ? 'desc' : 'asc').limit(limit);
  return [...(await readColumns(db, ordered, ['seq'])).seq];
}
