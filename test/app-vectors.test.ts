import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { folderWith, temporaryFolder } from './indexing/samples.ts';
import { embeddingServer } from './models/embedding-server.ts';

const POLICY = `---
id: guests
version: "1"
language: en
---

## 1. Printer

Visitors must not use the guest printer.

## 2. Kitchen

Staff may use the kitchen.
`;

async function setUp() {
  const server = await embeddingServer();
  const knowledgeDir = await folderWith({ 'guests.md': POLICY });
  const dataDir = await temporaryFolder();
  const warnings: string[] = [];
  const start = async (embedder?: string) => {
    const env = {
      KITEI_EMBEDDER_URL: server.url,
      ...(embedder !== undefined && { KITEI_EMBEDDER: embedder }),
    };
    const app = await createApp(readConfig(env, { knowledgeDir, dataDir }), {
      warn: (message) => warnings.push(message),
    });
    onTestFinished(app.follow());
    return app;
  };
  return { server, start, warnings };
}

const QUESTION = { text: 'May visitors use the guest printer?' };

describe('a server with another embedding model', () => {
  it('answers from the index as it is until the vectors are complete', async () => {
    const { server, start, warnings } = await setUp();
    const first = await start();
    const plain = await first.ask(QUESTION);
    server.behave = () => 'stall';
    const app = await start('openai:model-a');
    expect(warnings).toEqual([expect.stringContaining('by words alone')]);
    await expect.poll(() => server.asked.length, { timeout: 45_000 }).toBe(1);
    expect(app.generation.embedder).toBe('none');
    expect((await app.ask(QUESTION)).answer).toEqual(plain.answer);
  });

  it('goes on to the vectors by itself, and the answers rest on what they did', async () => {
    const { server, start } = await setUp();
    const first = await start();
    const plain = await first.ask(QUESTION);
    const app = await start('openai:model-a');
    await expect.poll(() => app.generation.embedder, { timeout: 45_000 }).toBe('openai:model-a');
    const { answer } = await app.ask(QUESTION);
    expect({ ...answer, generation: '', related: [] }).toEqual({
      ...plain.answer,
      generation: '',
      related: [],
    });
    expect(server.embedded).toContain(QUESTION.text);
    const before = server.asked.length;
    await app.ask({ ...QUESTION, without: ['vectors'] });
    expect(server.asked).toHaveLength(before);
  });

  it('that cannot be reached says so, and goes on by words', async () => {
    const { server, start, warnings } = await setUp();
    const first = await start();
    const plain = await first.ask(QUESTION);
    await server.close();
    const app = await start('openai:model-a');
    await expect.poll(() => warnings.length, { timeout: 45_000 }).toBe(2);
    expect(warnings[1]).toMatch(/still go by words alone.*server runs/);
    expect((await app.ask(QUESTION)).answer).toEqual(plain.answer);
  }, 90_000);
});
