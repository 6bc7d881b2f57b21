import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { boundedFetch } from '../../src/models/bounded-fetch.ts';
import { openChatModel } from '../../src/models/chat-model.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { crossEncoder } from '../../src/understanding/cross-encoder.ts';

/** A server; what it was asked, and when the last connection to it has closed. */
async function serverThat(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  let open = 0;
  const http = createServer((request, response) => {
    asked.push(request.url ?? '');
    open += 1;
    response.once('close', () => {
      open -= 1;
    });
    answer(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return { url, asked, open: () => open };
}

/** Answers without an end, as fast as they are read. */
function endless(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.on('error', () => {});
  const piece = Buffer.alloc(2 ** 16, ' ');
  const more = () => {
    while (!response.destroyed && response.write(piece));
    response.once('drain', more);
  };
  more();
}

const never = new AbortController().signal;
const choice = { model: 'm', key: 'the-key' };
const prefixes = { queryPrefix: '', passagePrefix: '' };
const request = (signal = never) => ({
  messages: [{ role: 'user', content: 'a question' }] as const,
  maxTokens: 10,
  schema: { name: 'answer', shape: { type: 'object' } },
  signal,
});

/** Everything of Kitei that sends words to a server of a model. */
const CALLS: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'a chat model in the manner of OpenAI': (url) =>
    openChatModel({ ...choice, provider: 'openai', url: `${url}/v1` }).complete(request()),
  'a chat model of Ollama': (url) =>
    openChatModel({ ...choice, provider: 'ollama', url }).complete(request()),
  'an embedding model in the manner of OpenAI, clauses': (url) =>
    openEmbedder({ ...choice, ...prefixes, provider: 'openai', url: `${url}/v1` }).embeddings.embedDocuments([
      'a clause',
    ]),
  'an embedding model in the manner of OpenAI, a question': (url) =>
    openEmbedder({ ...choice, ...prefixes, provider: 'openai', url: `${url}/v1` }).embeddings.embedQuery(
      'a question',
    ),
  'an embedding model of Ollama': (url) =>
    openEmbedder({ ...choice, ...prefixes, provider: 'ollama', url }).embeddings.embedDocuments(['a clause']),
  'a reranker': (url) => crossEncoder({ ...choice, url }).relevance('a question', ['a clause'], never),
};

describe.each(Object.entries(CALLS))('%s', (_, call) => {
  it.each([301, 302, 303, 307, 308])('is not followed to another address by status %i', async (status) => {
    const elsewhere = await serverThat((_, response) => response.end('{}'));
    const { url, asked } = await serverThat((_, response) =>
      response.writeHead(status, { location: `${elsewhere.url}/` }).end(),
    );
    await expect(call(url)).rejects.toThrow();
    expect(asked).toHaveLength(1);
    expect(elsewhere.asked).toEqual([]);
  });

  it('is given up where its answer has no end', async () => {
    const { url, asked, open } = await serverThat(endless);
    await expect(call(url)).rejects.toThrow();
    expect(asked).toHaveLength(1);
    await expect.poll(open, { timeout: 10_000 }).toBe(0);
  });
});

describe('an answer', () => {
  it('within its bounds is handed on as it is', async () => {
    const text = '許可'.repeat(1000);
    const { url } = await serverThat((_, response) => response.writeHead(201, { 'x-of': 'a' }).end(text));
    const bounded = boundedFetch({ mostBytes: Buffer.byteLength(text), milliseconds: null });
    const response = await bounded(url);
    expect([response.status, response.headers.get('x-of'), await response.text()]).toEqual([201, 'a', text]);
    const less = boundedFetch({ mostBytes: Buffer.byteLength(text) - 1, milliseconds: null });
    await expect((await less(url)).text()).rejects.toThrow(/longer than/);
  });

  it('without a body is handed on', async () => {
    const { url } = await serverThat((_, response) => response.writeHead(204).end());
    expect((await boundedFetch({ mostBytes: 1, milliseconds: null })(url)).status).toBe(204);
  });

  it('that comes a little at a time ends with its time, and with the caller’s signal', async () => {
    const dripping = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 10);
      response.once('close', () => clearInterval(timer));
    };
    const { url, open } = await serverThat(dripping);
    const slow = boundedFetch({ mostBytes: 2 ** 20, milliseconds: 300 })(url).then((answer) => answer.text());
    await expect(slow).rejects.toThrow(/timeout/i);
    const caller = new AbortController();
    const stopped = await boundedFetch({ mostBytes: 2 ** 20, milliseconds: null })(url, {
      signal: caller.signal,
    });
    caller.abort(new Error('no longer wanted'));
    await expect(stopped.text()).rejects.toThrow(/no longer wanted|abort/i);
    await expect.poll(open, { timeout: 10_000 }).toBe(0);
  });
});
