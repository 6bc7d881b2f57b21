import type { Inbox, InboxItem } from '../../domain/inbox.ts';
import type { ChannelName } from '../../domain/question.ts';
import { isDue } from './due.ts';
import type { Keys } from './keys.ts';
import type { Database } from './open-database.ts';
import { inTransaction } from './transactions.ts';

/** From its second takeover on work is handed out alone: what was begun beside it may have ended the process. */
const ALONE_FROM = 2;
/** Work that was begun so often, three times alone, and never done ends every process that touches it. */
const MOST_ATTEMPTS = 5;

/** The inbox on a database; payloads are sealed, since they say who asked what. */
export function databaseInbox(
  { db, writesAtOnce }: Database,
  keys: Keys,
  now: () => number = Date.now,
): Inbox {
  return {
    async put({ key, channel, payload }, leaseMs) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('inbox')
        .values({ key, channel, sealed_payload: keys.seal(payload, key), due: now() + leaseMs, attempts: 1 })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async renew(wanted, leaseMs) {
      await db
        .updateTable('inbox')
        .set({ due: now() + leaseMs })
        .where('key', 'in', wanted)
        .execute();
    },
    async remove(key) {
      await db.deleteFrom('inbox').where('key', '=', key).execute();
    },
    takeOver: (channel, limit, leaseMs) =>
      inTransaction(db, async (work) => {
        const rows = await work
          .selectFrom('inbox')
          .selectAll()
          .where('channel', '=', channel)
          .where(isDue(now()))
          .orderBy('attempts')
          .orderBy('due')
          .limit(limit)
          .$if(writesAtOnce, (query) => query.forUpdate().skipLocked())
          .execute();
        const items: InboxItem[] = [];
        const givenUp: string[] = [];
        const fresh = rows.filter(({ attempts }) => attempts < ALONE_FROM);
        for (const { key, sealed_payload, attempts } of fresh.length > 0 ? fresh : rows.slice(0, 1)) {
          const payload = keys.open(sealed_payload, key);
          if (payload === null || attempts >= MOST_ATTEMPTS) givenUp.push(key);
          else items.push({ key, channel: channel as ChannelName, payload });
        }
        if (givenUp.length > 0) await work.deleteFrom('inbox').where('key', 'in', givenUp).execute();
        const taken = items.map(({ key }) => key);
        if (taken.length > 0) {
          await work
            .updateTable('inbox')
            .set((on) => ({ due: now() + leaseMs, attempts: on('attempts', '+', 1) }))
            .where('key', 'in', taken)
            .execute();
        }
        return { items, givenUp: givenUp.length };
      }),
  };
}
