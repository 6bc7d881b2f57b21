import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../adapters/cli/context.ts';
import { wordsOf } from '../../../adapters/cli/words-of.ts';
import { aClause } from '../../evaluation/examples.ts';
import { answer, clause, command } from './command-on-fakes.ts';

describe('kitei ask', () => {
  it('joins unquoted words, hands options on, and prints the answer', async () => {
    const { code, out, err, calls } = await command(
      ['ask', '--knowledge', 'rules', '--data', 'index', '--as-of', '2026-04-01', 'May', 'I?'],
      { language: 'ja' },
    );
    expect(code).toBe(0);
    expect(out).toContain('✓ Allowed\nYes.');
    expect(err).toContain('bad.md: Empty. Write something.');
    expect(calls).toEqual([
      expect.objectContaining({ knowledgeDir: resolve('rules'), dataDir: resolve('index') }),
      { text: 'May I?', asOf: '2026-04-01', conversation: [] },
    ]);
  });

  it('prints one JSON object with --json', async () => {
    const { code, out } = await command(['ask', '--json', 'May I?']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'allowed',
      answer: 'Yes.',
      citations: [{ clause: '1' }],
    });
  });

  it.each([[[]], [['-']]])('reads the question from standard input (%j)', async (argv) => {
    const { code, calls } = await command(['ask', ...argv], { stdin: '持ち帰ってもいい？\n' });
    expect(code).toBe(0);
    expect(calls).toContainEqual(expect.objectContaining({ text: '持ち帰ってもいい？' }));
  });

  it.each<[string, string | Buffer | null, string[]]>([
    ['nothing typed on a terminal', null, []],
    ['an empty pipe', '', []],
    ['a blank question', null, ['  ']],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x81]), ['-']],
    ['what the app refuses', null, ['long']],
  ])('says what is wrong and exits 2: %s', async (_, stdin, argv) => {
    const { code, out, err } = await command(['ask', ...argv], { stdin });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^Error: .+/m);
    expect(err.split('\n').at(-1)).not.toBe('');
    expect(err).not.toContain('    at ');
  });
});

describe('kitei chat', () => {
  it('answers line by line with the conversation so far, and survives a question it cannot take', async () => {
    const { code, out, err, calls } = await command(['chat', '--no-log'], {
      stdin: 'A?\n\nlong\nB?\n/new\nC?\n/quit\nnever\n',
    });
    expect(code).toBe(0);
    expect(out.match(/✓ Allowed/g)).toHaveLength(3);
    expect(err).toContain('Error: Too long.\nAsk in fewer words.');
    const turn = (question: string) => ({ question, answer });
    expect(calls.slice(1)).toEqual([
      { text: 'A?', conversation: [] },
      { text: 'long', conversation: [turn('A?')] },
      { text: 'B?', conversation: [turn('A?')] },
      { text: 'C?', conversation: [] },
    ]);
  });
});

describe('kitei evaluate', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'kitei-evaluate-'));
    const lines = [
      { id: 'right', question: 'May I?', gold: ['1'], verdict: 'allowed' },
      { id: 'wrong', question: 'May we?', gold: ['2'], verdict: 'not_allowed' },
    ];
    writeFileSync(join(dir, 'q.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('with channels left out asks everything twice and prints the figures of both runs as JSON', async () => {
    const { code, out, calls } = await command([
      'evaluate',
      '--questions',
      join(dir, 'q.jsonl'),
      '--without',
      'vectors, bridge',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      questions: 2,
      verdictAccuracy: 0.5,
      inventedPermissions: 1,
      clauseHitAt1: 0.5,
    });
    const same = { difference: 0, low: 0, high: 0 };
    expect(JSON.parse(out).comparison).toMatchObject({
      without: ['vectors', 'bridge'],
      all: { questions: 2, verdictAccuracy: 0.5 },
      differences: { verdictAccuracy: same, clauseHitAt1: same, inventedPermissions: same },
    });
    const left = { without: ['vectors', 'bridge'] };
    expect(calls.slice(1)).toEqual([
      { text: 'May I?', ...left },
      { text: 'May we?', ...left },
      { text: 'May I?' },
      { text: 'May we?' },
    ]);
  });

  it('prints the figures alone as JSON where no channel is left out', async () => {
    const { out, calls } = await command(['evaluate', '--questions', join(dir, 'q.jsonl'), '--json']);
    expect(JSON.parse(out)).toMatchObject({ questions: 2, verdictAccuracy: 0.5 });
    expect(JSON.parse(out)).not.toHaveProperty('comparison');
    expect(calls.slice(1)).toEqual([{ text: 'May I?' }, { text: 'May we?' }]);
  });

  it('shows the failing questions with what was expected and found', async () => {
    const { out } = await command(['evaluate', '--questions', join(dir, 'q.jsonl')]);
    expect(out).toContain('1 of 2 questions fall short:');
    expect(out).toContain(
      'wrong  May we?\n  INVENTED PERMISSION, MISSED PROHIBITION, verdict, clause not in the first three\n  expected: not_allowed [2]\n  found: allowed [1]',
    );
    expect(out).not.toContain('right  May I?');
  });

  it('hands a BEIR folder to the retriever alone', async () => {
    const seen: unknown[] = [];
    const services = {
      evaluateBeir: async (folder: string) => {
        seen.push(folder);
        return { queries: 3, recallAt1: 2 / 3, latencyMs: { p50: 1, p95: 2 } };
      },
    } as unknown as Partial<Services>;
    const { code, out, calls } = await command(['evaluate', '--beir', 'set'], { services });
    expect([code, seen, calls]).toEqual([0, ['set'], []]);
    expect(out).toContain('recallAt1      0.667');
    expect(out).toContain('latencyMs.p95  2');
  });

  it('refuses to leave out a channel that it does not know, and names those it does', async () => {
    const { code, err } = await command(['evaluate', '--beir', 'set', '--without', 'bridge,vector']);
    expect(code).toBe(2);
    expect(err).toMatch(/does not know vector; it knows words, .*bridge, vectors/);
  });

  it('shows retrieval with and without a channel side by side', async () => {
    const seen: unknown[] = [];
    const services = {
      compareBeir: async (folder: string, { without }: { without: readonly string[] }) => {
        seen.push(folder, without);
        return {
          without: { queries: 3, recallAt1: 1 / 3 },
          all: { queries: 3, recallAt1: 2 / 3 },
          differences: { recallAt1: { difference: 1 / 3, low: -0.0625, high: 0.75 } },
        };
      },
    } as unknown as Partial<Services>;
    const argv = ['evaluate', '--beir', 'set', '--without', 'bridge'];
    const { out } = await command(argv, { services });
    expect(seen).toEqual(['set', ['bridge']]);
    expect(out.trimEnd().split('\n')).toEqual([
      '           without bridge  all channels  difference (95 % interval)',
      'queries    3               3',
      'recallAt1  0.333           0.667         +0.333 [−0.063, +0.750]',
    ]);
    const japanese = await command(argv, { services, language: 'ja' });
    expect(japanese.out).toContain('bridge なし');
  });

  it.each([[[]], [['--beir', 'a', '--questions', 'b']]])(
    'wants one of --questions and --beir (%j)',
    async (argv) => {
      const { code, err } = await command(['evaluate', ...argv]);
      expect(code).toBe(2);
      expect(err).toContain('--questions FILE or --beir DIR');
    },
  );

  it('says which file cannot be read', async () => {
    const { code, err } = await command(['evaluate', '--questions', join(dir, 'none.jsonl')]);
    expect(code).toBe(1);
    expect(err).toContain('none.jsonl');
  });
});

