import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessions } from '../../../adapters/web/sessions.ts';
import { databaseChannelState, hideKeys } from '../../../src/storage/database/database-channel-state.ts';
import { deriveKeys } from '../../../src/storage/database/keys.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';

const FIRST = 'the first secret, long enough to be taken';
const SECOND = 'the second secret, long enough to be taken';
const PERSON = 'slack:T1:U1';

describe('what channels remember', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase(':memory:');
  });
  afterEach(() => database.close());
  const state = (secret = FIRST, before: string | null = null) =>
    databaseChannelState(database, deriveKeys(secret, before));
  const rows = () => database.db.selectFrom('channel_state').selectAll().execute();

  it('is kept without the id of anybody in plain', async () => {
    await state().put('slack.muted', PERSON, { of: PERSON }, PERSON);
    expect(JSON.stringify(await rows())).not.toContain('U1');
  });

  it('holds no session of somebody who was forgotten', async () => {
    const sessions = createSessions(state());
    const identity = { name: 'A', roles: ['staff' as const], groups: [], department: null };
    await sessions.begin({ ...identity, person: 'web:1' });
    await sessions.begin({ ...identity, person: 'web:2' });
    await state().forget('web:1');
    expect((await sessions.list()).map(({ person }) => person)).toEqual(['web:2']);
  });

  it('is found after the secret was changed, once, until the one before is gone', async () => {
    await state().put('slack.muted', PERSON, 1, PERSON);
    await state().put('slack.muted', 'slack:T1:U2', 2);
    const rotated = state(SECOND, FIRST);
    expect(await rotated.get('slack.muted', PERSON)).toBe(1);
    await rotated.put('slack.muted', PERSON, 3, PERSON);
    expect(await rotated.keys('slack.muted')).toEqual([PERSON, 'slack:T1:U2']);
    expect(await rotated.get('slack.muted', PERSON)).toBe(3);
    await rotated.delete('slack.muted', 'slack:T1:U2');
    expect(await rotated.keys('slack.muted')).toEqual([PERSON]);
    expect(await state(SECOND).get('slack.muted', PERSON)).toBe(3);
    expect(await state().keys('slack.muted')).toEqual([]);
    await rotated.put('slack.thread', 't1', 1, PERSON);
    await state().put('slack.thread', 't2', 1, PERSON);
    await rotated.forget(PERSON);
    expect(await rows()).toEqual([]);
  });

  it('of an earlier Kitei is taken over; what another secret has sealed stays as it is', async () => {
    const old = (secret: string, key: string) => ({
      kind: 'slack.muted',
      key,
      sealed_value: deriveKeys(secret, null).seal(true, `slack.muted ${key}`),
    });
    await database.db
      .insertInto('channel_state')
      .values(
        [old(FIRST, PERSON), old(SECOND, 'slack:T1:U2')].map((row) => ({ ...row, hidden: 0, person: null })),
      )
      .execute();
    await hideKeys(database, deriveKeys(FIRST, null));
    expect(await state().get('slack.muted', PERSON)).toBe(true);
    expect((await rows()).filter(({ hidden }) => hidden === 0).map(({ key }) => key)).toEqual([
      'slack:T1:U2',
    ]);
    await hideKeys(database, deriveKeys(SECOND, null));
    expect(await state(SECOND).get('slack.muted', 'slack:T1:U2')).toBe(true);
    expect(JSON.stringify(await rows())).not.toContain('slack:T1');
    await state().forget(PERSON);
    expect(await state().keys('slack.muted')).toEqual([]);
  });
});
