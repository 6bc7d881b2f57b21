import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far Slack's clock and ours may differ, in seconds, to either side. */
const TOLERANCE_S = 300;

/** What proves that a request comes from Slack. */
export interface SignedRequest {
  /** Value of `x-slack-request-timestamp`. */
  readonly timestamp: string | undefined;
  /** Value of `x-slack-signature`. */
  readonly signature: string | undefined;
  /** The bytes of the body, as they came. */
  readonly body: Buffer;
}

/**
 * Whether Slack signed a request within the last five minutes
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack). Timestamps from the future are refused too:
 * a request caught on the way could otherwise be kept and sent later.
 */
export function isSignedBySlack(request: SignedRequest, secret: string, nowMs = Date.now()): boolean {
  const { timestamp, signature, body } = request;
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
