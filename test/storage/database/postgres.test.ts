import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ApprovedAnswer } from '../../../src/domain/approved-answer.ts';
import { databaseClaims } from '../../../src/storage/database/channel-stores.ts';
import { databaseApprovedAnswers } from '../../../src/storage/database/database-approved-answers.ts';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { deriveKeys } from '../../../src/storage/database/keys.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { requireSameSecret } from '../../../src/storage/database/same-secret.ts';
import { aRecord } from '../../contracts/records.ts';
import { awayProxy } from '../../reliability/away-proxy.ts';
import { emptyDatabase, onServer, withPostgres } from './postgres-server.ts';

const FIRST = 'the first secret, long enough to be taken';
const SECOND = 'the second secret, long enough to be taken';

withPostgres(() => {
  let url: string;
  let database: Database;
  let other: Database;
  beforeEach(async () => {
    url = await emptyDatabase();
    // Both make the tables, one of them first.
    [database, other] = await Promise.all([openDatabase(url), openDatabase(url)]);
  });
  afterEach(() => Promise.all([database.close(), other.close()]));

  describe('PostgreSQL', () => {
    it('is opened by many at once when it is new', async () => {
      const fresh = await emptyDatabase();
      const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(fresh)));
      for (const { db, close } of opened) {
        expect(await db.selectFrom('records').selectAll().execute()).toEqual([]);
        await close();
      }
    });

    it('of a newer Kitei is left alone', async () => {
      await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2036-01-01')`.execute(
        database.db,
      );
      await expect(openDatabase(url)).rejects.toMatchObject({
        code: 'log.unwritable',
        message: expect.stringContaining('9999-future'),
      });
    });

    it('that cannot be reached gets a message without the password', async () => {
      const opening = openDatabase('postgres://someone:hush@127.0.0.1:1/kitei?application_name=hush');
      await expect(opening).rejects.toMatchObject({
        code: 'log.unwritable',
        message: expect.stringMatching(/postgres:\/\/127\.0\.0\.1:1\/kitei cannot be used: .*ECONNREFUSED/),
        remedy: expect.stringContaining('DATABASE_URL'),
      });
      await opening.catch(({ message }) => expect(message).not.toContain('hush'));
    });

    it('gives back numbers, nothing and every character that it can keep', async () => {
      const { db } = database;
      const row = { key: '鍵 𠮷 \u202e "', until: 2 ** 53 - 1, work: null };
      expect(await db.insertInto('claims').values(row).returningAll().execute()).toEqual([row]);
      await db.insertInto('claims').values({ key: 'a\0b', until: 1 }).execute();
      const found = await db.selectFrom('claims').select('until').where('key', '=', 'a\0b').execute();
      expect(found).toEqual([{ until: 1 }]);
    });

    it('keeps and finds a question with characters that no text has', async () => {
      const log = databaseQuestionLog(database, -1);
      await log.append(aRecord({ id: 'strange', question: 'USB\0メモリ \ud800 持出' }));
      expect((await log.page({ text: '持出' }, 9)).records.map(({ id }) => id)).toEqual(['strange']);
      expect((await log.page({ text: '持込' }, 9)).records).toEqual([]);
      // One that stands in another order has the same pairs.
      await log.append(aRecord({ id: 'pairs', question: 'いあいう' }));
      expect((await log.page({ text: 'あいう' }, 9)).records.map(({ id }) => id)).toEqual(['pairs']);
      expect((await log.page({ text: 'いうあ' }, 9)).records).toEqual([]);
    });

    it('sorts text by its bytes, whatever the server does by itself', async () => {
      const keys = ['b', 'B', 'a', 'é', '_', 'あ', 'ア', '1'];
      await database.db
        .insertInto('claims')
        .values(keys.map((key) => ({ key, until: 1 })))
        .execute();
      const rows = await database.db.selectFrom('claims').select('key').orderBy('key').execute();
      expect(rows.map(({ key }) => key)).toEqual(
        [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
    });

    it('lets nobody change or empty the audit log', async () => {
      await databaseQuestionLog(database).audit({
        at: '2026-04-01T00:00:00.000Z',
        actor: 'a',
        action: 'export',
        subject: 's',
      });
      for (const change of ['update audit set actor = null', 'delete from audit', 'truncate audit']) {
        await expect(sql.raw(change).execute(database.db)).rejects.toThrow('audit only grows');
      }
    });

    it('is found again after its connections broke, in and between statements', async () => {
      const log = databaseQuestionLog(database);
      await log.append(aRecord({ id: 'before' }));
      const slow = sql`select pg_sleep(30)`.execute(database.db);
      slow.catch(() => {});
      const name = new URL(url).pathname.slice(1);
      await onServer(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
      );
      await expect(slow).rejects.toThrow();
      await log.append(aRecord({ id: 'after' })).catch(() => log.append(aRecord({ id: 'after' })));
      expect((await log.page({}, 9)).records.map(({ id }) => id).sort()).toEqual(['after', 'before']);
    });
  });

  describe('two servers on one PostgreSQL', () => {
    it('give a claim to one of them, whatever order they ask in', async () => {
      const a = databaseClaims(database);
      const b = databaseClaims(other);
      for (let round = 0; round < 40; round++) {
        const keys = Array.from({ length: 5 }, (_, nth) => `${round}:${nth}`);
        const won = await Promise.all([a.claim(keys, 60_000), b.claim([...keys].reverse(), 60_000)]);
        expect(won.filter(Boolean)).toHaveLength(1);
      }
    });

    it('count what both have said about one answer', async () => {
      const logs = [databaseQuestionLog(database), databaseQuestionLog(other)] as const;
      for (let round = 0; round < 20; round++) {
        const recordId = `r${round}`;
        await logs[0].append(aRecord({ id: recordId }));
        const said = { recordId, at: '2026-04-01T00:00:00.000Z', reason: null, comment: null };
        await Promise.all([
          logs[0].giveFeedback({ ...said, asker: 'anna', helpful: false }),
          logs[1].giveFeedback({ ...said, asker: 'ben', helpful: true }),
        ]);
      }
      expect((await logs[0].page({ disliked: true }, 99)).records).toHaveLength(20);
    });

    it('leave one approved answer to a question that both approve at once', async () => {
      const stores = [databaseApprovedAnswers(database), databaseApprovedAnswers(other)] as const;
      for (let round = 0; round < 20; round++) {
        const proposal = (id: string): ApprovedAnswer => ({
          id: `${id}${round}`,
          recordId: null,
          question: 'q',
          key: `key${round}`,
          language: 'ja',
          verdict: 'allowed',
          text: 't',
          pins: [],
          status: 'proposed',
          reason: null,
          createdAt: '2026-04-01T00:00:00.000Z',
          by: 'anna',
        });
        await stores[0].propose(proposal('a'));
        await stores[0].propose(proposal('b'));
        await Promise.all([
          stores[0].decide(`a${round}`, 'approved', 'anna'),
          stores[1].decide(`b${round}`, 'approved', 'ben'),
        ]);
      }
      expect(await stores[0].list('approved')).toHaveLength(20);
    });

    it('give every record a number of its own, of one moment and under load', async () => {
      const logs = [databaseQuestionLog(database), databaseQuestionLog(other)] as const;
      const records = Array.from({ length: 200 }, (_, nth) => aRecord({ id: `m${nth % 150}` }));
      const outcomes = await Promise.all(
        records.map((record, nth) => (logs[nth % 2] as (typeof logs)[0]).append(record)),
      );
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(150);
      expect((await logs[0].page({}, 999)).records).toHaveLength(150);
    });

    it('keep what is written after a statement got no answer in time', async () => {
      const proxy = await awayProxy(Number(new URL(url).port));
      const address = new URL(url);
      address.port = String(proxy.port);
      const hanging = await openDatabase(address.href, 300);
      onTestFinished(() => hanging.close());
      await databaseClaims(hanging).claim(['before'], 60_000);
      proxy.freeze();
      // It begins a transaction, and nobody knows whether that will still be carried out.
      await expect(databaseClaims(hanging).claim(['in between'], 60_000)).rejects.toThrow();
      const written = hanging.db
        .insertInto('claims')
        .values({ key: 'after', until: 1, work: null })
        .execute();
      await proxy.recover();
      await written;
      const kept = await other.db.selectFrom('claims').select('key').where('key', '=', 'after').execute();
      expect(kept).toEqual([{ key: 'after' }]);
    }, 30_000);

    it('work with one secret only', async () => {
      const starts = (secret: string, before: string | null = null) =>
        requireSameSecret(database, deriveKeys(secret, before));
      await starts(FIRST);
      await starts(FIRST);
      await expect(starts(SECOND)).rejects.toMatchObject({ code: 'config.invalid' });
      // After a rotation, the server that still has the old one only is told.
      await starts(SECOND, FIRST);
      await starts(SECOND);
      await expect(starts(FIRST)).rejects.toMatchObject({ code: 'config.invalid' });
    });
  });
});
