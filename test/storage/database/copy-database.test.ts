import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createSessions } from '../../../adapters/web/sessions.ts';
import { readConfig } from '../../../src/config.ts';
import { forgetAsker } from '../../../src/forget-asker.ts';
import { moveDatabase } from '../../../src/move-database.ts';
import { databaseAuditChain } from '../../../src/storage/database/audit-chain.ts';
import { databaseClaims, databaseReplyAddresses } from '../../../src/storage/database/channel-stores.ts';
import { copyDatabase } from '../../../src/storage/database/copy-database.ts';
import { databaseChannelState } from '../../../src/storage/database/database-channel-state.ts';
import { databaseDraftChanges } from '../../../src/storage/database/database-draft-changes.ts';
import { databaseOutbox } from '../../../src/storage/database/database-outbox.ts';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { deriveKeys } from '../../../src/storage/database/keys.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { spooledQuestionLog } from '../../../src/storage/spooled-question-log.ts';
import { openStores } from '../../../src/stores.ts';
import { aRecord } from '../../contracts/records.ts';
import { emptyDatabase, withPostgres } from './postgres-server.ts';

const keys = deriveKeys('a secret of at least thirty-two characters', null);

/** A log of some weeks, with something in most tables. */
async function filled(): Promise<Database> {
  const database = await openDatabase(':memory:');
  const log = databaseQuestionLog(database);
  for (let nth = 0; nth < 1_203; nth++) {
    const id = `m${nth}`;
    await log.append(
      aRecord({ id, question: `第${nth}番の質問`, cited: ['rules/1/3'], asker: `p${nth % 7}` }),
    );
  }
  await log.append(aRecord({ id: 'nul', question: 'a\0b 持出' }));
  const at = '2026-04-01T00:00:00.000Z';
  await log.giveFeedback({ recordId: 'm3', asker: 'p1', at, helpful: false, reason: null, comment: '感想' });
  for (let nth = 0; nth < 5; nth++) await log.audit({ at, actor: 'a', action: 'export', subject: `${nth}` });
  await log.dropWording('2000-01-01T00:00:00.000Z');
  await databaseReplyAddresses(database, keys).put('m3', { channel: 'slack', at: { user: 'U1' } }, at);
  await databaseChannelState(database, keys).put('slack.installation', 'T1', { token: 'xoxb' });
  const content = { kind: 'expert_reply', recordId: 'm3', question: 'q', reply: 'はい' } as const;
  await databaseOutbox(database, keys).put({
    key: 'k',
    to: { channel: 'slack', at: {} },
    content,
    createdAt: at,
  });
  await draftIn(database);
  return database;
}

function draftIn(database: Database): Promise<unknown> {
  const change = { path: 'a.pdf', sha256: 'aa', base: null, by: 'a', at: '2026-04-01T00:00:00.000Z' };
  return databaseDraftChanges(database).put(change, Uint8Array.from([0, 255, 128]));
}

async function refusing(): Promise<never> {
  throw new Error('The disk is full.');
}

async function pages(database: Database) {
  const { records } = await databaseQuestionLog(database).page({}, 5_000);
  return records;
}

