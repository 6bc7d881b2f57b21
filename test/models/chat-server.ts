import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a chat server was asked. */
export interface ChatAsked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

/** How a chat server answers: with a text, with a status, by stalling, or by breaking off. */
export type ChatBehaviour =
  | { readonly say: string; readonly usage?: boolean; readonly finish?: string }
  | { readonly cutAfter: string }
  | { readonly stallAfter: string }
  | { readonly refuse: string }
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly raw: string };

/** A local server that speaks the chat protocols of OpenAI and of Ollama, streaming or not, and does as it is told. */
export interface ChatServer {
  /** Address of OpenAI's protocol. */
  readonly url: string;
  readonly ollamaUrl: string;
  readonly asked: ChatAsked[];
  /** Decides how a request is answered, given how many came before it. */
  behave: (asked: ChatAsked, before: number) => ChatBehaviour;
  close(): Promise<void>;
}

/** Starts the server; it ends with the test. */
export async function chatServer(behave: ChatServer['behave']): Promise<ChatServer> {
  const server = await startChatServer(behave);
  onTestFinished(() => server.close());
  return server;
}

/** Starts the server; the caller ends it. */
export async function startChatServer(behave: ChatServer['behave']): Promise<ChatServer> {
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked: ChatAsked = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}'),
    };
    server.asked.push(asked);
    reply(asked, server.behave(asked, server.asked.length - 1), response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: ChatServer = {
    url: `http://127.0.0.1:${port}/v1`,
    ollamaUrl: `http://127.0.0.1:${port}`,
    asked: [],
    behave,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  return server;
}

function reply(asked: ChatAsked, behaviour: ChatBehaviour, response: ServerResponse): void {
  if ('status' in behaviour) {
    const { status, retryAfter } = behaviour;
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    });
    response.end(JSON.stringify({ error: { message: `status ${status}`, type: 'told_so' } }));
    return;
  }
  if ('raw' in behaviour) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(behaviour.raw);
    return;
  }
  const protocol = asked.path.startsWith('/api/chat') ? ollama(asked) : openai(asked);
  const text =
    'say' in behaviour
      ? behaviour.say
      : 'cutAfter' in behaviour
        ? behaviour.cutAfter
        : 'stallAfter' in behaviour
          ? behaviour.stallAfter
          : '';
  response.writeHead(200, { 'content-type': protocol.contentType });
  // Pieces of a few characters, as tokens come; every second one in a packet of its own.
  const pieces = text.match(/[\s\S]{1,7}/gu) ?? [];
  const send = (i: number) => {
    if (response.destroyed) return;
    const piece = pieces[i];
    if (piece !== undefined) {
      response.write(protocol.piece(piece));
      if (i % 2 === 0) setImmediate(() => send(i + 1));
      else send(i + 1);
      return;
    }
    if ('stallAfter' in behaviour) return;
    if ('cutAfter' in behaviour) {
      setImmediate(() => response.destroy());
      return;
    }
    if ('refuse' in behaviour) response.write(protocol.refusal(behaviour.refuse));
    const finish = 'say' in behaviour ? (behaviour.finish ?? 'stop') : 'stop';
    const usage = !('say' in behaviour) || behaviour.usage !== false;
    response.end(protocol.end(finish, usage, pieces.length));
  };
  send(0);
}

interface Protocol {
  readonly contentType: string;
  piece(content: string): string;
  refusal(refusal: string): string;
  end(finish: string, usage: boolean, pieces: number): string;
}

/** Tokens that the server says a prompt had. */
export const PROMPT_TOKENS = 100;

function openai({ body }: ChatAsked): Protocol {
  const base = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: body.model };
  const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
  const choice = (delta: unknown, finish: string | null = null) =>
    event({ ...base, choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }] });
  const wantsUsage = (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
  return {
    contentType: 'text/event-stream',
    piece: (content) => choice({ role: 'assistant', content }),
    refusal: (refusal) => choice({ role: 'assistant', content: null, refusal }),
    end: (finish, usage, pieces) =>
      [
        choice({}, finish),
        ...(usage && wantsUsage
          ? [
              event({
                ...base,
                choices: [],
                usage: {
                  prompt_tokens: PROMPT_TOKENS,
                  completion_tokens: pieces,
                  total_tokens: PROMPT_TOKENS + pieces,
                },
              }),
            ]
          : []),
        'data: [DONE]\n\n',
      ].join(''),
  };
}

function ollama({ body }: ChatAsked): Protocol {
  const line = (data: unknown) => `${JSON.stringify(data)}\n`;
  const base = { model: body.model, created_at: '2026-01-01T00:00:00Z' };
  return {
    contentType: 'application/x-ndjson',
    piece: (content) => line({ ...base, message: { role: 'assistant', content }, done: false }),
    refusal: (refusal) => line({ ...base, message: { role: 'assistant', content: refusal }, done: false }),
    end: (finish, usage, pieces) =>
      line({
        ...base,
        message: { role: 'assistant', content: '' },
        done: true,
        done_reason: finish,
        ...(usage && { prompt_eval_count: PROMPT_TOKENS, eval_count: pieces }),
      }),
  };
}
