import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { services } from '../../../adapters/cli/context.ts';
import { type ChatBehaviour, chatServer } from '../../models/chat-server.ts';
import { embeddingServer } from '../../models/embedding-server.ts';
import { command } from './command-on-fakes.ts';

// The command on the real Kitei and the sample policies; models are played by servers on this machine.

const KNOWLEDGE = fileURLToPath(new URL('../../../knowledge', import.meta.url));

let folder = '';
let questions = '';
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitei-with-'));
  const lines = readFileSync(join(KNOWLEDGE, 'checks.jsonl'), 'utf8').trim().split('\n');
  // Every fourth: all kinds of questions, in both languages.
  const some = lines.filter((_, i) => i % 4 === 0);
  count = some.length;
  questions = join(folder, 'questions.jsonl');
  writeFileSync(questions, some.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Compared {
  readonly plain: Readonly<Record<string, unknown>>;
  readonly variants: readonly {
    readonly name: string;
    readonly figures: Readonly<Record<string, unknown>>;
    readonly differences: Readonly<
      Record<string, { readonly difference: number; low: number; high: number }>
    >;
  }[];
}

/** Runs `evaluate --with` with servers that behave as told; each run has an index of its own model. */
async function evaluate(
  parts: string,
  behave: (prompt: string) => ChatBehaviour,
  {
    json = true,
    env = {},
  }: { readonly json?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const chat = await chatServer(({ body }) => behave(body.messages[0]?.content ?? ''));
  const embeddings = await embeddingServer();
  const run = await command(
    [
      'evaluate',
      ...['--questions', questions, '--knowledge', KNOWLEDGE, '--data', join(folder, 'data')],
      ...['--as-of', '2026-06-01', '--with', parts],
      ...(json ? ['--json'] : []),
    ],
    {
      services: { createApp: services.createApp },
      env: {
        KITEI_MODEL: 'openai:chat',
        KITEI_MODEL_URL: chat.url,
        KITEI_EMBEDDER: 'openai:embedder',
        KITEI_EMBEDDER_URL: embeddings.url,
        ...env,
      },
    },
  );
  return { ...run, chat, embeddings };
}

const isReranking = (prompt: string) => prompt.includes('"order"');

/** Figures of what is decided and quoted: what no model may change. */
const DECIDED = [
  'citationPrecision',
  'verdictAccuracy',
  'withheldPrecision',
  'withheldRecall',
  'rulingPrecision',
  'rulingCoverage',
  'inventedPermissions',
  'missedProhibitions',
  'approverAccuracy',
  'verbatimCitations',
];

describe('kitei evaluate --with', { timeout: 180_000 }, () => {
  it('measures without the parts, with each of them, and with all', async () => {
    const { code, err, out, chat, embeddings } = await evaluate('embeddings,rewriting,reranking', (prompt) =>
      isReranking(prompt)
        ? { say: '{"order": [5, 4, 3, 2, 1]}' }
        : { say: '{"wordings": ["情報資産の持ち出しの許可", "taking information assets out"]}' },
    );
    expect([code, err]).toEqual([0, expect.not.stringContaining('could not')]);
    const { plain, variants } = JSON.parse(out) as Compared;
    expect(variants.map(({ name }) => name)).toEqual([
      'embeddings',
      'rewriting',
      'reranking',
      'embeddings + rewriting + reranking',
    ]);
    for (const { figures } of variants) {
      expect(figures.questions).toBe(count);
      for (const name of DECIDED) expect([name, figures[name]]).toEqual([name, plain[name]]);
    }
    // Turning the order round shows, so the parts were at work.
    const { differences } = variants[2] as Compared['variants'][number];
    expect(Object.values(differences).some(({ difference }) => difference !== 0)).toBe(true);
    const rerankings = chat.asked.filter(({ body }) => isReranking(body.messages[0]?.content ?? ''));
    expect(rerankings.length).toBeGreaterThan(count);
    expect(chat.asked.length).toBeGreaterThan(rerankings.length);
    const asked = readFileSync(questions, 'utf8')
      .split('\n')
      .map((line) => JSON.parse(line).question as string);
    // Alone and with the others.
    const embedded = embeddings.embedded.filter((text) => asked.includes(text));
    expect(embedded).toHaveLength(2 * count);
  });

  it.each<[string, (prompt: string) => ChatBehaviour]>([
    ['garbage', () => ({ say: 'Lorem ipsum { dolor: sit' })],
    ['orders and wordings that are none', () => ({ say: '{"order": [99, 0, -1], "wordings": ["", "???"]}' })],
    ['a refusal', () => ({ refuse: 'I cannot help with that.' })],
    ['half an answer', () => ({ cutAfter: '{"wordings": ["情報資' })],
    ['errors', () => ({ status: 500 })],
  ])('finds no difference where the model gives %s', async (_, behave) => {
    const { code, err, out } = await evaluate('rewriting,translation,reranking', behave);
    expect(code).toBe(0);
    expect(err).toMatch(/Warning: The model could not help with (?:rewriting|reranking)/);
    const { plain, variants } = JSON.parse(out) as Compared;
    expect(variants).toHaveLength(4);
    for (const { figures, differences } of variants) {
      expect({ ...figures, latencyMs: null }).toEqual({ ...plain, latencyMs: null });
      expect(Object.values(differences).every(({ low, high }) => low === 0 && high === 0)).toBe(true);
    }
  });

  it('prints the figures side by side, and what changed', async () => {
    const { out } = await evaluate('translation', () => ({ say: '{"wordings": []}' }), { json: false });
    expect(out).toMatch(/^\s+without\s+translation$/m);
    expect(out).toMatch(/^verdictAccuracy\s+\d\.\d+\s+\d\.\d+$/m);
    expect(out).toContain('translation: difference to without (95 % interval)\n  no difference');
  });
});

describe('kitei evaluate --beir --with', { timeout: 60_000 }, () => {
  it('measures a retrieval set with embeddings, which are kept, and a reranker', async () => {
    const dir = mkdtempSync(join(folder, 'set-'));
    const write = (name: string, rows: readonly object[]) =>
      writeFileSync(join(dir, name), rows.map((row) => JSON.stringify(row)).join('\n'));
    const things = ['keys', 'badges', 'laptops', 'visitors', 'printers'];
    write(
      'corpus.jsonl',
      things.map((thing, i) => ({ id: `p${i}`, text: `Staff must look after ${thing} with care.` })),
    );
    write('queries.jsonl', [{ id: 'q', text: 'Who must look after the printer?' }]);
    write('qrels.jsonl', [{ qid: 'q', docid: 'p4' }]);
    const embeddings = await embeddingServer();
    const chat = await chatServer(() => ({ say: '{"order": [1]}' }));
    const run = () =>
      command(['evaluate', '--beir', dir, '--with', 'embeddings,reranking', '--json'], {
        services: { compareBeirParts: services.compareBeirParts },
        env: {
          KITEI_DATA: join(folder, 'data-beir'),
          KITEI_MODEL: 'openai:chat',
          KITEI_MODEL_URL: chat.url,
          KITEI_EMBEDDER: 'openai:embedder',
          KITEI_EMBEDDER_URL: embeddings.url,
        },
      });
    const { code, out } = await run();
    expect(code).toBe(0);
    const { plain, variants } = JSON.parse(out) as Compared;
    expect(plain.queries).toBe(1);
    expect(variants.map(({ name }) => name)).toEqual(['embeddings', 'reranking', 'embeddings + reranking']);
    expect(chat.asked).toHaveLength(2);
    const passages = embeddings.embedded.filter((text) => text.includes('with care'));
    expect(passages).toHaveLength(things.length);
    await run();
    expect(embeddings.embedded.filter((text) => text.includes('with care'))).toHaveLength(things.length);
    await embeddings.close();
    const failed = await run();
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('See that the embedding model works');
  });
});

describe('the options of kitei evaluate --with', () => {
  const run = (argv: readonly string[], env: Record<string, string> = {}) =>
    command(['evaluate', ...argv], { env, services: { createApp: services.createApp } });

  it.each([
    [
      ['--questions', 'q.jsonl', '--with', 'magic'],
      '--with does not know magic; it knows embeddings, rewriting',
    ],
    [['--beir', 'set', '--with', ' '], '--with names models'],
    [['--questions', 'q.jsonl', '--with', 'reranking', '--without', 'bridge'], 'does not go with --without'],
  ])('%j are refused', async (argv, message) => {
    const { code, err } = await run(argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each([
    ['rewriting', 'no chat model for rewriting', 'KITEI_MODEL'],
    ['reranking', 'no chat model for reranking', 'KITEI_RERANKER_URL'],
    ['embeddings', 'no embedding model', 'KITEI_EMBEDDER'],
  ])('%s needs a model', async (part, message, remedy) => {
    const { code, err } = await run(['--questions', questions, '--with', part]);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(remedy);
  });
});
