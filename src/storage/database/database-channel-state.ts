import type { ChannelState } from '../../domain/channel-state.ts';
import type { Keys } from './keys.ts';
import type { Database } from './open-database.ts';
import { inTransaction } from './transactions.ts';

/** What channels remember: the key of a row is an HMAC, and is sealed together with the value. */
export function databaseChannelState({ db }: Database, keys: Keys): ChannelState {
  /** The stand-in of now first, then that of the secret before. */
  const standIns = (kind: string, key: string) => keys.pseudonyms(`${kind} ${key}`);
  const open = (kind: string, row: { readonly key: string; readonly sealed_value: string }) =>
    keys.open(row.sealed_value, `${kind} ${row.key}`) as { key: string; value: unknown } | null;
  const rowsOf = (kind: string) =>
    db.selectFrom('channel_state').select(['key', 'sealed_value']).where('kind', '=', kind);
  const drop = async (kind: string, hidden: readonly string[]) => {
    if (hidden.length === 0) return;
    await db.deleteFrom('channel_state').where('kind', '=', kind).where('key', 'in', hidden).execute();
  };
  return {
    async put(kind, key, value, person) {
      const [hidden = '', ...before] = standIns(kind, key);
      const row = {
        sealed_value: keys.seal({ key, value }, `${kind} ${hidden}`),
        person: person === undefined ? null : keys.pseudonym(person),
      };
      await db
        .insertInto('channel_state')
        .values({ kind, key: hidden, hidden: 1, ...row })
        .onConflict((conflict) => conflict.columns(['kind', 'key']).doUpdateSet(row))
        .execute();
      await drop(kind, before);
    },
    async get(kind, key) {
      const names = standIns(kind, key);
      const rows = await rowsOf(kind).where('key', 'in', names).execute();
      rows.sort((a, b) => names.indexOf(a.key) - names.indexOf(b.key));
      return rows[0] === undefined ? null : (open(kind, rows[0])?.value ?? null);
    },
    delete: (kind, key) => drop(kind, standIns(kind, key)),
    async forget(person) {
      await db.deleteFrom('channel_state').where('person', 'in', keys.pseudonyms(person)).execute();
    },
    async keys(kind) {
      const rows = await rowsOf(kind).execute();
      return rows.flatMap((row) => open(kind, row)?.key ?? []).sort();
    },
  };
}

/**
 * Hides the keys of rows that an earlier Kitei wrote; those that it sealed with a secret unknown here stay as they are. Of
 * several servers that start at once, one takes each row over, and what was written since stays.
 */
export async function hideKeys({ db }: Database, keys: Keys): Promise<void> {
  const rows = await db.selectFrom('channel_state').selectAll().where('hidden', '=', 0).execute();
  for (const { kind, key, sealed_value: before } of rows) {
    const value = keys.open(before, `${kind} ${key}`);
    if (value === null) continue;
    const hidden = keys.pseudonym(`${kind} ${key}`);
    const sealed_value = keys.seal({ key, value }, `${kind} ${hidden}`);
    await inTransaction(db, async (work) => {
      const plain = work.deleteFrom('channel_state').where('kind', '=', kind).where('key', '=', key);
      const { numDeletedRows } = await plain.executeTakeFirst();
      if (numDeletedRows === 0n) return;
      await work
        .insertInto('channel_state')
        // Many of those keys were the id of the person.
        .values({ kind, key: hidden, hidden: 1, sealed_value, person: keys.pseudonym(key) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }
}
