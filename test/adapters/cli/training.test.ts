import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { services } from '../../../adapters/cli/context.ts';
import { run } from '../../../adapters/cli/program.ts';
import { PLAIN } from '../../../adapters/cli/terminal.ts';
import { wordsOf } from '../../../adapters/cli/words-of.ts';
import { readConfig } from '../../../src/config.ts';
import type { Language } from '../../../src/domain/policy.ts';
import { openStores } from '../../../src/stores.ts';
import { aClause } from '../../evaluation/examples.ts';
import { askedBy, people } from '../../training/records.ts';

// The commands on a real database and index; only the terminal is a fake.

const RULE = aClause({
  documentId: 'rules',
  label: '第1条',
  text: '職員は、私物の端末を接続してはならない。',
});
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

let dir: string;
let clauseId: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-training-'));
  writeFileSync(join(dir, 'rules.md'), `# 試験規程\n\n第1条 ${RULE.text}\n\n第2条 別に定める。\n`);
  const { out } = await kitei(['clauses', join(dir, 'rules.md'), '--json'], 'en', {});
  clauseId = JSON.parse(out).find(({ text }: { text: string }) => text === RULE.text).id;
  const clause = { ...RULE, id: clauseId };
  const asked = {
    question: '私物の端末を接続してもいい',
    verdict: 'not_allowed',
    clauses: [clause],
  } as const;
  const silent = {
    question: 'ドローンを飛ばしていい',
    verdict: 'not_stated',
    clauses: [],
    retrieved: [],
  } as const;
  const stores = await openStores(readConfig({ KITEI_DATA: join(dir, 'data') }), () => {});
  const records = [
    ...askedBy(people(9, 'a'), asked, ago(12)),
    ...askedBy(people(6, 'b'), { ...asked, department: '税務課' }, ago(12)),
    ...askedBy(people(2, 'c'), { ...asked, department: '港湾課' }, ago(12)),
    ...askedBy(people(3, 'd'), { ...silent, department: '港湾課' }, ago(5)),
  ];
  for (const record of records) await stores.log.append(record);
  await stores.close();
});
afterAll(() => rmSync(dir, { recursive: true }));

