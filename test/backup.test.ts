import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { backup } from '../src/backup.ts';
import { readConfig } from '../src/config.ts';
import type { LoggedQuestion } from '../src/domain/question-record.ts';
import { restore } from '../src/restore.ts';
import { packFolder, unpackInto } from '../src/storage/archive.ts';
import { openStores, type Stores } from '../src/stores.ts';
import { aRecord } from './contracts/records.ts';
import { emptyDatabase, withPostgres } from './storage/database/postgres-server.ts';

const samples = fileURLToPath(new URL('../knowledge', import.meta.url));
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-backup-'));
  cpSync(samples, join(dir, 'a', 'knowledge'), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

const configOf = (name: string, more = {}) =>
  readConfig({
    KITEI_KNOWLEDGE: join(dir, name, 'knowledge'),
    KITEI_DATA: join(dir, name, 'data'),
    ...more,
  });
const quiet = () => {};

async function using<T>(config: ReturnType<typeof configOf>, work: (stores: Stores) => Promise<T>) {
  const stores = await openStores(config, quiet);
  return work(stores).finally(() => stores.close());
}

/** An installation with something in every store. */
async function fill(config: ReturnType<typeof configOf>) {
  await createApp(config);
  await using(config, async ({ log, state, claims }) => {
    for (let i = 0; i < 25; i++) {
      await log.append(aRecord({ id: `web:${i}`, question: `質問 ${i}: may I …?`, asker: `p${i % 7}` }));
      await log.audit({
        at: `2026-04-01T00:00:${i + 10}.000Z`,
        actor: 'a',
        action: 'log.page',
        subject: `${i}`,
      });
    }
    await log.giveFeedback({
      recordId: 'web:3',
      asker: 'p1',
      at: '2026-04-01T00:00:00.000Z',
      helpful: false,
      reason: null,
      comment: 'no',
    });
    await state.put('web.session', 'k', { sealed: 'with the secret' });
    await claims.claim(['event-1'], 60_000);
  });
}

/** Everything that can be read of an installation. */
async function contentOf(config: ReturnType<typeof configOf>) {
  return using(config, async ({ log, state, auditChain, pseudonym, inspect }) => {
    const records: LoggedQuestion[] = [];
    for await (const record of log.each({})) records.push(record);
    return {
      records,
      audit: await log.auditTrail(1_000),
      chain: await auditChain.inspect(),
      state: await state.get('web.session', 'k'),
      pseudonym: pseudonym('slack:T1:U1'),
      damage: await inspect(),
      generation: (await createApp(config)).generation.id,
    };
  });
}

/** Path and checksum of every file. */
function filesOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex')])
    .sort();
}

describe.each(['copy', 'copy.tar.gz'])('a backup into %s', (name) => {
  it('is restored with everything in it, in another place', async () => {
    const [from, to] = [configOf('a'), configOf('b')];
    await fill(from);
    const before = await contentOf(from);
    const manifest = await backup(from, join(dir, name));
    expect(statSync(join(dir, name)).mode & 0o077).toBe(0);
    expect(manifest.audit).toEqual({ entries: 25, head: before.chain.head });
    expect(readdirSync(dir).sort()).toEqual(['a', name]);

    const { kept } = await restore(to, join(dir, name), { replace: false });
    expect(kept).toBeNull();
    expect(await contentOf(to)).toEqual(before);
    expect(before.records).toHaveLength(25);
    expect(filesOf(to.knowledgeDir)).toEqual(filesOf(from.knowledgeDir));
    expect(statSync(join(to.dataDir, 'secret')).mode & 0o077).toBe(0);
    expect(readdirSync(to.dataDir).filter((entry) => entry.startsWith('restoring-'))).toEqual([]);
  });
});

describe('a backup', () => {
  it('is of one moment while others write, and loses nothing that was acknowledged before', async () => {
    const from = configOf('a');
    await fill(from);
    await using(from, async ({ log }) => {
      let writing = true;
      let written = 0;
      const writer = (async () => {
        for (; writing; written++) {
          await log.append(aRecord({ id: `more:${written}` }));
          await turn();
        }
      })();
      await backup(from, join(dir, 'copy'));
      writing = false;
      await writer;
    });
    await restore(configOf('b'), join(dir, 'copy'), { replace: false });
    const { records, damage } = await contentOf(configOf('b'));
    expect(damage).toEqual([]);
    expect(records.filter(({ id }) => id.startsWith('web:'))).toHaveLength(25);
  });

  it('never replaces another one', async () => {
    await fill(configOf('a'));
    mkdirSync(join(dir, 'copy'));
    await expect(backup(configOf('a'), join(dir, 'copy'))).rejects.toMatchObject({ code: 'backup.refused' });
  });

  it('holds no secret that came from the environment, and says so', async () => {
    const secret = { KITEI_SECRET: 'a secret of at least thirty-two characters' };
    await using(configOf('a', secret), async ({ state }) => state.put('web.session', 'k', 1));
    expect((await backup(configOf('a', secret), join(dir, 'copy'))).secret).toBe('environment');
    expect(existsSync(join(dir, 'copy', 'keys'))).toBe(false);
    await expect(restore(configOf('b'), join(dir, 'copy'), { replace: false })).rejects.toMatchObject({
      message: expect.stringContaining('KITEI_SECRET'),
    });
    await restore(configOf('b', secret), join(dir, 'copy'), { replace: false });
    expect(await using(configOf('b', secret), ({ state }) => state.get('web.session', 'k'))).toBe(1);
  });
});

