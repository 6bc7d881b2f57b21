import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';

/** What is known of a message that Teams did not confirm. */
export type Fate =
  /** Certainly not delivered, and worth another try. */
  | 'failed'
  /** May have been delivered: another try could show it twice. */
  | 'ambiguous'
  /** Certainly not delivered, now or later. */
  | 'refused';

/** A message that Teams did not confirm. */
export class ConnectorFailure extends Error {
  readonly fate: Fate;
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(fate: Fate, message: string, status: number | null = null, retryAfterMs: number | null = null) {
    super(message);
    this.name = 'ConnectorFailure';
    this.fate = fate;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A failure of another kind says nothing about the message, which may then have arrived. */
export function asFailure(error: unknown): ConnectorFailure {
  return error instanceof ConnectorFailure ? error : new ConnectorFailure('ambiguous', String(error));
}

/** How long Teams may take for one message, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** Failures of the network before anything of the message was sent. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** A request of the SDK, as far as it is read here. */
interface SdkRequest {
  readonly url: string;
  readonly method: string;
  readonly body?: unknown;
  readonly headers: { rawHeaders(): Record<string, string> };
}

/**
 * The HTTP client that the SDK is given. The SDK sends a request again on 5xx answers and on broken connections, up to
 * four times, messages included, and takes no setting against it; here every such end is thrown instead of returned, so
 * that it never sees one. One request is sent once.
 */
export const sendOnce = {
  /** @throws ConnectorFailure for everything but a 2xx answer. */
  async sendRequest(request: SdkRequest) {
    const { status, headers, body, whole } = await exchange(request).catch((error: unknown) => {
      throw networkFailure(error);
    });
    // Where the answer broke off, its first line said already whether the message was taken.
    const bodyAsText = whole ? body : '';
    if (status < 200 || status > 299) throw answerFailure(status, headers['retry-after'], body);
    return { request, status, bodyAsText, headers: { toJson: () => headers } };
  },
};

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** False where the connection ended before the body did. */
  readonly whole: boolean;
}

/**
 * One request on a connection of its own. A connection that is kept may be closed by Teams at the very moment it is
 * used again, and then nobody knows whether the message arrived.
 */
function exchange({ url, method, headers, body }: SdkRequest): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const content = typeof body === 'string' ? Buffer.from(body) : null;
    const sending = request(url, {
      method,
      agent: false,
      headers: { ...headers.rawHeaders(), ...(content !== null && { 'content-length': content.length }) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    sending.on('error', reject);
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      const end = (whole: boolean) =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          whole,
        });
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => end(true));
      response.on('error', () => end(false));
    });
    sending.end(content ?? undefined);
  });
}

function networkFailure(error: unknown): ConnectorFailure {
  const { code, message } = causeOf(error);
  return new ConnectorFailure(
    NEVER_LEFT.has(code) ? 'failed' : 'ambiguous',
    `Teams cannot be reached: ${code || message}`,
  );
}

/** A name with several addresses fails with a list of failures. */
function causeOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: String(message ?? error) };
}

function answerFailure(status: number, retryAfter: string | undefined, body: string): ConnectorFailure {
  return new ConnectorFailure(
    fateOf(status),
    `Teams answered ${status} ${errorCodeOf(body)}`.trim(),
    status,
    retryAfterMs(retryAfter),
  );
}

function fateOf(status: number): Fate {
  if (status === 408 || status >= 500) return 'ambiguous';
  // 401 and 403 differ: a token can be renewed, a conversation that shut the bot out stays shut.
  return status === 401 || status === 412 || status === 429 ? 'failed' : 'refused';
}

/** Teams names its errors (`MessageSizeTooBig`); nothing else of an answer is repeated. */
function errorCodeOf(body: string): string {
  return /"code"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? '';
}

function retryAfterMs(value: string | undefined): number | null {
  if (value === undefined) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
