import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QuestionLog } from '../../src/domain/question-log.ts';
import { databaseQuestionLog } from '../../src/storage/database/database-question-log.ts';
import { type Database, openDatabase } from '../../src/storage/database/open-database.ts';
import { spooledQuestionLog } from '../../src/storage/spooled-question-log.ts';
import { questionLogContract } from '../contracts/question-log.ts';
import { aRecord } from '../contracts/records.ts';

let dir: string;
let database: Database;
let broken: boolean;
let warnings: string[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-spool-'));
  database = await openDatabase(':memory:');
  broken = false;
  warnings = [];
});
afterEach(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});

function open(spool = join(dir, 'spool')) {
  const log = databaseQuestionLog(database);
  const failing: QuestionLog = {
    ...log,
    append: (record) => (broken ? Promise.reject(new Error('disk full')) : log.append(record)),
  };
  return spooledQuestionLog(failing, spool, (message) => warnings.push(message));
}

async function ids(): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of databaseQuestionLog(database).each({})) found.push(id);
  return found;
}

const record = (nth: number) => aRecord({ id: `r${nth}`, askedAt: `2026-04-01T00:00:00.00${nth}Z` });

describe('a spooled question log', () => {
  it('keeps records while the log is broken, says so, and catches up when it works again', async () => {
    const log = open();
    await log.append(record(1));
    broken = true;
    expect(await log.append(record(2))).toBe('appended');
    expect(await log.append(record(3))).toBe('appended');
    expect(log.failures).toBe(2);
    expect(warnings[0]).toContain('disk full');
    expect(await log.replay()).toBe(0);
    broken = false;
    await log.append(record(4));
    expect(await ids()).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(readdirSync(join(dir, 'spool'))).toEqual([]);
  });

  it('finds at its start what another process left, and takes each record in once', async () => {
    broken = true;
    const before = open();
    for (const nth of [1, 2, 2]) await before.append(record(nth));
    broken = false;
    const log = open();
    expect(await log.replay()).toBe(2);
    expect(await log.replay()).toBe(0);
    expect(await ids()).toEqual(['r1', 'r2']);
  });

  it('sets aside what it cannot read', async () => {
    broken = true;
    const log = open();
    await log.append(record(1));
    const spool = join(dir, 'spool');
    appendFileSync(join(spool, readdirSync(spool)[0] as string), '{"id":"half');
    await log.append(record(2));
    broken = false;
    expect(await log.replay()).toBe(2);
    expect(readFileSync(join(spool, 'broken.txt'), 'utf8')).toContain('{"id":"half');
    expect(readdirSync(spool)).toEqual(['broken.txt']);
  });

  it('says so when nothing at all can be written', async () => {
    writeFileSync(join(dir, 'file'), '');
    broken = true;
    const log = open(join(dir, 'file', 'spool'));
    await expect(log.append(record(1))).rejects.toMatchObject({ code: 'log.unwritable' });
  });
});

questionLogContract('SQLite with a spool', async () => ({ log: open(), close: async () => {} }));
