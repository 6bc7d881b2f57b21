import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { SlackMessage } from './block-kit.ts';
import { createLanes } from './lanes.ts';
import { SIZES } from './render-answer.ts';
import { httpFailure, networkFailure, type SendOutcome, sendFailure } from './send-outcome.ts';

/** Where a message goes. */
export type Place =
  | {
      readonly kind: 'channel';
      readonly client: webApi.WebClient;
      readonly channel: string;
      readonly thread: string | null;
      /** Id of the record that the message answers, so that it can be found again. */
      readonly recordId?: string;
    }
  /** An address that Slack gives for half an hour with each command and click. */
  | { readonly kind: 'response'; readonly url: string; readonly visible: 'person' | 'channel' };

/** A message that can be made smaller. */
export type Rendering = (size: number) => SlackMessage;

/** Sends messages, none of them twice. */
export interface Sender {
  /** One attempt. */
  send(message: SlackMessage, to: Place): Promise<SendOutcome>;
  /**
   * For somebody who waits: keeps to Slack's limits by waiting, tries again what certainly did not arrive, and makes
   * a message smaller that is too large.
   */
  sendNow(rendering: Rendering, to: Place): Promise<SendOutcome>;
}

/** The type of metadata that messages with answers carry. */
export const ANSWER_METADATA = 'kitei_answer';

const TIMEOUT_MS = 10_000;
/** How long somebody's answer may wait for Slack's limits, in milliseconds. */
const MOST_WAITING_MS = 5 * 60_000;
const TRIES = 3;
const TOO_LARGE = new Set(['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks', 'invalid_blocks_format']);

export function createSender(): Sender {
  const lanes = createLanes();
  const send: Sender['send'] = (message, to) =>
    to.kind === 'channel' ? post(message, to) : respond(message, to);
  return {
    send,
    // A channel takes about one message a second: those that must wait do so one behind the other.
    sendNow: (rendering, to) =>
      lanes.run(to.kind === 'channel' ? to.channel : to.url, () =>
        persist(rendering, (message) => send(message, to)),
      ),
  };
}

/** Attempts until it is done, cannot be, or may have been: waits as long as it is told to, and makes smaller what is too large. */
export async function persist(
  rendering: Rendering,
  attempt: (message: SlackMessage) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  const sizes = [...SIZES];
  const until = performance.now() + MOST_WAITING_MS;
  let message = rendering(sizes.shift() ?? 0);
  for (let failures = 0; ; ) {
    const result = await attempt(message);
    const smaller = result.outcome === 'refused' && TOO_LARGE.has(result.reason) ? sizes.shift() : undefined;
    if (smaller !== undefined) {
      message = rendering(smaller);
    } else if (result.outcome === 'limited' && performance.now() + result.retryAfterMs < until) {
      await wait(result.retryAfterMs);
    } else if (result.outcome === 'unsent' && ++failures < TRIES) {
      await wait(500 * 2 ** failures);
    } else if (result.outcome === 'refused' && TOO_LARGE.has(result.reason) && message.blocks.length > 0) {
      // Words alone are better than nothing.
      message = { text: message.text, blocks: [] };
    } else {
      return result;
    }
  }
}

async function post(
  { text, blocks }: SlackMessage,
  to: Extract<Place, { kind: 'channel' }>,
): Promise<SendOutcome> {
  try {
    const { channel, ts } = await to.client.chat.postMessage({
      channel: to.channel,
      text,
      ...(blocks.length > 0 && { blocks: [...blocks] }),
      ...(to.thread !== null && { thread_ts: to.thread }),
      ...(to.recordId !== undefined && {
        metadata: { event_type: ANSWER_METADATA, event_payload: { record_id: to.recordId } },
      }),
      // Words alone are not to be read as addresses either.
      parse: 'none',
      unfurl_links: false,
      unfurl_media: false,
    });
    return { outcome: 'sent', channel: channel ?? null, ts: ts ?? null };
  } catch (error) {
    return sendFailure(error);
  }
}

async function respond(
  { text, blocks }: SlackMessage,
  to: Extract<Place, { kind: 'response' }>,
): Promise<SendOutcome> {
  try {
    const response = await fetch(to.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        response_type: to.visible === 'person' ? 'ephemeral' : 'in_channel',
        replace_original: false,
        text,
        ...(blocks.length > 0 && { blocks }),
        unfurl_links: false,
        unfurl_media: false,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      const reason = (await response.text()).trim();
      const failure = httpFailure(response.status, response.headers.get('retry-after'));
      return TOO_LARGE.has(reason) ? { outcome: 'refused', reason } : failure;
    }
    await response.body?.cancel();
    return { outcome: 'sent', channel: null, ts: null };
  } catch (error) {
    return networkFailure(error);
  }
}
