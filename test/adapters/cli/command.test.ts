import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The real command in a process of its own, on the sample policies, with an index folder of the test's own.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const entry = join(root, 'adapters/cli/kitei.mjs');
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-command-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

interface Start {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

function start(argv: readonly string[], { env = {}, cwd = root }: Start = {}): ChildProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(KITEI_|NO_COLOR|FORCE_COLOR|LC_|LANG)/.test(name)),
  );
  return spawn(process.execPath, [entry, ...argv], {
    cwd,
    env: { ...inherited, LANG: 'C.UTF-8', KITEI_DATA: join(dir, 'data'), ...env },
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk) => out.push(chunk));
  child.stderr?.on('data', (chunk) => err.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}

function kitei(argv: readonly string[], options: Start & { readonly stdin?: string | Buffer } = {}) {
  const child = start(argv, options);
  const result = ended(child);
  child.stdin?.end(options.stdin ?? '');
  return result;
}

describe('kitei ask', () => {
  it('answers from the samples with verbatim quotes', async () => {
    const { code, out, err } = await kitei(['ask', '--json', '私物のUSBメモリを使ってもいいですか']);
    expect([code, err]).toEqual([0, '']);
    const answer = JSON.parse(out);
    expect(answer.language).toBe('ja');
    expect(answer.citations.length).toBeGreaterThan(0);

    const { out: listed } = await kitei(['clauses', '--json', 'knowledge']);
    const clauses: { document: string; version: string; label: string; text: string }[] = JSON.parse(listed);
    for (const { document, version, clause, quote, start, end } of [...answer.citations, ...answer.related]) {
      const cited = clauses.find(
        (one) => one.document === document && one.version === version && one.label === clause,
      );
      expect(cited?.text.slice(start, end)).toBe(quote);
    }
  });

  it.each([
    ['ja', '私物のUSBメモリを使ってもいいですか'],
    ['en', 'May I share my password with a colleague?'],
  ])('prints text without escape sequences when nobody watches (%s)', async (language, question) => {
    const { code, out } = await kitei(['ask', question]);
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('│ ');
    expect(/[ぁ-ん]/.test(out.split('\n')[0] ?? '')).toBe(language === 'ja');
  });

  it.each<[string, string[], string | Buffer]>([
    ['an empty question', ['ask', ''], ''],
    ['an empty pipe', ['ask'], ''],
    ['10,000 characters', ['ask', 'あ'.repeat(10_000)], ''],
    ['bytes that are no text', ['ask', '-'], Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff])],
    ['a day that does not exist', ['ask', '--as-of', '2026-02-30', 'q'], ''],
    ['an unknown option', ['ask', '--colour', 'q'], ''],
  ])('refuses %s with a message and exit code 2', async (_, argv, stdin) => {
    const { code, out, err } = await kitei(argv, { stdin });
    expect([code, out]).toEqual([2, '']);
    expect(err.trim()).not.toBe('');
    expect(err).not.toContain('    at ');
  });

  it('exits 1 and names the folder when there are no policies', async () => {
    const { code, err } = await kitei(['ask', '--knowledge', join(dir, 'nowhere'), 'May I?']);
    expect(code).toBe(1);
    expect(err).toContain(join(dir, 'nowhere'));
    expect(err).not.toContain('    at ');
  });

  it('says that it answers from the samples where there is no knowledge folder', async () => {
    const { code, err } = await kitei(['ask', 'May I share my password with a colleague?'], { cwd: dir });
    expect(code).toBe(0);
    expect(err).toContain('sample policies');
  });
});

describe('kitei chat', () => {
  it('answers what is piped in and ends with the input', async () => {
    const { code, out } = await kitei(['chat'], {
      stdin: 'May I share my password with a colleague?\n私物のUSBメモリを使ってもいいですか\n',
    });
    expect(code).toBe(0);
    expect(out.trim().split(/\n{3,}/)).toHaveLength(2);
  });

  it('ends quietly with 130 on Ctrl-C', async () => {
    const child = start(['chat']);
    const result = ended(child);
    await new Promise<void>((resolve) => child.stderr?.once('data', () => resolve()));
    child.kill('SIGINT');
    const { code, err } = await result;
    expect(code).toBe(130);
    expect(err).not.toContain('    at ');
  });
});

describe('kitei reindex', () => {
  it('publishes an index once and then finds nothing to do', async () => {
    const data = join(dir, 'reindexed');
    const first = JSON.parse((await kitei(['reindex', '--data', data, '--json'])).out);
    const second = JSON.parse((await kitei(['reindex', '--data', data, '--json'])).out);
    expect([first.outcome, second.outcome]).toEqual(['built', 'unchanged']);
    expect(second.generation).toBe(first.generation);
  });
});

describe('kitei evaluate', () => {
  it('measures the samples on their own questions; every quote is verbatim', async () => {
    const { code, out } = await kitei([
      'evaluate',
      '--questions',
      'knowledge/checks.jsonl',
      '--as-of',
      '2026-06-01',
      '--json',
    ]);
    expect(code).toBe(0);
    const figures = JSON.parse(out);
    const lines = readFileSync(join(root, 'knowledge/checks.jsonl'), 'utf8').trim().split('\n');
    expect(figures.questions).toBe(lines.length);
    expect(figures.verbatimCitations).toBe(1);
  });
});

describe('kitei clauses', () => {
  it('does not mind a reader that stops early', async () => {
    const child = start(['clauses', 'knowledge', '--json']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, err } = await ended(child);
    expect([code, err]).toEqual([0, '']);
  });
});

describe('help', () => {
  it('speaks the language of the locale', async () => {
    const { code, out } = await kitei(['--help'], { env: { LANG: 'ja_JP.UTF-8' } });
    expect(code).toBe(0);
    expect(out).toContain('使い方:');
  });
});
