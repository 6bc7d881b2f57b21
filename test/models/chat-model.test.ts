import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../src/domain/chat-model.ts';
import { openChatModel } from '../../src/models/chat-model.ts';
import { chatServer, PROMPT_TOKENS } from './chat-server.ts';

const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello' },
  ],
  schema: {
    name: 'answer',
    shape: { type: 'object', properties: {}, required: [], additionalProperties: false },
  },
  maxTokens: 300,
  signal: new AbortController().signal,
  ...more,
});
const choice = { model: 'm', key: null };

describe.each(['openai', 'ollama'] as const)('a chat model by %s', (provider) => {
  const open = (server: { url: string; ollamaUrl: string }, key: string | null = null) =>
    openChatModel({ ...choice, provider, key, url: provider === 'openai' ? server.url : server.ollamaUrl });

  it('streams its answer and says what it cost', async () => {
    const server = await chatServer(() => ({ say: '{"verdict":"許可なし"}' }));
    const heard: string[] = [];
    const reply = await open(server).complete(request({ onText: (text) => heard.push(text) }));
    expect(reply.text).toBe('{"verdict":"許可なし"}');
    expect(reply.tokens).toBe(PROMPT_TOKENS + 3);
    expect(heard.at(-1)).toBe(reply.text);
    expect(heard.length).toBeGreaterThan(1);
    for (const [i, text] of heard.slice(1).entries()) expect(text.startsWith(heard[i] as string)).toBe(true);
    expect(server.asked).toHaveLength(1);
    const { body } = server.asked[0] as (typeof server.asked)[0];
    expect(body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(JSON.stringify(body)).toContain('300');
    expect(JSON.stringify(body)).toContain('additionalProperties');
  });

  it('does without a count where the server gives none', async () => {
    const server = await chatServer(() => ({ say: '{}', usage: false }));
    expect(await open(server).complete(request())).toMatchObject({ text: '{}' });
  });

  it.each([429, 500, 401])('fails once, with status %i, and shows no key', async (status) => {
    const server = await chatServer(() => ({ status }));
    const failure = await open(server, 'sk-secret-1234')
      .complete(request())
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'model.unreachable', status });
    expect(String(failure) + JSON.stringify(failure)).not.toContain('sk-secret-1234');
    expect(server.asked).toHaveLength(1);
  });

  it('ends when it is told to, though the server stalls', async () => {
    const server = await chatServer(() => ({ stallAfter: '{"verdict":' }));
    const ending = new AbortController();
    const work = open(server).complete(request({ signal: ending.signal, onText: () => ending.abort() }));
    await expect(work).rejects.toMatchObject({ code: 'model.unreachable' });
  });

  it('fails where the answer breaks off', async () => {
    const server = await chatServer(() => ({ cutAfter: '{"verdict":"allo' }));
    await expect(open(server).complete(request())).rejects.toMatchObject({ code: 'model.unreachable' });
  });

  it('asks without a schema where the server knows none, from then on at once', async () => {
    const server = await chatServer(({ body }) =>
      JSON.stringify(body).includes('additionalProperties') ? { status: 400 } : { say: '{}' },
    );
    const model = open(server);
    expect((await model.complete(request())).text).toBe('{}');
    expect((await model.complete(request())).text).toBe('{}');
    expect(server.asked).toHaveLength(3);
  });
});

describe('a chat model', () => {
  it('of OpenAI reads no key or account of another program, and reports to nobody', async () => {
    const server = await chatServer(() => ({ say: '{}' }));
    const others = {
      OPENAI_API_KEY: 'sk-of-another',
      OPENAI_ORG_ID: 'org-of-another',
      LANGSMITH_TRACING: 'true',
      LANGSMITH_API_KEY: 'ls-of-another',
      LANGSMITH_ENDPOINT: server.ollamaUrl,
    };
    const before = { ...process.env };
    Object.assign(process.env, others);
    try {
      await openChatModel({ ...choice, provider: 'openai', url: server.url }).complete(request());
      expect(process.env.LANGSMITH_TRACING).toBeUndefined();
    } finally {
      for (const name of Object.keys(others)) delete process.env[name];
      Object.assign(process.env, before);
    }
    expect(server.asked.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
    expect(server.asked[0]?.authorization).toBe('Bearer none');
  });

  it('of a provider whose package is missing says which one to install', async () => {
    const model = openChatModel({ ...choice, provider: 'groq', url: null });
    await expect(model.complete(request())).rejects.toMatchObject({
      code: 'model.missing',
      remedy: expect.stringContaining('npm install @langchain/groq'),
    });
  });
});
