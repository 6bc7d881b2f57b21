import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openStores } from '../../src/stores.ts';
import { type FakeSlack, startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { slackRequests } from '../adapters/slack/slack-sender.ts';
import { environmentIn, SLACK_SECRET, startWholeServer, type WholeServer } from './whole-server.ts';

// A file system of a few megabytes, which a test may fill without harm to anybody. Only root may mount one. Each has a
// folder of its own: a handle on a database that is collected late removes the write-ahead log at its path.
let folder = '';
const mount = (...parts: string[]) => spawnSync('mount', [...parts, folder]).status === 0;
function mountSmall(): boolean {
  folder = mkdtempSync(join(tmpdir(), 'kitei-full-disk-'));
  return mount('-t', 'tmpfs', '-o', 'size=48m', 'tmpfs');
}
function unmount(): void {
  spawnSync('umount', ['-l', folder]);
  rmdirSync(folder);
}
const canMount = mountSmall();
if (canMount) unmount();
else console.log('A file system cannot be mounted here: the tests of full and read-only disks are skipped.');

const PATIENCE = { timeout: 30_000, interval: 200 };

describe.skipIf(!canMount)('the whole server, its data folder on a disk', () => {
  let slack: FakeSlack;
  let env: Record<string, string | undefined>;
  let server: WholeServer;

  beforeEach(async () => {
    // Else the disk of the machine would be filled.
    if (!mountSmall()) throw new Error(`Nothing can be mounted on ${folder}.`);
    slack = await startFakeSlack();
    env = environmentIn(folder, slack);
    server = await startWholeServer(env);
  });
  afterEach(async () => {
    await server.kill();
    await slack.close();
    unmount();
  });

  /** Takes all the space that is left. */
  const fill = () => {
    const file = openSync(join(folder, 'filler'), 'w');
    try {
      for (let size = 2 ** 20; size >= 512; size /= 2) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size, 1));
        } catch {
          // No more pieces of this size fit.
        }
      }
    } finally {
      closeSync(file);
    }
  };
  const question = (nth: number) => `May visitors use the guest printer on visit ${nth} a?`;
  const askMany = async (from: number, count: number) => {
    for (let nth = from; nth < from + count; nth++) {
      const { status, page } = await server.ask(question(nth));
      expect(status).toBe(200);
      expect(page).toContain('must not use the guest printer under edition 1');
    }
  };
  const askInSlack = (nth: number) => {
    const ts = `${1_700_000_000 + nth}.100000`;
    const text = '<@UBOT> May visitors use the guest printer?';
    return slackRequests(server.url, SLACK_SECRET).event({
      type: 'app_mention',
      channel: 'C1',
      user: 'U1',
      ts,
      text,
    });
  };
  const inTheLog = async () => {
    const stores = await openStores(readConfig(env), () => {});
    const counts = new Map<string, number>();
    for await (const { question: asked } of stores.log.each({}))
      counts.set(asked ?? '', (counts.get(asked ?? '') ?? 0) + 1);
    await stores.close();
    return counts;
  };
  const each = (from: number, count: number) => Array.from({ length: count }, (_, n) => question(from + n));

  it('that fills up: everybody is answered, it shows, and once there is space all records are there, each once', async () => {
    await askMany(0, 3);
    fill();
    await askMany(3, 12);
    expect((await askInSlack(1)).status).toBe(200);
    await vi.waitFor(
      () => expect(slack.messages.map(({ thread }) => thread)).toContain('1700000001.100000'),
      PATIENCE,
    );
    // It shows: in the figures, in the log, and to whoever publishes.
    expect(await server.figure('kitei_log_failures')).toBeGreaterThan(0);
    expect(server.said()).toMatch(/cannot be written|disk is full|No space|ENOSPC|SQLITE_FULL/i);
    expect(await server.perform({ kind: 'publish', edition: 2 })).toMatch(/space|ENOSPC|full/i);
    await askMany(20, 1);

    rmSync(join(folder, 'filler'));
    await askMany(21, 2);
    await vi.waitFor(async () => expect(await server.figure('kitei_log_lost')).toBe(0), PATIENCE);
    const expected = [...each(0, 15), ...each(20, 3)];
    await vi.waitFor(async () => {
      const counts = await inTheLog();
      expect(expected.filter((asked) => counts.get(asked) !== 1)).toEqual([]);
    }, PATIENCE);
    // Nothing has to be started anew.
    expect(await server.perform({ kind: 'publish', edition: 2 })).toBe(null);
    await vi.waitFor(
      async () => expect((await server.ask(question(30))).page).toContain('under edition 2'),
      PATIENCE,
    );
  }, 120_000);

  it('that becomes read-only: everybody is answered, publishing says why it cannot, and it goes on afterwards', async () => {
    await askMany(0, 3);
    // What is open stays open, as for a folder whose owner changes: nothing new can be made, moved or removed.
    expect(mount('--bind', folder) && mount('-o', 'remount,bind,ro')).toBe(true);
    await askMany(3, 5);
    expect(await server.perform({ kind: 'publish', edition: 2 })).toMatch(/EROFS|read-only/i);
    await askMany(8, 2);
    expect(spawnSync('umount', [folder]).status).toBe(0);
    const counts = await inTheLog();
    expect(each(0, 10).filter((asked) => counts.get(asked) !== 1)).toEqual([]);
    expect(await server.perform({ kind: 'publish', edition: 2 })).toBe(null);
  }, 120_000);

  it('that is full or read-only when it starts: it says which folder, and what to do', async () => {
    await server.kill();
    fill();
    const full = await startWholeServer(env).then(
      async (started) => {
        server = started;
        const { status } = await server.ask(question(1));
        await server.kill();
        return `started, ${status}`;
      },
      (error: Error) => error.message,
    );
    // With an index that is there it may well start; else it says why not.
    expect(full).toMatch(/^started, 200$|space|full/i);
    rmSync(join(folder, 'filler'));
    expect(mount('-o', 'remount,ro')).toBe(true);
    const readOnly = await startWholeServer(env).catch((error: Error) => error.message);
    expect(readOnly).toMatch(/ended with 1/);
    expect(readOnly).toContain(join(folder, 'data'));
    expect(readOnly).toMatch(/writable|can be written/);
    expect(mount('-o', 'remount,rw')).toBe(true);
    server = await startWholeServer(env);
    await askMany(3, 1);
  }, 120_000);
});
