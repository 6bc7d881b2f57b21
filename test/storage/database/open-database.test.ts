import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/storage/database/open-database.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-database-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('a database', () => {
  it('is made with its folder, and opened again as it was left', async () => {
    const path = join(dir, 'a', 'b', 'kitei.db');
    const first = await openDatabase(path);
    await first.db.insertInto('claims').values({ key: 'k', until: 1 }).execute();
    await first.close();
    const second = await openDatabase(path);
    expect(await second.db.selectFrom('claims').select(['key', 'until']).execute()).toEqual([
      { key: 'k', until: 1 },
    ]);
    await second.close();
  });

  it('acknowledges a commit once it is on the disk, and lets readers go on', async () => {
    const { db, close } = await openDatabase(join(dir, 'kitei.db'));
    const setting = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0];
    expect(await setting('journal_mode')).toBe('wal');
    expect(await setting('synchronous')).toBe(2);
    expect(await setting('foreign_keys')).toBe(1);
    await close();
  });

  it('is opened by many at once when it is new', async () => {
    const path = join(dir, 'kitei.db');
    const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(path)));
    for (const { db, close } of opened) {
      expect(await db.selectFrom('records').selectAll().execute()).toEqual([]);
      await close();
    }
  });

  it('of a newer Kitei is left alone', async () => {
    const path = join(dir, 'kitei.db');
    const { db, close } = await openDatabase(path);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2036-01-01')`.execute(
      db,
    );
    await close();
    await expect(openDatabase(path)).rejects.toMatchObject({
      code: 'log.unwritable',
      message: expect.stringContaining('9999-future'),
    });
  });

  it.each([
    ['is not one', 'this is no database, whatever its name says'.repeat(100)],
    ['was damaged', `SQLite format 3\u0000${'x'.repeat(5_000)}`],
  ])('that %s gets a message', async (_, content) => {
    const path = join(dir, 'kitei.db');
    writeFileSync(path, content);
    await expect(openDatabase(path)).rejects.toMatchObject({ name: 'KiteiError', code: 'log.unwritable' });
  });

  it('that cannot be there gets a message', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(openDatabase(join(dir, 'file', 'kitei.db'))).rejects.toMatchObject({
      code: 'log.unwritable',
    });
  });
});