async function kitei(
  argv: readonly string[],
  language: Language = 'en',
  env: Record<string, string> = { KITEI_DATA: join(dir, 'data'), KITEI_KNOWLEDGE: knowledge() },
) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run([...argv], {
    env,
    stdin: Readable.from([]),
    say: wordsOf(language),
    terminal: {
      width: 80,
      style: PLAIN,
      print: (text) => out.push(text),
      note: (text) => err.push(text),
      progress: () => {},
      endProgress: () => {},
    },
    services,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** A knowledge folder with the one rule. */
function knowledge(): string {
  const folder = join(dir, 'knowledge');
  cpSync(join(dir, 'rules.md'), join(folder, 'rules.md'));
  return folder;
}

describe('kitei gaps', () => {
  it('shows what is missing, why, and what to do, in the language of the reader', async () => {
    const { code, out } = await kitei(['gaps']);
    expect(code).toBe(0);
    expect(out).toContain('2 gaps in 20 questions of 20 people');
    expect(out).toContain('私物の端末を接続してもいい\n   training gap · new · 17 people, 17 questions');
    expect(out).toContain('17 of 17 people got an answer from a clause.');
    expect(out).toContain('Next: Teach it in a course: 試験規程 第1条');
    expect(out).toContain('Departments: 総務課: 9, 2 others: 8');
    const japanese = await kitei(['gaps', '--limit', '1'], 'ja');
    expect(japanese.out).toContain('研修の不足 · 新規 · 17人、17件');
    expect(japanese.out).not.toContain('ドローン');
  });

  it('names nobody and no department of few people, in JSON either', async () => {
    const { out } = await kitei(['gaps', '--json']);
    const { gaps } = JSON.parse(out);
    expect(gaps).toHaveLength(2);
    expect(out).not.toContain('港湾課');
    expect(out).not.toMatch(/"(asker|conversation)"/);
  });

  it('says nothing of a department of few people', async () => {
    const { code, out } = await kitei(['gaps', '--department', '港湾課']);
    expect(code).toBe(0);
    expect(out).not.toContain('ドローン');
    const { out: none } = await kitei(['gaps', '--department', '秘書課', '--json']);
    expect(JSON.parse(none)).toEqual({ gaps: [], withheld: { reason: 'small_group', smallestGroup: 5 } });
  });

  it.each([
    ['gaps', '--since', 'yesterday'],
    ['gaps', '--limit', '0'],
    ['quiz', '--seed', 'x'],
    ['event', 'add', '--kind', 'party', '--title', 'x', '--at', '2026-01-01'],
    ['event', 'add', '--kind', 'course', '--title', 'x', '--at', '2026-01-01', '--clause', '第99条'],
    ['event', 'add', '--kind', 'course', '--title', 'x', '--at', '2026-01-01'],
  ])('exits 2 for what was typed wrongly: %s %s %s', async (...argv) => {
    const { code, err } = await kitei(argv);
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });
});

describe('kitei coverage', () => {
  it('shows a table, and what nobody asked about', async () => {
    const { out } = await kitei(['coverage', '--departments']);
    expect(out).toContain('20 questions, 1 clause asked about');
    expect(out).toMatch(/試験規程 第1条\s+17\s+17\s+0\s+0\s+17\s+総務課: 9, 2 others: 8/);
    expect(out).toMatch(/1 clause nobody asked about\n {2}試験規程 第2条/);
  });
});

describe('kitei digest', () => {
  it('is fit for everybody', async () => {
    const { code, out } = await kitei(['digest'], 'ja');
    expect(code).toBe(0);
    expect(out).toContain('週報');
    expect(out).not.toContain('課');
    expect(out).not.toContain('ドローン');
  });

  it('tells another time, as JSON as well', async () => {
    const { out } = await kitei(['digest', '--since', ago(30).slice(0, 10), '--json'], 'ja');
    const digest = JSON.parse(out);
    expect(digest).toMatchObject({ questions: 20, people: 20, mostAsked: [{ people: 17 }] });
    expect(digest.text).toContain('規程の質問 まとめ');
    expect(digest.text.split('\n').length).toBeLessThan(20);
  });
});

describe('an empty log', () => {
  it.each([['gaps'], ['coverage'], ['digest'], ['quiz'], ['event'], ['answers'], ['log']])(
    'has %s say what to do next, and print JSON',
    async (name) => {
      const empty = { KITEI_DATA: join(dir, 'empty'), KITEI_KNOWLEDGE: knowledge() };
      for (const language of ['ja', 'en'] as const) {
        const { code, out, err } = await kitei([name], language, empty);
        expect(code).toBe(0);
        expect(`${out}${err}`).toMatch(
          language === 'ja' ? /--since|kitei|npm start/ : /--since|kitei|npm start/,
        );
      }
      const { code, out } = await kitei([name, '--json'], 'ja', empty);
      expect([code, typeof JSON.parse(out)]).toEqual([0, 'object']);
    },
  );
});

describe('kitei quiz', () => {
  it('asks which clause answers, and quotes it with its reference and what it rules', async () => {
    const { out } = await kitei(['quiz', '--seed', '3'], 'ja');
    expect(out).toContain('1. 私物の端末を接続してもいい\n   A. 試験規程 第');
    expect(out).toContain(`試験規程 第1条 「${RULE.text}」`);
    expect(out).toMatch(
      /1\. [AB] – 試験規程 第1条\n {3}│ 職員は、私物の端末を接続してはならない。\n {3}× 認められません/,
    );
    const [item] = JSON.parse((await kitei(['quiz', '--json', '--seed', '3'], 'ja')).out);
    expect(item).toMatchObject({ quote: RULE.text, verdict: 'not_allowed', clause: { label: '第1条' } });
    expect(item.choices[item.right].clause).toEqual(item.clause);
  });

  it('makes no quiz of another language, and says so', async () => {
    const { code, out } = await kitei(['quiz']);
    expect(code).toBe(0);
    expect(out).toContain('try --lang ja');
  });
});

describe('kitei event', () => {
  it('keeps events, compares before and after, and forgets them', async () => {
    const day = ago(8).slice(0, 10);
    const added = await kitei([
      'event',
      'add',
      '--kind',
      'course',
      '--title',
      '端末研修',
      '--at',
      day,
      '--clause',
      '第1条',
    ]);
    expect(added.code).toBe(0);
    const id = /Event (\w+) is kept/.exec(added.out)?.[1] ?? '';
    expect((await kitei(['event', 'list'])).out).toContain('端末研修');
    const [event] = JSON.parse((await kitei(['event', 'list', '--json'])).out);
    expect(event).toMatchObject({ id, kind: 'course', clauseIds: [clauseId], departments: [] });
    const effects = await kitei(['event']);
    expect(effects.out).toContain('course 端末研修');
    expect(effects.out).toContain('too few questions to tell');
    expect((await kitei(['event', 'delete', id])).out).toContain('deleted');
    const ahead = await kitei(
      ['event', 'add', '--kind', 'course', '--title', 'x', '--at', '2999-01-01', '--clause', '第1条'],
      'ja',
    );
    expect([ahead.code, ahead.err]).toEqual([0, expect.stringContaining('その日はこれからです')]);
    expect((await kitei(['event'])).out).toContain(
      '2999-01-01 course x (comparing takes a week of questions on each side)',
    );
    expect((await kitei(['event', 'delete', id])).code).toBe(1);
  });
});

it('puts every look down in the audit log', async () => {
  await kitei(['gaps']);
  expect((await kitei(['log', 'audit'])).out).toMatch(/gaps {2}since /);
});
