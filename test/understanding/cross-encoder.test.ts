import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { crossEncoder } from '../../src/understanding/cross-encoder.ts';

type Body = Readonly<Record<string, unknown>>;

/** A server that answers each request as told, and notes what it was sent. */
async function serverThat(answer: (body: Body) => { readonly status?: number; readonly json: unknown }) {
  const asked: (Body & { readonly authorization: string | undefined })[] = [];
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
    asked.push({ ...body, authorization: request.headers.authorization });
    const { status = 200, json } = answer(body);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return { asked, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/rerank` };
}

const signal = new AbortController().signal;

describe('a cross-encoder', () => {
  it('is asked in the form of Jina and Cohere, and its numbers come back in the order of the passages', async () => {
    const results = [
      { index: 1, relevance_score: 0.9 },
      { index: 0, relevance_score: 0.1 },
    ];
    const { asked, url } = await serverThat(() => ({ json: { results } }));
    const reranker = crossEncoder({ url, model: 'reranker-v2', key: 'key' });
    expect(await reranker.relevance('q', ['a', 'b'], signal)).toEqual([0.1, 0.9]);
    expect(asked).toEqual([
      {
        model: 'reranker-v2',
        query: 'q',
        documents: ['a', 'b'],
        top_n: 2,
        return_documents: false,
        authorization: 'Bearer key',
      },
    ]);
  });

  it('is asked in the form of text-embeddings-inference where it knows that alone, and then at once', async () => {
    const { asked, url } = await serverThat(({ texts }) =>
      texts === undefined
        ? { status: 422, json: { error: 'missing field `texts`' } }
        : { json: [{ index: 0, score: 2 }] },
    );
    const reranker = crossEncoder({ url, model: null, key: null });
    expect(await reranker.relevance('q', ['a'], signal)).toEqual([2]);
    expect(await reranker.relevance('q', ['a'], signal)).toEqual([2]);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toEqual({ query: 'q', texts: ['a'], truncate: true, authorization: undefined });
  });

  it.each<[string, unknown, number?]>([
    ['leaves passages out', { results: [{ index: 0, relevance_score: 1 }] }],
    ['names one that is not there', [{ index: 5, score: 1 }]],
    ['gives no numbers', { results: [{ index: 0 }, { index: 1 }] }],
    ['says something else', { error: 'no' }],
    ['is busy', {}, 429],
  ])('that %s fails', async (_, json, status = 200) => {
    const { url } = await serverThat(() => ({ status, json }));
    const reranker = crossEncoder({ url, model: null, key: null });
    await expect(reranker.relevance('q', ['a', 'b'], signal)).rejects.toThrow();
  });
});
