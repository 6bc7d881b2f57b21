import { KiteiError } from '../errors.ts';

/**
 * A failure of a model's server as something a person can act on. The original error is left out: clients attach
 * requests with their headers to it, and the key with them.
 * @param key what must not appear in the message.
 */
export function modelFailure(model: string, error: unknown, key: string | null): KiteiError {
  if (error instanceof KiteiError && error.code === 'model.missing') return error;
  const status = statusOf(error);
  const said = messagesOf(error).join(' ← ');
  const message = key === null || key === '' ? said : said.replaceAll(key, '***');
  const failure = new KiteiError(
    'model.unreachable',
    `The model ${model} could not be used${status === null ? '' : ` (status ${status})`}: ${message.slice(0, 500)}`,
    status === 401 || status === 403
      ? 'Check the key in the settings.'
      : status === 404
        ? 'Check the name of the model and the address of its server in the settings.'
        : 'Check that its server runs and can be reached from here.',
  );
  return Object.assign(failure, { status, retryAfterMs: retryAfterOf(error) });
}

/** What a failure says about trying again. */
export interface FailedCall {
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** How long the server wants to be left alone, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null;
}

/** Reads a failure that `modelFailure` made; others count as no answer. */
export function failedCall(error: unknown): FailedCall {
  const { status = null, retryAfterMs = null } = (error ?? {}) as Partial<FailedCall>;
  return { status, retryAfterMs };
}

function statusOf(error: unknown): number | null {
  for (const at of causesOf(error)) {
    for (const name of ['status', 'status_code', 'statusCode']) {
      const value = (at as Record<string, unknown>)[name];
      if (typeof value === 'number' && value >= 100) return value;
    }
  }
  return null;
}

function retryAfterOf(error: unknown): number | null {
  for (const at of causesOf(error)) {
    const { headers } = at as { headers?: unknown };
    const value = headers instanceof Headers ? headers.get('retry-after') : null;
    if (value === null) continue;
    const seconds = Number(value);
    const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
    if (Number.isFinite(wait)) return Math.max(0, wait);
  }
  return null;
}

/** What the error says and what its causes say, outermost first, each once. */
function messagesOf(error: unknown): readonly string[] {
  const messages = causesOf(error).map((at) => {
    const { message, code } = at as { message?: unknown; code?: unknown };
    return String(message || code || at);
  });
  return [...new Set(messages)];
}

function causesOf(error: unknown): readonly object[] {
  const chain: object[] = [];
  let at: unknown = error;
  while (typeof at === 'object' && at !== null && chain.length < 5) {
    chain.push(at);
    at = (at as { cause?: unknown }).cause;
  }
  return chain;
}
