import type { ChannelState } from '../../domain/channel-state.ts';
import type { Keys } from './keys.ts';
import type { Database } from './open-database.ts';

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

/** Hides the keys of rows that an earlier Kitei wrote; those that it sealed with a secret unknown here stay as they are. */
export async function hideKeys(database: Database, keys: Keys): Promise<void> {
  const { db } = database;
  const rows = await db.selectFrom('channel_state').selectAll().where('hidden', '=', 0).execute();
  const state = databaseChannelState(database, keys);
  for (const { kind, key, sealed_value } of rows) {
    const value = keys.open(sealed_value, `${kind} ${key}`);
    if (value === null) continue;
    await state.put(kind, key, value);
    await db.deleteFrom('channel_state').where('kind', '=', kind).where('key', '=', key).execute();
  }
}
