import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseQuestionLog } from '../../../src/storage/database/database-question-log.ts';
import { openDatabase } from '../../../src/storage/database/open-database.ts';

const APPENDING = fileURLToPath(new URL('./appending-process.ts', import.meta.url));

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-kill-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Runs a process that appends, kills it once it has acknowledged enough, and resolves to what it acknowledged. */
function appendUntilKilled(path: string, name: string, enough: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', APPENDING, path, name], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    let complaint = '';
    child.stdout.on('data', (data) => {
      printed += data;
      if (printed.split('\n').length > enough) child.kill('SIGKILL');
    });
    child.stderr.on('data', (data) => {
      complaint += data;
    });
    child.on('close', (_, signal) => {
      // The last line may have been cut by the kill.
      if (signal === 'SIGKILL') resolve(printed.split('\n').slice(0, -1));
      else reject(new Error(`The process ended by itself: ${complaint}`));
    });
  });
}

it('has every record that was acknowledged, none twice, after processes were killed under load', async () => {
  const path = join(dir, 'data', 'kitei.db');
  const acknowledged: string[] = [];
  // Two at a time, on one database that neither of them finds at first.
  for (let round = 0; round < 4; round++) {
    const both = ['a', 'b'].map((name) => appendUntilKilled(path, `${name}${round}`, 130));
    acknowledged.push(...(await Promise.all(both)).flat());
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(1_000);

  const database = await openDatabase(path);
  const kept: string[] = [];
  for await (const { id } of databaseQuestionLog(database).each({})) kept.push(id);
  const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
  const cited = await database.db.selectFrom('record_clauses').select('seq').execute();
  await database.close();

  expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
  expect(new Set(kept).size).toBe(kept.length);
  expect(acknowledged.filter((id) => !kept.includes(id))).toEqual([]);
  expect(cited).toHaveLength(kept.length);
});
