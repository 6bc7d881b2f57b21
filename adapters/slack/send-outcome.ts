import { webApi } from '@slack/bolt';

/**
 * What became of one call that sends a message. Only `limited` and `unsent` may be tried again: they certainly did
 * nothing. `ambiguous` may have arrived.
 */
export type SendOutcome =
  | { readonly outcome: 'sent'; readonly channel: string | null; readonly ts: string | null }
  | { readonly outcome: 'limited'; readonly reason: string; readonly retryAfterMs: number }
  | { readonly outcome: 'unsent'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'ambiguous'; readonly reason: string };

export type SendFailure = Exclude<SendOutcome, { readonly outcome: 'sent' }>;

/** Where Slack asks to wait without saying how long, in milliseconds. */
const WAIT_MS = 30_000;

/** Slack's own words for "some of it may have happened" (documented with every method). */
const HALF_DONE = new Set(['internal_error', 'fatal_error']);
const NOT_NOW = new Set([
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'two_factor_setup_required',
]);
/** A request that failed so never left, or never reached a server. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;

/** Reads the error of a call to Slack's Web API. */
export function sendFailure(error: unknown): SendFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { outcome: 'limited', reason: 'rate_limited', retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof webApi.WebAPIPlatformError) return platformFailure(error.data);
  if (error instanceof webApi.WebAPIHTTPError) return httpFailure(error.statusCode, null);
  if (error instanceof webApi.WebAPIRequestError) return networkFailure(error.original);
  return { outcome: 'ambiguous', reason: error instanceof Error ? error.name : 'unknown' };
}

/** Reads the status of an answer that is not from the Web API. */
export function httpFailure(status: number, retryAfter: string | null): SendFailure {
  const reason = `http_${status}`;
  if (status === 429) {
    const seconds = Number(retryAfter ?? Number.NaN);
    return { outcome: 'limited', reason, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : WAIT_MS };
  }
  return { outcome: status >= 400 && status < 500 ? 'refused' : 'ambiguous', reason };
}

/** Reads the error of a request that got no answer. */
export function networkFailure(error: unknown): SendFailure {
  const reason = codeOf(error) ?? 'no_answer';
  return { outcome: NEVER_LEFT.test(reason) ? 'unsent' : 'ambiguous', reason };
}

function platformFailure({
  error,
  response_metadata: metadata,
}: webApi.WebAPICallResult & { error: string }): SendFailure {
  if (error === 'ratelimited' || error === 'rate_limited') {
    const seconds = metadata?.retryAfter;
    return {
      outcome: 'limited',
      reason: error,
      retryAfterMs: seconds === undefined ? WAIT_MS : seconds * 1000,
    };
  }
  if (NOT_NOW.has(error)) return { outcome: 'unsent', reason: error };
  // An answer that is no JSON stands here as it came: a proxy's, not Slack's.
  if (!/^[a-z0-9_]+$/.test(error)) return { outcome: 'ambiguous', reason: 'no_json' };
  return { outcome: HALF_DONE.has(error) ? 'ambiguous' : 'refused', reason: error };
}

/** The system's code of a failed request, which stands in the cause of the cause. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : codeOf(error.cause);
}
