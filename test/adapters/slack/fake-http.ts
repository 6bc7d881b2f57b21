import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './block-limits.ts';

/** Arguments that are structured. */
const JSON_ARGS = new Set(['blocks', 'metadata', 'view', 'prompts', 'loading_messages']);

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Arguments come as a form, structured ones as JSON in it. */
export function decode(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      JSON_ARGS.has(name) ? JSON.parse(value) : value,
    ]),
  );
}

export function json(response: ServerResponse, value: Json): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}