describe('kitei clauses', () => {
  const document = {
    id: 'rules',
    title: 'Rules',
    version: '1',
    clauses: [clause, aClause({ label: '1(1)', parent: '1', title: 'Laptops', text: 'x'.repeat(300) })],
  };
  const reading = (documents: unknown[]) =>
    ({
      readPolicyFolder: async () => ({
        documents,
        problems: [{ path: 'bad.md', message: 'Empty.', remedy: 'Fill it.' }],
      }),
    }) as unknown as Partial<Services>;

  it('shows the tree, one line a clause', async () => {
    const { code, out, err } = await command(['clauses', 'rules'], { services: reading([document]) });
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines.slice(0, 2)).toEqual(['Rules, version 1, 2 clauses', '1  Words of 1.']);
    expect(lines[2]).toMatch(/^ {2}1\(1\) Laptops {2}x+…$/);
    expect(lines[2]).toHaveLength(100);
    expect(err).toContain('bad.md: Empty. Fill it.');
  });

  it('prints every clause with --json', async () => {
    const { out } = await command(['clauses', 'rules', '--json'], { services: reading([document]) });
    const json = JSON.parse(out);
    expect(json).toHaveLength(2);
    expect(json[1]).toEqual({
      id: 'rules/1/1(1)',
      label: '1(1)',
      title: 'Laptops',
      parent: '1',
      kind: 'rule',
      text: 'x'.repeat(300),
      references: [],
      modality: 'none',
      document: 'rules',
      version: '1',
    });
  });

  it('fails when no document can be read', async () => {
    const { code, err } = await command(['clauses', 'rules'], { services: reading([]) });
    expect(code).toBe(1);
    expect(err).toContain('No policy document could be read from rules.');
  });
});

describe('every command', () => {
  it.each([
    [['nonsense']],
    [['ask', '--nonsense', 'q']],
    [['ask', '--as-of', '2026-02-31', 'q']],
    [['clauses']],
    [[]],
  ])('refuses %j with exit code 2', async (argv) => {
    const { code, out, err } = await command(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toBe('');
  });

  it.each(['ask', 'chat', 'clauses', 'reindex', 'evaluate'])(
    '%s has help with examples, in both languages',
    async (name) => {
      for (const language of ['ja', 'en'] as const) {
        const { code, out } = await command([name, '--help'], { language });
        expect(code).toBe(0);
        expect(out).toContain(language === 'ja' ? '使い方:' : 'Usage:');
        expect(out).toContain(`${wordsOf(language).help.examples}\n  `);
        expect(out).toContain(`  kitei ${name}`);
      }
    },
  );

  it('reports mistakes of the settings as a usage error', async () => {
    const { code, err } = await command(['ask', 'q'], { env: { KITEI_KNOWLEGE: 'x' } });
    expect(code).toBe(2);
    expect(err).toContain('KITEI_KNOWLEGE is not a setting');
  });

  it('shows a stack trace only with KITEI_DEBUG', async () => {
    const services = {
      createService: () => Promise.reject(new Error('boom')),
    } as unknown as Partial<Services>;
    const quiet = await command(['ask', 'q'], { services });
    expect([quiet.code, quiet.err]).toEqual([1, 'Error: boom']);
    const loud = await command(['ask', 'q'], { services, env: { KITEI_DEBUG: '1' } });
    expect(loud.err).toContain('    at ');
  });
});
