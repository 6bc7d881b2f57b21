import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';
import { randomNumbers } from '../../bench/random-numbers.ts';
import { aRecord } from '../../contracts/records.ts';

const PAGE = 4_096;
const RECORDS = 150;
const records = Array.from({ length: RECORDS }, (_, nth) =>
  aRecord({ id: `r${nth}`, question: `Question number ${nth}?` }),
);

let dir: string;
let path: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-damaged-'));
  path = join(dir, 'kitei.db');
  const database = await openDatabase(path);
  for (const record of records) await databaseQuestionLog(database).append(record);
  // Until then all of it stands in the write-ahead log, which has check sums of its own.
  await sql`pragma wal_checkpoint(truncate)`.execute(database.db);
  await database.close();
  for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Writes random bytes over one page in so many. */
function damage(random: () => number, count: number): void {
  const file = openSync(path, 'r+');
  const pages = statSync(path).size / PAGE;
  for (let one = 0; one < count; one++) {
    const bytes = Uint8Array.from({ length: PAGE }, () => Math.floor(random() * 256));
    writeSync(file, bytes, 0, PAGE, Math.floor(random() * pages) * PAGE);
  }
  closeSync(file);
}

/** What comes of opening and reading it: a failure with a remedy, or what is wrong and what was read. */
async function opened() {
  const database = await openDatabase(path).catch((error: unknown) => error as Error);
  if (database instanceof Error) {
    expect(database).toMatchObject({ code: 'log.unwritable', remedy: expect.stringContaining('backup') });
    return null;
  }
  try {
    const faults = await database.inspect().catch((error: unknown) => [String(error)]);
    const log = databaseQuestionLog(database);
    const read = await Promise.all(
      records.map(({ id }) => log.find(id).catch((error: unknown) => error as Error)),
    );
    return { faults, read };
  } finally {
    await database.close();
  }
}

describe('a database file', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
    'with pages written over (%s) is refused with a remedy, or inspection names the damage; nothing is read otherwise than it was written',
    async (seed) => {
      damage(randomNumbers(seed), 1 + (seed % 4));
      const found = await opened();
      if (found === null) return;
      expect(found.faults.length).toBeGreaterThan(0);
      found.read.forEach((record, nth) => {
        if (record !== null && !(record instanceof Error))
          expect(record.question).toBe(records[nth]?.question);
      });
    },
    60_000,
  );

  it.each([0.1, 0.5, 0.9])(
    'cut to %s of its length is refused, or inspection names the damage',
    async (part) => {
      truncateSync(path, Math.floor((statSync(path).size * part) / PAGE) * PAGE);
      const found = await opened();
      if (found !== null) expect(found.faults.length).toBeGreaterThan(0);
    },
  );

  it('that is emptied is refused with a remedy, or begins anew', async () => {
    writeFileSync(path, '');
    const found = await opened();
    if (found !== null) expect(found.read.every((record) => record === null)).toBe(true);
  });

  it('damaged while it is open fails reading, or reads what was written', async () => {
    const database = await openDatabase(path);
    try {
      damage(randomNumbers(99), 8);
      for (const { id, question } of records) {
        const record = await databaseQuestionLog(database)
          .find(id)
          .catch((error: unknown) => error as Error);
        if (record !== null && !(record instanceof Error)) expect(record.question).toBe(question);
      }
    } finally {
      await database.close();
    }
  }, 60_000);
});
