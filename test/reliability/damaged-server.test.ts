import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup } from '../../src/backup.ts';
import { readConfig } from '../../src/config.ts';
import { examine } from '../../src/doctor.ts';
import { restore } from '../../src/restore.ts';
import { openStores } from '../../src/stores.ts';
import { type FakeSlack, startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { randomNumbers } from '../bench/random-numbers.ts';
import { environmentIn, startWholeServer, type WholeServer } from './whole-server.ts';

const question = (nth: number) => `May visitors use the guest printer on visit ${nth} a?`;

describe('the whole server, its files damaged', () => {
  let folder: string;
  let data: string;
  let slack: FakeSlack;
  let env: Record<string, string | undefined>;
  let server: WholeServer | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kitei-damaged-'));
    data = join(folder, 'data');
    slack = await startFakeSlack();
    env = environmentIn(folder, slack);
    server = await startWholeServer(env);
  });
  afterEach(async () => {
    await server?.kill();
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const askMany = async (from: number, count: number) => {
    for (let nth = from; nth < from + count; nth++) {
      const { status, page } = (await server?.ask(question(nth))) ?? { status: 0, page: '' };
      expect(status).toBe(200);
      expect(page).toContain('must not use the guest printer under edition 1');
    }
  };
  /** A server on what is there now: whether it came up, or what it said. */
  const start = async (): Promise<string | null> => {
    try {
      server = await startWholeServer(env);
      return null;
    } catch (error) {
      server = undefined;
      return (error as Error).message;
    }
  };
  /** Writes nonsense over one page in three. */
  const damage = (path: string, seed: number) => {
    const random = randomNumbers(seed);
    const file = openSync(path, 'r+');
    for (let at = 0; at < statSync(path).size; at += 4096) {
      if (at === 0 || random() < 0.34)
        writeSync(file, Buffer.alloc(512, 1 + Math.floor(random() * 255)), 0, 512, at);
    }
    closeSync(file);
  };
  const found = async (check: string) =>
    (await examine(readConfig(env), null)).filter((one) => one.check === check && one.outcome === 'failed');

  it.each([1, 2, 3])(
    'the database (%i): people are answered, the doctor names it, a backup puts it right',
    async (seed) => {
      const config = readConfig(env);
      await askMany(0, 3);
      await backup(config, join(folder, 'copy'));
      await askMany(3, 2);
      for (const name of ['kitei.db', 'kitei.db-wal']) {
        if (existsSync(join(data, name))) damage(join(data, name), seed);
      }
      await askMany(5, 5);
      await server?.kill();

      // It does not come up on it, and says what to do.
      const said = await start();
      expect(said).toContain('kitei.db');
      expect(said).toMatch(/restore a damaged database from a backup/);
      expect(await found('database')).not.toEqual([]);

      await restore(config, join(folder, 'copy'), { replace: true });
      expect(await start()).toBe(null);
      await askMany(20, 2);
      const stores = await openStores(config, () => {});
      const asked: (string | null)[] = [];
      for await (const record of stores.log.each({})) asked.push(record.question);
      await stores.close();
      for (const nth of [0, 1, 2, 20, 21])
        expect(asked.filter((one) => one === question(nth))).toHaveLength(1);
      expect(await found('database')).toEqual([]);
    },
    120_000,
  );

  it('the index: what serves is served on, and a start builds it anew', async () => {
    await askMany(0, 2);
    const [folderOfIndex = ''] = readdirSync(data).filter((name) => name.startsWith('knowledge-'));
    const files = readdirSync(join(data, folderOfIndex), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /^(?:manifest|knowledge|segment|search)/.test(entry.name),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const { parentPath, name } of files) damage(join(parentPath, name), 5);
    await askMany(2, 2);
    expect(await found('index')).not.toEqual([]);
    await server?.kill();
    expect(await start()).toBe(null);
    await askMany(4, 2);
    expect(await found('index')).toEqual([]);
  }, 120_000);
});
