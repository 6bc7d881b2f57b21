import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { hashedVector } from '../../src/models/hashed-vector.ts';

/** How the server answers one request: well, with a status, by cutting the connection, or with other vectors. */
export type Behaviour =
  | 'well'
  | 'cut'
  | 'stall'
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly vectors: (texts: readonly string[]) => unknown[] };

/** What the server was asked. */
export interface Asked {
  readonly path: string;
  readonly model: string;
  readonly texts: readonly string[];
  readonly authorization: string | undefined;
}

/** An embedding server that speaks the protocols of OpenAI and of Ollama, and misbehaves when told to. */
export interface EmbeddingServer {
  /** Address of OpenAI's protocol. */
  readonly url: string;
  /** Address of Ollama's. */
  readonly ollamaUrl: string;
  readonly asked: Asked[];
  /** Decides how a request is answered, given how many came before it. */
  behave: (request: Asked, before: number) => Behaviour;
  /** Every text that was embedded well, in order. */
  readonly embedded: string[];
  close(): Promise<void>;
}

/** Length of the vectors that the server gives unless told otherwise. */
export const DIMENSIONS = 64;

/** Vectors that are alike where texts share characters. */
export function honestVector(text: string, dimensions = DIMENSIONS): number[] {
  return [...hashedVector(text, dimensions)];
}

/** Starts the server; it ends with the test. */
export async function embeddingServer(
  behave: EmbeddingServer['behave'] = () => 'well',
): Promise<EmbeddingServer> {
  const http = createServer(async (request, response) => {
    const body = JSON.parse((await textOf(request)) || '{}') as { model: string; input: string | string[] };
    if (!/^\/(?:v1\/embeddings|api\/embed)$/.test(request.url ?? '')) {
      response.writeHead(404).end();
      return;
    }
    const asked: Asked = {
      path: request.url ?? '',
      model: body.model,
      texts: [body.input].flat(),
      authorization: request.headers.authorization,
    };
    const before = server.asked.length;
    server.asked.push(asked);
    answer(asked, server.behave(asked, before), request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: EmbeddingServer = {
    url: `http://127.0.0.1:${port}/v1`,
    ollamaUrl: `http://127.0.0.1:${port}`,
    asked: [],
    behave,
    embedded: [],
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  onTestFinished(() => server.close());
  return server;

  function answer(asked: Asked, behaviour: Behaviour, request: IncomingMessage, response: ServerResponse) {
    if (behaviour === 'stall') return;
    if (behaviour === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"object":"list","data":[{"object":"embedd');
      setImmediate(() => request.socket.destroy());
      return;
    }
    if (behaviour !== 'well' && 'status' in behaviour) {
      const { status, retryAfter } = behaviour;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
      });
      response.end(JSON.stringify({ error: { message: `status ${status}`, type: 'told_so' } }));
      return;
    }
    const vectors =
      behaviour === 'well' ? asked.texts.map((text) => honestVector(text)) : behaviour.vectors(asked.texts);
    if (behaviour === 'well') server.embedded.push(...asked.texts);
    const content = asked.path.startsWith('/api/embed')
      ? { model: asked.model, embeddings: vectors }
      : {
          object: 'list',
          model: asked.model,
          data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
          usage: { prompt_tokens: 0, total_tokens: 0 },
        };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(content));
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
