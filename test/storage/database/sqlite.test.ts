import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { spooledQuestionLog } from '../../../src/storage/spooled-question-log.ts';
import { aRecord } from '../../contracts/records.ts';

let dir: string;
let database: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-sqlite-'));
  database = await openDatabase(join(dir, 'kitei.db'));
});
afterEach(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});

describe('one file that several have open', () => {
  const CLAIMS = `
    const database = new (require('libsql'))(process.argv[1]);
    console.log(database.prepare('select count(*) as n from claims').get().n);
    database.close();`;
  /** How many claims another process finds, which then ends. */
  const foundElsewhere = () =>
    Number(execFileSync(process.execPath, ['-e', CLAIMS, join(dir, 'kitei.db')], { encoding: 'utf8' }));

  it('keeps what is written after it was opened a second time, and another process has ended', async () => {
    const claim = (key: string) =>
      database.db.insertInto('claims').values({ key, until: 1, work: null }).execute();
    await claim('a');
    const second = await openDatabase(join(dir, 'kitei.db'));
    expect(foundElsewhere()).toBe(1);
    await claim('b');
    expect(foundElsewhere()).toBe(2);
    await second.close();
    await claim('c');
    expect(foundElsewhere()).toBe(3);
  });

  it('is whole without what SQLite keeps beside it, once it is closed', async () => {
    const path = join(dir, 'closed.db');
    const closed = await openDatabase(path);
    await closed.db.insertInto('claims').values({ key: 'a', until: 1, work: null }).execute();
    await closed.close();
    copyFileSync(path, join(dir, 'copy.db'));
    const copy = await openDatabase(join(dir, 'copy.db'));
    expect(await copy.db.selectFrom('claims').select('key').execute()).toEqual([{ key: 'a' }]);
    await copy.close();
  });
});

describe('SQLite through Kysely', () => {
  it('gives back what was written, large numbers and nothing included', async () => {
    const { db } = database;
    const due = 2 ** 53 - 1;
    const row = { key: '鍵', until: due, work: null };
    expect(await db.insertInto('claims').values(row).returningAll().execute()).toEqual([row]);
    const again = await db
      .insertInto('claims')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    expect(again.numInsertedOrUpdatedRows).toBe(0n);
    const found: unknown[] = [];
    for await (const one of db.selectFrom('claims').selectAll().stream()) found.push(one);
    expect(found).toEqual([row]);
    expect((await db.deleteFrom('claims').executeTakeFirst()).numDeletedRows).toBe(1n);
  });

  it('waits for no disk where that is said, and for the disk again afterwards', async () => {
    const { db, relaxed } = database;
    const level = async (on: typeof db) =>
      (await sql<{ synchronous: number }>`pragma synchronous`.execute(on)).rows[0]?.synchronous;
    const [normal, full] = [1, 2];
    for (let round = 0; round < 2; round++) {
      expect(await level(relaxed)).toBe(normal);
      expect(await level(db)).toBe(full);
    }
    // By turns on one connection: neither gets into a transaction of the other.
    const keep = (on: typeof db, key: string) =>
      on.transaction().execute(async (work) => {
        const before = await level(work);
        await work.insertInto('claims').values({ key, until: 1 }).execute();
        await delay(1);
        expect(await level(work)).toBe(before);
        if (key === 'c') throw new Error('no');
        return before;
      });
    const levels = await Promise.allSettled([
      keep(relaxed, 'a'),
      keep(db, 'b'),
      keep(relaxed, 'c'),
      keep(db, 'd'),
    ]);
    expect(levels.map((one) => (one.status === 'fulfilled' ? one.value : 'undone'))).toEqual([
      normal,
      full,
      'undone',
      full,
    ]);
    expect(await db.selectFrom('claims').select('key').orderBy('key').execute()).toEqual(
      ['a', 'b', 'd'].map((key) => ({ key })),
    );
  });

  it('undoes a transaction that fails', async () => {
    const failing = database.db.transaction().execute(async (work) => {
      await work.insertInto('claims').values({ key: 'k', until: 1 }).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.db.selectFrom('claims').selectAll().execute()).toEqual([]);
  });

  it('waits for another writer without holding up the process', async () => {
    const other = await openDatabase(join(dir, 'kitei.db'));
    let ticks = 0;
    const clock = setInterval(() => ticks++, 5);
    const writing = other.db.transaction().execute(async (work) => {
      await work.insertInto('claims').values({ key: 'first', until: 1 }).execute();
      await delay(400);
    });
    await delay(20);
    ticks = 0;
    await databaseQuestionLog(database).append(aRecord());
    await database.db.insertInto('claims').values({ key: 'second', until: 1 }).execute();
    clearInterval(clock);
    await writing;
    expect(ticks).toBeGreaterThan(5);
    const claims = await other.db.selectFrom('claims').select('key').execute();
    expect(claims.map(({ key }) => key)).toEqual(['first', 'second']);
    await other.close();
  });

  it('lets a process that read before it writes see what another has written meanwhile', async () => {
    const other = await openDatabase(join(dir, 'kitei.db'));
    await Promise.all(
      [database, other].flatMap(({ db }) =>
        Array.from({ length: 20 }, () =>
          db.transaction().execute(async (work) => {
            const row = await work.selectFrom('claims').select('until').executeTakeFirst();
            const until = (row?.until ?? 0) + 1;
            await work
              .insertInto('claims')
              .values({ key: 'count', until })
              .onConflict((conflict) => conflict.column('key').doUpdateSet({ until }))
              .execute();
          }),
        ),
      ),
    );
    expect(await other.db.selectFrom('claims').select('until').executeTakeFirst()).toEqual({ until: 40 });
    await other.close();
  });

  it('keeps its files from other users', () => {
    if (process.platform === 'win32') return;
    for (const name of ['kitei.db', 'kitei.db-wal']) {
      expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('lets nobody change or delete the account of who did what', async () => {
    const log = databaseQuestionLog(database);
    await log.audit({ at: 'now', actor: 'admin', action: 'log.export', subject: 'all' });
    const { db } = database;
    await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow('only grows');
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('only grows');
    expect(await log.auditTrail(9)).toHaveLength(1);
  });
});

describe('a full disk', () => {
  it('is told, loses nothing with a spool, and is over once there is room', async () => {
    const log = databaseQuestionLog(database);
    const limit = async (pages: number) =>
      sql`pragma max_page_count = ${sql.lit(pages)}`.execute(database.db);
    await log.append(aRecord({ id: 'before' }));
    await limit(1);
    const long = aRecord({ id: 'long', question: 'あ'.repeat(500_000) });
    await expect(log.append(long)).rejects.toMatchObject({
      code: 'log.unwritable',
      message: expect.stringMatching(/full/),
    });
    expect(await log.find('long')).toBeNull();

    const warnings: string[] = [];
    const spooled = spooledQuestionLog(log, join(dir, 'spool'), (message) => warnings.push(message));
    expect(await spooled.append(long)).toBe('appended');
    expect(warnings).toHaveLength(1);
    await limit(1_000_000);
    expect(await spooled.replay()).toBe(1);
    expect((await log.find('long'))?.question).toHaveLength(500_000);
    expect(await log.find('before')).not.toBeNull();
    const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
    expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
  });
});
