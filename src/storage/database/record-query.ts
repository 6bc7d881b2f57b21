import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { LogFilter } from '../../domain/question-log.ts';
import type { Tables } from './tables.ts';
import type { TextSearch } from './text-search.ts';

/** Records of one millisecond that can be told apart. */
const PER_MILLISECOND = 1024;

/** The number of a record: its place in the order of asking. `nth` tells records of one millisecond apart. */
export function sequence(askedAt: string, nth: number): number {
  return Date.parse(askedAt) * PER_MILLISECOND + (nth % PER_MILLISECOND);
}

/** The condition that a filter stands for. */
export function conditionOf(
  filter: LogFilter,
  search: TextSearch,
): (on: ExpressionBuilder<Tables, 'records'>) => ExpressionWrapper<Tables, 'records', SqlBool> {
  return (on) => {
    const all = [];
    if (filter.since !== undefined) all.push(on('seq', '>=', sequence(filter.since, 0)));
    if (filter.until !== undefined) all.push(on('seq', '<', sequence(filter.until, 0)));
    if (filter.department !== undefined) all.push(on('department', '=', filter.department));
    if (filter.channel !== undefined) all.push(on('channel', '=', filter.channel));
    if (filter.conversation !== undefined) all.push(on('conversation', '=', filter.conversation));
    if (filter.verdicts !== undefined) all.push(on('verdict', 'in', [...filter.verdicts]));
    if (filter.reviewed !== undefined) all.push(on('reviewed', '=', Number(filter.reviewed)));
    if (filter.disliked !== undefined) all.push(on('disliked', '=', Number(filter.disliked)));
    if (filter.clauseId !== undefined) {
      const citing = on
        .selectFrom('record_clauses')
        .select('record_clauses.seq')
        .where('clause_id', '=', filter.clauseId);
      all.push(on('seq', 'in', citing));
    }
    if (filter.text !== undefined && filter.text.trim() !== '') {
      // One character alone is looked up without the index.
      const found = search.matches('records.seq', filter.text);
      all.push(
        found ?? sql<SqlBool>`records.question like ${`%${escapeLike(filter.text.trim())}%`} escape '!'`,
      );
    }
    return on.and(all) as ExpressionWrapper<Tables, 'records', SqlBool>;
  };
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
