import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

const MOST_TRIES = 8;
/** Longest wait before the second try, in milliseconds; doubled before each further one. */
const PAUSE_MS = 10;

/**
 * Runs work in a transaction, and again from its beginning where the database undid it for the sake of another one
 * (a deadlock, or the two cannot be put one after the other). SQLite, where one writes at a time, never does.
 * @param isolation `serializable` where the work depends on rows that another transaction could add meanwhile.
 */
export async function inTransaction<T>(
  db: Kysely<Tables>,
  work: (work: Transaction<Tables>) => Promise<T>,
  isolation: 'read committed' | 'serializable' = 'read committed',
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().setIsolationLevel(isolation).execute(work);
    } catch (error) {
      if (attempt === MOST_TRIES || !isUndoneForAnother(error)) throw error;
      await delay(Math.random() * PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}

/** PostgreSQL's codes `serialization_failure` and `deadlock_detected`. */
function isUndoneForAnother(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
