import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, Kysely } from 'kysely';
import Sqlite from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { SqliteReadingDialect } from '../../../src/storage/database/sqlite-reading.ts';

it('reads as soon as the file is there, and closes although it never was', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kitei-reading-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const path = join(dir, 'later', 'kitei.db');
  const reading = new Kysely<unknown>({ dialect: new SqliteReadingDialect(path) });
  const read = () => reading.executeQuery(CompiledQuery.raw('select 1 as one'));
  await expect(read()).rejects.toThrow();
  mkdirSync(join(dir, 'later'));
  new Sqlite(path).close();
  expect((await read()).rows).toEqual([{ one: 1 }]);
  await reading.destroy();
  const never = new Kysely<unknown>({ dialect: new SqliteReadingDialect(join(dir, 'no', 'kitei.db')) });
  await expect(never.executeQuery(CompiledQuery.raw('select 1'))).rejects.toThrow();
  await never.destroy();
});
