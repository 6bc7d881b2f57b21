import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { clockFindings } from '../src/doctor/check-clock.ts';
import type { CheckName } from '../src/doctor/finding.ts';
import { examine } from '../src/doctor.ts';
import { checksumLine, sha256 } from '../src/storage/manifest.ts';
import { openStores } from '../src/stores.ts';
import { aRecord } from './contracts/records.ts';

const samples = fileURLToPath(new URL('../knowledge', import.meta.url));
let dir: string;
let env: Record<string, string>;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-doctor-'));
  cpSync(samples, join(dir, 'knowledge'), { recursive: true });
  env = { KITEI_KNOWLEDGE: join(dir, 'knowledge'), KITEI_DATA: join(dir, 'data') };
});
afterEach(() => rmSync(dir, { recursive: true }));

const look = async () => {
  const findings = await examine(readConfig(env), null);
  const of = (check: CheckName) => findings.filter((finding) => finding.check === check);
  return { findings, of, failed: findings.filter(({ outcome }) => outcome === 'failed') };
};
const stores = () => openStores(readConfig(env), () => {});
/** The database file with everything that was written; closing leaves some of it in the log beside it. */
const wholeDatabase = () => {
  const database = new Sqlite(inData('kitei.db'));
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return readFileSync(inData('kitei.db'));
};
const inData = (...path: string[]) => join(dir, 'data', ...path);

describe('the doctor', () => {
  it('finds nothing wrong with a new installation, and sees its index the second time', async () => {
    expect((await look()).failed).toEqual([]);
    const again = await look();
    expect(again.findings.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(again.of('index')[0]).toMatchObject({ code: 'index.intact' });
  });

  it('finds a data folder that cannot be one, and goes on looking', async () => {
    writeFileSync(inData(), 'a file');
    const { of } = await look();
    expect(of('folders')[0]).toMatchObject({ outcome: 'failed', code: 'folders.unwritable' });
    expect(of('database')[0]).toMatchObject({ outcome: 'failed', code: 'error' });
    // Questions are answered all the same, from memory.
    expect(of('documents')[0]).toMatchObject({ outcome: 'passed' });
  });

  it('finds that there are no policies', async () => {
    rmSync(join(dir, 'knowledge'), { recursive: true });
    const { of } = await look();
    expect(of('folders')[0]).toMatchObject({ code: 'folders.unreadable', facts: { code: 'ENOENT' } });
    expect(of('documents')[0]).toMatchObject({ outcome: 'failed', code: 'error' });
  });

  it('finds secrets that others can read', async () => {
    await look();
    chmodSync(inData('secret'), 0o644);
    expect((await look()).of('secrets')).toMatchObject([
      { code: 'secrets.readable', facts: { mode: '644' } },
    ]);
  });

  it('finds a damaged index', async () => {
    await look();
    const folder = readdirSync(inData()).find((name) => name.startsWith('knowledge-')) ?? '';
    const generation = readdirSync(inData(folder)).find((name) => /^\d{8}T/.test(name)) ?? '';
    const file = readdirSync(inData(folder, generation)).find((name) => !name.startsWith('manifest')) ?? '';
    const bytes = readFileSync(inData(folder, generation, file));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(inData(folder, generation, file), bytes);
    expect((await look()).of('index')[0]).toMatchObject({ outcome: 'failed', code: 'index.damaged' });
  });

  it('finds an index of a newer Kitei, and nothing of it is replaced', async () => {
    await look();
    const folder = readdirSync(inData()).find((name) => name.startsWith('knowledge-')) ?? '';
    const generation = readdirSync(inData(folder)).find((name) => /^\d{8}T/.test(name)) ?? '';
    const [manifest, sum] = ['manifest.json', 'manifest.sha256'].map((name) =>
      inData(folder, generation, name),
    );
    const newer = readFileSync(manifest ?? '', 'utf8').replace(/"format": \d+/, '"format": 99');
    writeFileSync(manifest ?? '', newer);
    writeFileSync(sum ?? '', checksumLine(sha256(newer)));
    const { of } = await look();
    for (const check of ['index', 'documents'] as const)
      expect(of(check)[0]).toMatchObject({
        outcome: 'failed',
        facts: {
          message: expect.stringContaining('a newer Kitei'),
          remedy: expect.stringContaining('backup'),
        },
      });
    expect(readdirSync(inData(folder)).filter((name) => /^\d{8}T/.test(name))).toEqual([generation]);
  });

  it('finds a document that cannot be read', async () => {
    writeFileSync(join(dir, 'knowledge', 'policies', 'broken.docx'), 'no zip at all');
    const [problem] = (await look()).of('documents');
    expect(problem).toMatchObject({ outcome: 'warning', code: 'documents.problem' });
    expect(problem?.facts.remedy).not.toBe('');
  });

  it('finds damage in the database', async () => {
    const { log, close } = await stores();
    for (let i = 0; i < 200; i++) await log.append(aRecord({ id: `cli:${i}` }));
    await close();
    const bytes = wholeDatabase();
    // Pages in the middle: the head and the list of tables stay whole.
    bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 3 * 4096);
    writeFileSync(inData('kitei.db'), bytes);
    expect((await look()).of('database')[0]).toMatchObject({ outcome: 'failed' });
  });

  it('finds records that wait, and ones that cannot be read', async () => {
    await look();
    mkdirSync(inData('spool'), { mode: 0o700 });
    writeFileSync(inData('spool', '1.json'), 'not a record');
    expect((await look()).of('spool')).toMatchObject([{ outcome: 'warning', code: 'spool.broken' }]);
  });

  it('finds that the audit log was changed', async () => {
    const { log, close } = await stores();
    await log.audit({ at: '2026-04-01T00:00:00.000Z', actor: 'a', action: 'log.page', subject: 'seen-it' });
    await close();
    const bytes = wholeDatabase();
    const at = bytes.indexOf('seen-it');
    expect(at).toBeGreaterThan(0);
    bytes.write('saw-not', at);
    writeFileSync(inData('kitei.db'), bytes);
    expect((await look()).of('audit')[0]).toMatchObject({ outcome: 'failed', code: 'audit.broken' });
  });
});

describe('the clock', () => {
  const now = Date.parse('2026-04-01T00:00:00Z');

  it('is right within a minute', () => {
    expect(clockFindings(now, [{ name: 'slack.com', time: now - 59_000 }], null)).toMatchObject([
      { outcome: 'passed', code: 'clock.right' },
    ]);
  });

  it.each([-120, 120])('is wrong %i seconds away', (seconds) => {
    expect(clockFindings(now, [{ name: 'slack.com', time: now - seconds * 1000 }], null)).toMatchObject([
      { outcome: 'failed', code: 'clock.differs', facts: { seconds } },
    ]);
  });

  it('has not gone back behind the log', () => {
    expect(clockFindings(now, [], '2026-04-01T00:10:00.000Z')).toMatchObject([{ code: 'clock.behind_log' }]);
    expect(clockFindings(now, [], '2026-03-31T23:59:59.000Z')).toMatchObject([{ code: 'clock.right' }]);
  });
});
