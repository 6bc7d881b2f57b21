import type { IncomingMessage } from 'node:http';

/** A body that is not read on, with the HTTP status that says why. */
export class BodyRefused extends Error {
  readonly status: 400 | 413;

  constructor(status: BodyRefused['status']) {
    super(status === 413 ? 'the body is too large' : 'the body is not a JSON object');
    this.name = 'BodyRefused';
    this.status = status;
  }
}

/**
 * The body of a request as a JSON object.
 * @param mostBytes where reading stops.
 * @throws BodyRefused
 */
export async function readJson(
  request: IncomingMessage,
  mostBytes: number,
): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not end the connection that the refusal goes out on.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > mostBytes) throw new BodyRefused(413);
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new BodyRefused(400);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BodyRefused(400);
  return value as Record<string, unknown>;
}
