import type { Notice, Outbox } from '../../domain/outbox.ts';
import { isDue, LONGEST_WAIT_MS } from './due.ts';
import type { Keys } from './keys.ts';
import type { Database } from './open-database.ts';
import { inTransaction } from './transactions.ts';

/** After so many attempts that failed for certain, a notice is given up. */
const MOST_ATTEMPTS = 8;
/** Wait after the first failure, in milliseconds; doubled after each further one. */
const FIRST_WAIT_MS = 5_000;

/** The outbox on a database; notices are sealed, since they say where people are reached. */
export function databaseOutbox(
  { db, writesAtOnce }: Database,
  keys: Keys,
  now: () => number = Date.now,
): Outbox {
  const open = (row: { key: string; sealed_notice: string }) =>
    keys.open(row.sealed_notice, row.key) as Notice | null;
  return {
    async put(notice) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('outbox')
        .values({
          key: notice.key,
          channel: notice.to.channel,
          record_id: notice.content.recordId,
          sealed_notice: keys.seal(notice, notice.key),
          created_at: notice.createdAt,
          state: 'waiting',
          attempts: 0,
          due: now(),
          thread: null,
          reason: null,
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    take: (channel, limit, leaseMs) =>
      inTransaction(db, async (work) => {
        // Whoever took these has ended without saying whether they were sent: never send them again.
        await work
          .updateTable('outbox')
          .set({ state: 'undeliverable', reason: 'The process ended while it was being sent.' })
          .where('state', '=', 'sending')
          .where('channel', '=', channel)
          .where(isDue(now()))
          .execute();
        const rows = await work
          .updateTable('outbox')
          .set((on) => ({ state: 'sending', due: now() + leaseMs, attempts: on('attempts', '+', 1) }))
          .where('key', 'in', (on) =>
            on
              .selectFrom('outbox')
              .select('key')
              .where('state', '=', 'waiting')
              .where('channel', '=', channel)
              .where(isDue(now()))
              .orderBy('created_at')
              .limit(limit)
              // What another process is taking at this moment is its own.
              .$if(writesAtOnce, (query) => query.forUpdate().skipLocked()),
          )
          .where('state', '=', 'waiting')
          .returningAll()
          .execute();
        const readable = rows.filter((row) => open(row) !== null);
        const unreadable = rows.filter((row) => open(row) === null).map(({ key }) => key);
        if (unreadable.length > 0) {
          await work
            .updateTable('outbox')
            .set({ state: 'undeliverable', reason: 'It was sealed with a secret that is no longer known.' })
            .where('key', 'in', unreadable)
            .execute();
        }
        return readable
          .sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
          .map((row) => open(row) as Notice);
      }),

    async settle(key, delivery) {
      const update = db.updateTable('outbox').where('key', '=', key);
      if (delivery.outcome === 'sent') {
        await update.set({ state: 'sent', thread: delivery.thread }).execute();
      } else if (delivery.outcome === 'failed') {
        const row = await db
          .selectFrom('outbox')
          .select('attempts')
          .where('key', '=', key)
          .executeTakeFirst();
        const attempts = row?.attempts ?? 0;
        const wait = delivery.retryAfterMs ?? FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1);
        const state = attempts >= MOST_ATTEMPTS ? 'undeliverable' : 'waiting';
        await update
          .set({ state, due: now() + Math.min(wait, LONGEST_WAIT_MS), reason: delivery.reason })
          .execute();
      } else {
        await update.set({ state: 'undeliverable', reason: delivery.reason }).execute();
      }
    },

    async byThread(channel, thread) {
      const row = await db
        .selectFrom('outbox')
        .select(['key', 'sealed_notice'])
        .where('thread', '=', thread)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row === undefined ? null : open(row);
    },

    async counts() {
      const rows = await db
        .selectFrom('outbox')
        .select((on) => ['state', on.fn.countAll<number>().as('count')])
        .where('state', 'in', ['waiting', 'sending', 'undeliverable'])
        .groupBy('state')
        .execute();
      const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
      return { waiting: of('waiting') + of('sending'), undeliverable: of('undeliverable') };
    },
  };
}
