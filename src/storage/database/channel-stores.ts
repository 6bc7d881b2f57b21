import type { Claims } from '../../domain/channel-state.ts';
import type { Address } from '../../domain/question.ts';
import type { ReplyAddresses } from '../../domain/reply-addresses.ts';
import type { Keys } from './keys.ts';
import type { Database } from './open-database.ts';
import { inTransaction } from './transactions.ts';

/**
 * Claims on a database: whoever inserts first. They are on the disk with the record that follows, which by itself keeps a
 * question from being kept twice.
 */
export function databaseClaims({ relaxed: db }: Database, now: () => number = Date.now): Claims {
  return {
    claim: (keys, ttlMs, forWork) =>
      inTransaction(db, async (work) => {
        // In one order: of two processes that want the same ones, neither waits for the other in a circle.
        const wanted = [...new Set(keys)].sort();
        await work.deleteFrom('claims').where('until', '<=', now()).execute();
        const taken = await work
          .insertInto('claims')
          .values(wanted.map((key) => ({ key, until: now() + ttlMs, work: forWork ?? null })))
          .onConflict((conflict) => conflict.doNothing())
          .returning('key')
          .execute();
        const free = taken.map(({ key }) => key);
        const others = wanted.filter((key) => !free.includes(key));
        if (others.length === 0) return true;
        if (forWork !== undefined) {
          const own = await work
            .selectFrom('claims')
            .select('key')
            .where('key', 'in', others)
            .where('work', '=', forWork)
            .execute();
          if (own.length === others.length) return true;
        }
        // All or none: those that were free stay free.
        if (free.length > 0) await work.deleteFrom('claims').where('key', 'in', free).execute();
        return false;
      }),
  };
}

/** Reply addresses, sealed with the installation's secret; on the disk with the record that follows. */
export function databaseReplyAddresses({ db, relaxed }: Database, keys: Keys): ReplyAddresses {
  return {
    async put(record_id, address, at) {
      await relaxed
        .insertInto('reply_addresses')
        .values({ record_id, at, sealed_address: keys.seal(address, record_id) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async get(recordId) {
      const row = await db
        .selectFrom('reply_addresses')
        .select('sealed_address')
        .where('record_id', '=', recordId)
        .executeTakeFirst();
      return row === undefined ? null : (keys.open(row.sealed_address, recordId) as Address | null);
    },
    async dropBefore(before) {
      const { numDeletedRows } = await db
        .deleteFrom('reply_addresses')
        .where('at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
