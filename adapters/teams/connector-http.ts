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
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.rawHeaders(),
      ...(typeof request.body === 'string' && { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw networkFailure(error);
    });
    const bodyAsText = await response.text().catch((error: unknown) => {
      // The answer broke off; its first line said already whether the message was taken.
      if (response.ok) return '';
      throw networkFailure(error);
    });
    if (!response.ok) throw answerFailure(response, bodyAsText);
    const headers = Object.fromEntries(response.headers);
    return { request, status: response.status, bodyAsText, headers: { toJson: () => headers } };
  },
};

function networkFailure(error: unknown): ConnectorFailure {
  const { code, message } = causeOf(error);
  return new ConnectorFailure(
    NEVER_LEFT.has(code) ? 'failed' : 'ambiguous',
    `Teams cannot be reached: ${code || message}`,
  );
}

/** fetch hides the reason of a failure in causes, one of them a list. */
function causeOf(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return { code, message: error.message };
  return inner === undefined ? { code: '', message: error.message } : causeOf(inner);
}

function answerFailure(response: Response, body: string): ConnectorFailure {
  const { status } = response;
  return new ConnectorFailure(
    fateOf(status),
    `Teams answered ${status} ${errorCodeOf(body)}`.trim(),
    status,
    retryAfterMs(response),
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

function retryAfterMs({ headers }: Response): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
