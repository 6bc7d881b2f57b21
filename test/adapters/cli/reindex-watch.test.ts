import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

// `kitei reindex --watch` in a process of its own: every step waits for what the process says, never for a time.

const entry = fileURLToPath(new URL('../../../adapters/cli/kitei.mjs', import.meta.url));
let dir: string;
let child: ChildProcess;
let said = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-watch-'));
  mkdirSync(join(dir, 'policies'));
  said = '';
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

const write = (name: string, text: string | Buffer) => writeFileSync(join(dir, 'policies', name), text);
const rules = (text: string) => write('rules.md', `# 庁舎管理規程\n\n第1条 ${text}\n`);

/** Resolves once a pattern has been printed as many times; rejects where the process ends before. */
function until(pattern: RegExp, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if ((said.match(pattern) ?? []).length >= times) resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error(said)));
    look();
  });
}

it('takes two quick writes as one change, goes on after a broken file, and ends with 130', async () => {
  rules('職員は、来客用の駐車場を利用することができる。');
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^KITEI_/.test(name)));
  child = spawn(
    process.execPath,
    [entry, 'reindex', '--watch', '--json', '--knowledge', dir, '--data', join(dir, '.kitei')],
    {
      cwd: dir,
      env: { ...inherited, LANG: 'C.UTF-8' },
    },
  );
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const built = /"outcome": "built"/g;

  await until(/Ctrl-C/g, 1);
  await until(built, 1);

  rules('職員は、来客用の駐車場を利用して');
  rules('職員は、来客用の駐車場を利用してはならない。');
  await until(built, 2);

  write('broken.pdf', '%PDF-1.7 and nothing more');
  await until(/broken\.pdf/g, 1);
  // The index now says what could not be read.
  await until(built, 3);
  rules('職員は、来客用の駐車場を利用しなければならない。');
  await until(built, 4);
  // Every change was taken in once.
  expect(said.match(built)).toHaveLength(4);

  child.kill('SIGINT');
  expect(await ended).toBe(130);
}, 180_000);