withPostgres(() => {
  it('everything moves, is found, opened and continued there', async () => {
    const source = await filled();
    const target = await openDatabase(await emptyDatabase());
    const copied = await copyDatabase(source, target);
    expect(copied.find(({ name }) => name === 'records')?.rows).toBe(1_204);
    expect(copied.every(({ checksum }) => /^[0-9a-f]{64}$/.test(checksum))).toBe(true);
    const before = JSON.stringify(await pages(source)).replaceAll('\\u0000', '\uFFFD');
    expect(JSON.stringify(await pages(target))).toBe(before);
    for (const text of ['第77番', '番']) {
      const ids = async (database: Database) =>
        (await databaseQuestionLog(database, -1).page({ text }, 5_000)).records.map(({ id }) => id);
      expect(await ids(target)).toEqual(await ids(source));
    }
    expect(await databaseChannelState(target, keys).get('slack.installation', 'T1')).toEqual({
      token: 'xoxb',
    });
    expect(await databaseReplyAddresses(target, keys).get('m3')).toMatchObject({ at: { user: 'U1' } });
    expect(await databaseOutbox(target, keys).take('slack', 9, 1_000)).toHaveLength(1);
    expect(await databaseDraftChanges(target).content('a.pdf')).toEqual(Buffer.from([0, 255, 128]));
    // The audit log goes on where it was, and its chain holds.
    await databaseQuestionLog(target).audit({ at: 'now', actor: 'a', action: 'x', subject: 's' });
    expect(await databaseAuditChain(target).inspect()).toMatchObject({ entries: 6, fault: null });
    await Promise.all([source.close(), target.close()]);
  });

  it('who was forgotten stays so, a session goes on, and what waits in the spool follows once', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'kitei-move-'));
    const env = { KITEI_DATA: dir, KITEI_SECRET: 'a secret of at least thirty-two characters' };
    const before = await openStores(readConfig(env), () => {});
    const [person, other] = ['slack:T1:U1', 'slack:T1:U2'].map(before.pseudonym);
    await before.log.append(aRecord({ id: 'gone', question: 'forgotten words', asker: person ?? null }));
    await before.log.append(aRecord({ id: 'kept', question: 'kept words', asker: other ?? null }));
    await before.state.put('slack.muted', 'slack:T1:U1', true, 'slack:T1:U1');
    await forgetAsker(before, 'slack:T1:U1');
    const session = await createSessions(before.state).begin({
      person: 'web:1',
      name: 'A',
      roles: ['staff'],
      groups: [],
      department: null,
    });
    await before.close();
    // The database cannot be written for a while: what is asked then waits beside it.
    const away = { ...databaseQuestionLog(await openDatabase(':memory:')), append: refusing };
    await spooledQuestionLog(away, join(dir, 'spool'), () => {}).append(
      aRecord({ id: 'spooled', question: 'spooled words' }),
    );

    const address = await emptyDatabase();
    await moveDatabase(join(dir, 'kitei.db'), address);
    for (let start = 0; start < 2; start++) {
      const after = await openStores(readConfig({ ...env, DATABASE_URL: address }), () => {});
      const { records } = await after.log.page({}, 10);
      expect(records.map(({ question }) => question).sort()).toEqual(['kept words', null, 'spooled words']);
      expect(records.filter(({ asker }) => asker === person)).toEqual([]);
      expect((await after.log.page({ text: 'forgotten' }, 10)).records).toEqual([]);
      expect(await after.state.get('slack.muted', 'slack:T1:U1')).toBeNull();
      expect((await createSessions(after.state).find(session))?.person).toBe('web:1');
      await after.close();
    }
    rmSync(dir, { recursive: true });
  });

  it.each([
    ['a claim', (target: Database) => databaseClaims(target).claim(['k'], 60_000)],
    ['a draft', (target: Database) => draftIn(target)],
    [
      'a sealed choice',
      (target: Database) => databaseChannelState(target, keys).put('slack.muted', 'p', true),
    ],
    [
      'an entry of the audit log',
      (target: Database) =>
        databaseQuestionLog(target).audit({ at: 'now', actor: 'a', action: 'x', subject: 's' }),
    ],
  ])('a database that holds no more than %s is left alone', async (_, put) => {
    const source = await filled();
    const target = await openDatabase(await emptyDatabase());
    await put(target);
    await expect(copyDatabase(source, target)).rejects.toMatchObject({ code: 'log.unwritable' });
    expect(await pages(target)).toEqual([]);
    await Promise.all([source.close(), target.close()]);
  });

  it('a database that holds something is left alone', async () => {
    const source = await filled();
    const target = await openDatabase(await emptyDatabase());
    await databaseQuestionLog(target).append(aRecord({ id: 'theirs' }));
    await expect(copyDatabase(source, target)).rejects.toMatchObject({
      code: 'log.unwritable',
      message: expect.stringContaining('records'),
    });
    expect((await pages(target)).map(({ id }) => id)).toEqual(['theirs']);
    await Promise.all([source.close(), target.close()]);
  });

  it('after a failure the target is empty, and the move can be begun again', async () => {
    const source = await filled();
    const target = await openDatabase(await emptyDatabase());
    // What arrives is not what was sent.
    await sql`create function altered() returns trigger language plpgsql as
      'begin new.question := new.question || ''!''; return new; end'`.execute(target.db);
    await sql`create trigger altered before insert on record_details for each row execute function altered()`.execute(
      target.db,
    );
    await expect(copyDatabase(source, target)).rejects.toMatchObject({
      message: expect.stringContaining('record_details does not read back'),
    });
    expect(await pages(target)).toEqual([]);
    await sql`drop trigger altered on record_details`.execute(target.db);
    await copyDatabase(source, target);
    expect(await pages(target)).toHaveLength(1_204);
    await Promise.all([source.close(), target.close()]);
  });
});