describe('restoring', () => {
  it('keeps what is there unless told otherwise, and then keeps it beside', async () => {
    const config = configOf('a');
    await fill(config);
    await backup(config, join(dir, 'copy'));
    await using(config, ({ log }) => log.append(aRecord({ id: 'later' })));
    const now = filesOf(config.knowledgeDir);
    await expect(restore(config, join(dir, 'copy'), { replace: false })).rejects.toMatchObject({
      code: 'backup.refused',
    });
    expect(await using(config, ({ log }) => log.find('later'))).not.toBeNull();

    const { kept } = await restore(config, join(dir, 'copy'), { replace: true });
    expect(await using(config, ({ log }) => log.find('later'))).toBeNull();
    expect(filesOf(config.knowledgeDir)).toEqual(now);
    // What was there can be used as it was.
    const old = readConfig({ KITEI_KNOWLEDGE: join(kept ?? '', 'knowledge'), KITEI_DATA: kept ?? '' });
    expect(await using(old, ({ log }) => log.find('later'))).not.toBeNull();
  });

  it.each([
    ['a file altered', (copy: string) => alter(join(copy, 'kitei.db'))],
    ['a file missing', (copy: string) => rmSync(join(copy, 'knowledge', 'contacts.yaml'))],
    ['a file too many', (copy: string) => writeFileSync(join(copy, 'knowledge', 'new.md'), '# New')],
    ['no manifest', (copy: string) => rmSync(join(copy, 'backup.json'))],
    ['a newer form', (copy: string) => writeFileSync(join(copy, 'backup.json'), '{"format":2}')],
  ])('refuses a backup with %s, and touches nothing', async (_, spoil) => {
    const config = configOf('a');
    await fill(config);
    await backup(config, join(dir, 'copy'));
    const before = await contentOf(config);
    spoil(join(dir, 'copy'));
    await expect(restore(config, join(dir, 'copy'), { replace: true })).rejects.toMatchObject({
      code: 'backup.invalid',
    });
    expect(await contentOf(config)).toEqual(before);
  });

  it('refuses what is no archive', async () => {
    writeFileSync(join(dir, 'x.tar.gz'), 'no archive');
    await expect(restore(configOf('b'), join(dir, 'x.tar.gz'), { replace: false })).rejects.toMatchObject({
      code: 'backup.invalid',
    });
  });
});

describe('an archive', () => {
  it('holds nothing that leads out of its folder', async () => {
    const { default: tar } = await import('tar-stream');
    const { gzipSync } = await import('node:zlib');
    for (const header of [
      { name: '../out' },
      { name: '/tmp/out' },
      { name: 'a/../../out' },
      { name: 'link', type: 'symlink' as const, linkname: '/etc/passwd' },
    ]) {
      const pack = tar.pack();
      pack.entry(header, header.type === undefined ? 'x' : undefined);
      pack.finalize();
      const bytes: Buffer[] = [];
      for await (const part of pack) bytes.push(part as Buffer);
      const file = join(dir, 'evil.tar.gz');
      writeFileSync(file, gzipSync(Buffer.concat(bytes)));
      await expect(unpackInto(join(dir, 'into'), file), header.name).rejects.toMatchObject({
        code: 'backup.invalid',
      });
      expect(existsSync(join(dir, 'out'))).toBe(false);
      rmSync(join(dir, 'into'), { recursive: true });
    }
  });

  it('comes out as it went in', async () => {
    await packFolder(samples, join(dir, 'x.tgz'));
    await unpackInto(join(dir, 'x'), join(dir, 'x.tgz'));
    expect(filesOf(join(dir, 'x'))).toEqual(filesOf(samples));
  });
});

withPostgres(() => {
  describe('a backup of PostgreSQL', () => {
    it('is restored into another database, and into one in use when told', async () => {
      const secret = { KITEI_SECRET: 'a secret of at least thirty-two characters' };
      const from = configOf('a', { ...secret, DATABASE_URL: await emptyDatabase() });
      const to = configOf('b', { ...secret, DATABASE_URL: await emptyDatabase() });
      await fill(from);
      const before = await contentOf(from);
      await backup(from, join(dir, 'copy'));
      await expect(restore(to, join(dir, 'copy'), { replace: false })).rejects.toMatchObject({
        code: 'backup.refused',
      });
      const { kept } = await restore(to, join(dir, 'copy'), { replace: true });
      expect(existsSync(join(kept ?? '', 'kitei.pgdump'))).toBe(true);
      expect(await contentOf(to)).toEqual(before);
    });
  });
});

function alter(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
