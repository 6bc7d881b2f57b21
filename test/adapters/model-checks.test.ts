import { describe, expect, it } from 'vitest';
import { modelFindings } from '../../adapters/model-checks.ts';
import { readConfig } from '../../src/config.ts';
import { chatServer } from '../models/chat-server.ts';
import { embeddingServer } from '../models/embedding-server.ts';

const KEY = 'sk-very-secret-key-0123456789';

async function setUp() {
  const chat = await chatServer(() => ({ say: '{"ready": true}' }));
  const embeddings = await embeddingServer();
  const config = readConfig({
    KITEI_MODEL: 'openai:chat',
    KITEI_MODEL_URL: chat.url,
    KITEI_MODEL_KEY: KEY,
    KITEI_EMBEDDER: 'ollama:embedder',
    KITEI_EMBEDDER_URL: embeddings.ollamaUrl,
    KITEI_RERANKER_URL: `${embeddings.ollamaUrl}/rerank`,
  });
  return { chat, embeddings, config };
}

describe('model checks', () => {
  it('try nothing where nothing is configured', async () => {
    expect(await modelFindings(readConfig({}))).toEqual([]);
  });

  it('say which models work, and what is wrong with the others', async () => {
    const { config } = await setUp();
    const findings = (await modelFindings(config)).map(({ finding }) => finding);
    expect(findings).toMatchObject([
      { check: 'models', outcome: 'passed', facts: { setting: 'KITEI_EMBEDDER', host: 'ollama:embedder' } },
      { check: 'models', outcome: 'passed', facts: { setting: 'KITEI_MODEL', host: 'openai:chat' } },
      // The server of embeddings reranks nothing.
      { check: 'models', outcome: 'failed', facts: { remedy: 'Check KITEI_RERANKER_URL and its server.' } },
    ]);
  });

  it('say what to do about a model that refuses, and no key', async () => {
    const { chat, config } = await setUp();
    chat.behave = () => ({ status: 401 });
    const findings = (await modelFindings(config)).map(({ finding }) => finding);
    expect(findings[1]).toMatchObject({
      outcome: 'failed',
      facts: { remedy: 'Check the key in the settings.' },
    });
    expect(JSON.stringify(findings)).not.toContain(KEY);
  });
});
