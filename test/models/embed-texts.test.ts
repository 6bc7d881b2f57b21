import { describe, expect, it } from 'vitest';
import { embedTexts } from '../../src/models/embed-texts.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { memoryOfProcess } from '../../src/models/vector-memory.ts';
import { type Behaviour, DIMENSIONS, embeddingServer, honestVector } from './embedding-server.ts';

const KEY = 'sk-very-secret-key-0123456789';

async function setUp(behave: Parameters<typeof embeddingServer>[0] = () => 'well', provider = 'openai') {
  const server = await embeddingServer(behave);
  const { embeddings, id } = openEmbedder({
    provider,
    model: 'some-model',
    url: provider === 'ollama' ? server.ollamaUrl : server.url,
    key: KEY,
    queryPrefix: '',
    passagePrefix: '',
  });
  const waits: number[] = [];
  const memory = memoryOfProcess();
  const wait = async (ms: number) => {
    waits.push(ms);
  };
  const embed = (texts: readonly string[], more: Parameters<typeof embedTexts>[3] = {}) =>
    embedTexts(texts, embeddings, memory, { wait, ...more });
  return { server, embed, embeddings, memory, waits, id };
}

const texts = (count: number) => Array.from({ length: count }, (_, i) => `Rule ${i}: keep it locked.`);
/** How the n-th request (the first is the probe) is answered; the others well. */
const at =
  (n: number, behaviour: Behaviour) =>
  (_: unknown, before: number): Behaviour =>
    before === n ? behaviour : 'well';

describe('texts are embedded over HTTP', () => {
  it.each(['openai', 'ollama'])('in batches, in their order, by the protocol of %s', async (provider) => {
    const { server, embed } = await setUp(undefined, provider);
    const progress: [number, number][] = [];
    const { vectors, fresh } = await embed(texts(150), {
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(fresh).toBe(150);
    expect(server.asked.map((asked) => asked.texts.length)).toEqual([1, 64, 64, 22]);
    expect(server.asked.every(({ authorization }) => authorization === `Bearer ${KEY}`)).toBe(true);
    expect(server.asked.every(({ model }) => model === 'some-model')).toBe(true);
    expect(vectors).toHaveLength(150);
    vectors.forEach((vector, i) => {
      const honest = honestVector(`Rule ${i}: keep it locked.`);
      expect(vector.reduce((sum, value, d) => sum + value * (honest[d] as number), 0)).toBeCloseTo(1, 4);
    });
    expect(progress).toEqual([
      [0, 150],
      [64, 150],
      [128, 150],
      [150, 150],
    ]);
  });

  it('once each: equal texts and known ones are not sent, empty ones are nothing', async () => {
    const { server, embed } = await setUp();
    await embed(['one', 'two', 'one', '']);
    expect(server.embedded.slice(1)).toEqual(['one', 'two']);
    const { vectors, fresh } = await embed(['two', 'three', '']);
    expect(fresh).toBe(1);
    expect(server.embedded.slice(1)).toEqual(['one', 'two', expect.stringContaining('Kitei'), 'three']);
    expect([...(vectors[2] as Float32Array)]).toEqual(new Array(DIMENSIONS).fill(0));
    await embed(['three', 'one']);
    expect(server.asked).toHaveLength(4);
  });

  it('with patience: a busy server is asked again after the time it names, or after longer and longer', async () => {
    const answers: Behaviour[] = [
      'well',
      { status: 429, retryAfter: '7' },
      { status: 503 },
      { status: 429, retryAfter: '86400' },
    ];
    const { embed, waits, server } = await setUp((_, before) => answers[before] ?? 'well');
    await embed(texts(3));
    expect(waits).toEqual([7000, 1000, 60_000]);
    expect(server.embedded.slice(1)).toEqual(texts(3));
  });

  it('with an end to patience', async () => {
    const { embed, server, waits } = await setUp((_, before) => (before === 0 ? 'well' : { status: 429 }));
    await expect(embed(texts(3))).rejects.toMatchObject({ code: 'model.unreachable' });
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000]);
    expect(server.asked).toHaveLength(8);
  });

  it('again where the connection was cut within an answer', async () => {
    const { embed, server } = await setUp(at(1, 'cut'));
    const { vectors } = await embed(texts(2));
    expect(vectors).toHaveLength(2);
    expect(server.asked).toHaveLength(3);
  });

  it('in halves where a server refuses so many, and by the first half of a text that is too long', async () => {
    const { embed, server } = await setUp(({ texts }) =>
      texts.length > 20 || texts.some((text) => text.length > 900) ? { status: 413 } : 'well',
    );
    const long = '長い条文'.repeat(500);
    const { vectors } = await embed([...texts(50), long]);
    expect(vectors).toHaveLength(51);
    expect(new Set(server.embedded.slice(1))).toEqual(new Set([...texts(50), long.slice(0, 500)]));
  });

  it.each<[string, Behaviour]>([
    ['wrong dimensions', { vectors: (all) => all.map((text) => honestVector(text, DIMENSIONS / 2)) }],
    ['no numbers', { vectors: (all) => all.map(() => new Array(DIMENSIONS).fill(Number.NaN)) }],
    ['words', { vectors: (all) => all.map(() => new Array(DIMENSIONS).fill('0.5')) }],
    ['one number that is none', { vectors: (all) => all.map((t) => honestVector(t).with(7, null as never)) }],
    ['too few vectors', { vectors: (all) => all.slice(1).map((text) => honestVector(text)) }],
    ['empty vectors', { vectors: (all) => all.map(() => []) }],
  ])('never with %s: that is a failure, and nothing of it is kept', async (_, behaviour) => {
    const { embed, memory, server } = await setUp((_, before) => (before === 0 ? 'well' : behaviour));
    await expect(embed(texts(3))).rejects.toMatchObject({ code: expect.stringMatching(/^model\./) });
    server.behave = () => 'well';
    server.asked.length = 0;
    await embed(texts(3));
    expect(server.asked.flatMap((asked) => asked.texts).slice(1)).toEqual(texts(3));
    expect(memory.probe).toHaveLength(DIMENSIONS);
  });

  it('what came before a failure is kept', async () => {
    const { embed, server } = await setUp();
    server.behave = (_, before) => (before >= 2 ? { status: 401 } : 'well');
    await expect(embed(texts(130))).rejects.toMatchObject({ code: 'model.unreachable' });
    server.behave = () => 'well';
    server.asked.length = 0;
    const { fresh } = await embed(texts(130));
    expect(fresh).toBe(66);
    expect(server.asked.flatMap((asked) => asked.texts).slice(1)).toEqual(texts(130).slice(64));
  });

  it('anew where another model answers by the same name', async () => {
    const { embed, server, memory } = await setUp();
    await embed(texts(3));
    const other: Behaviour = { vectors: (all) => all.map((text) => honestVector(`else ${text}`, 32)) };
    server.behave = () => other;
    const { vectors, fresh } = await embed([...texts(3), 'a fourth']);
    expect(fresh).toBe(4);
    expect(vectors.every((vector) => vector.length === 32)).toBe(true);
    expect(memory.probe).toHaveLength(32);
  });

  it('and what fails names no key', async () => {
    const echo: Behaviour = { status: 401 };
    const { embed, id } = await setUp(() => echo);
    const failure = await embed(texts(1)).catch((error) => error);
    expect(failure.remedy).toContain('key');
    expect(JSON.stringify([failure, failure.message, failure.stack, String(failure.cause)])).not.toContain(
      KEY,
    );
    expect(id).toBe('openai:some-model');
  });
});
