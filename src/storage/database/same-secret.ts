import { KiteiError } from '../../errors.ts';
import type { Keys } from './keys.ts';
import type { Database } from './open-database.ts';

const ROW = { kind: 'kitei.secret', key: 'check' } as const;

/**
 * Makes sure that all who share a database have the same secret: what one seals, the others must be able to open, and
 * a person must have one pseudonym. The first to come leaves something sealed, and every other one opens it.
 * @throws KiteiError `config.invalid` where this one cannot.
 */
export async function requireSameSecret({ db }: Database, keys: Keys): Promise<void> {
  const context = `${ROW.kind} ${ROW.key}`;
  const sealed_value = keys.seal(ROW.key, context);
  // Of two that come first at once, one leaves its own, and the other opens that or stops here.
  await db
    .insertInto('channel_state')
    .values({ ...ROW, sealed_value, hidden: 1, person: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const found = db.selectFrom('channel_state').select('sealed_value');
  const row = await found.where('kind', '=', ROW.kind).where('key', '=', ROW.key).executeTakeFirst();
  if (row === undefined || keys.open(row.sealed_value, context) !== ROW.key) {
    throw new KiteiError(
      'config.invalid',
      'The database belongs to an installation with another secret.',
      'Set KITEI_SECRET to the secret that the other servers have (without the setting, it is in the file `secret` of the data folder); after a rotation, KITEI_SECRET_BEFORE too.',
    );
  }
  // After a rotation it is sealed with the secret of now; an earlier Kitei did not say that the row's key hides nobody.
  const renewed = db.updateTable('channel_state').set({ sealed_value, hidden: 1 });
  await renewed.where('kind', '=', ROW.kind).where('key', '=', ROW.key).execute();
}
