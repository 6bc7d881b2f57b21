import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../channel.ts';
import type { Intake } from './intake.ts';
import { isSignedBySlack } from './request-signature.ts';

/** The largest body Slack sends is far smaller. */
const MOST_BYTES = 1024 * 1024;

/**
 * Where Slack sends events, commands and clicks. Each is checked, acknowledged, and only then worked on. While the
 * channel is not running the answer is 503, so that Slack sends it again.
 */
export function eventsRoute(signingSecret: string, intake: Intake): Route {
  return {
    method: 'POST',
    path: '/slack/events',
    async handle(request, response) {
      const body = await readBody(request);
      if (body === null) return end(response, 413);
      const signed = {
        timestamp: headerOf(request, 'x-slack-request-timestamp'),
        signature: headerOf(request, 'x-slack-signature'),
        body,
      };
      if (!isSignedBySlack(signed, signingSecret)) return end(response, 401);
      const payload = parse(body.toString('utf8'), headerOf(request, 'content-type'));
      if (payload === null) return end(response, 400);
      if (payload.type === 'url_verification') {
        return end(response, 200, JSON.stringify({ challenge: String(payload.challenge) }));
      }
      if (payload.ssl_check === '1') return end(response, 200);
      if (!intake.open) return end(response, 503);
      const begin = await intake.take({ body: payload });
      end(response, 200);
      begin();
    },
  };
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? undefined : value;
}

/** Null where there is more than Slack would send. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // The rest is read and dropped: a sender hears an answer only once it has sent everything.
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(chunks);
}

/** Events come as JSON; commands as a form; clicks as a form with JSON in `payload`. */
function parse(body: string, contentType = ''): Record<string, unknown> | null {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return parseJson(body);
  const form = Object.fromEntries(new URLSearchParams(body));
  return form.payload === undefined ? form : parseJson(form.payload);
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number, json?: string): void {
  response.writeHead(status, json === undefined ? {} : { 'content-type': 'application/json' });
  response.end(json);
}
