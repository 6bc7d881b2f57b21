import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Nothing is put off for longer, in milliseconds; no lease is longer. */
export const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Whether what the column `due` says has come, in milliseconds since 1970. A moment more than an hour ahead was noted while
 * the clock was wrong, and has come as well: a message or notice must not wait until a year has passed.
 */
export function isDue(now: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(due <= ${now} or due > ${now + LONGEST_WAIT_MS})`;
}
