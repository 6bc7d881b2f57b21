import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { KiteiError } from '../../errors.ts';
import type { LockOptions, WriterLock } from '../writer-lock.ts';
import type { Tables } from './tables.ts';

/** The number of the lock among a database's advisory locks: "kite" in ASCII, and 1. */
const LOCK = sql`1802073189, 1`;
const AGAIN_MS = 200;

/**
 * Waits for and takes the right to write generations, an advisory lock of the database. It belongs to a connection: with
 * its process or its machine it is gone, once the server sees that.
 * @throws KiteiError `index.busy` when the time is over, the signal's reason when aborted, or the database's error.
 */
export function databaseLock(
  db: Kysely<Tables>,
  { waitMs, onWait, signal }: LockOptions,
): Promise<WriterLock> {
  return new Promise((resolve, reject) => {
    const held = db.connection().execute(async (connection) => {
      const deadline = performance.now() + waitMs;
      for (let told = false; !(await attempt(connection)); told = true) {
        const holder = await holderOf(connection);
        if (performance.now() >= deadline) throw busy(holder);
        if (!told) onWait?.(holder);
        await sleep(AGAIN_MS, undefined, signal ? { signal } : {});
      }
      await new Promise<void>((release) => {
        resolve({
          async release() {
            release();
            // Where it cannot be given back, its connection is broken and the lock gone with that.
            await held.catch(() => undefined);
          },
        });
      });
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    });
    held.catch(reject);
  });
}

async function attempt(connection: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${LOCK}) as taken`.execute(
    connection,
  );
  return rows[0]?.taken ?? false;
}

async function holderOf(connection: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select activity.application_name as name from pg_locks locks
    join pg_stat_activity activity on activity.pid = locks.pid
    where locks.locktype = 'advisory' and locks.granted and (locks.classid, locks.objid) = (${LOCK})
      and locks.database = (select oid from pg_database where datname = current_database())`.execute(
    connection,
  );
  return rows[0]?.name || 'another server';
}

function busy(holder: string): KiteiError {
  return new KiteiError(
    'index.busy',
    `The index in the database is being written by ${holder}.`,
    'Try again when it has finished.',
  );
}
