import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import { type CallBudget, createCallBudget } from './call-budget.ts';
import { escapeMarkdown } from './markdown-text.ts';
import { MOST_STREAMED } from './render-answer.ts';
import { type SendOutcome, sendFailure } from './send-outcome.ts';
import { ANSWER_METADATA, persist, type Rendering } from './sender.ts';

/** Where an answer grows, and for whom. */
export interface StreamPlace {
  readonly client: webApi.WebClient;
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  readonly thread: string;
  /** Id of the record that the message answers. */
  readonly recordId: string;
  /** Awaited before anything is shown. */
  readonly before: () => Promise<void>;
}

/** How an answer ends. */
export interface Ending {
  readonly whole: Rendering;
  /** The same answer as its text and what stands under that; null where the text is not what has grown. */
  readonly parts: { readonly text: string; readonly under: Rendering } | null;
}

/** A message that grows while its answer is written. Nothing of it throws. */
export interface AnswerStream {
  /** @param textSoFar the whole text, longer with each call. */
  onText(textSoFar: string): void;
  /**
   * Makes the message what the answer became, whatever happened to it meanwhile.
   * @returns null where there is no such message: the answer is to be sent like any other.
   */
  finish(ending: Ending): Promise<SendOutcome | null>;
  /** Takes the message away. */
  discard(): Promise<void>;
}

/** Slack takes 20 starts and 20 ends a minute; of those that start in one minute, all may end in the next. */
const STARTS_A_MINUTE = 10;
/** Slack takes 100. */
const APPENDS_A_MINUTE = 90;
const APPEND_EVERY_MS = 1_000;
/** How long a place that takes no streams is not asked again. */
const WITHOUT_MS = 10 * 60_000;

/** Opens streams, as many as Slack's limits allow; the rest of answers come in one piece. */
export type OpenStream = (place: StreamPlace) => AnswerStream;

export function createAnswerStreams(): OpenStream {
  const starts = createCallBudget(STARTS_A_MINUTE);
  const appends = createCallBudget(APPENDS_A_MINUTE);
  const without = new Map<string, number>();
  const known = new Set<string>();
  return (place) => openStream(place, { starts, appends, without, known });
}

interface Limits {
  readonly starts: CallBudget;
  readonly appends: CallBudget;
  /** Until when a channel is taken for one without streams. */
  readonly without: Map<string, number>;
  /** Messages that grow. */
  readonly known: Set<string>;
}

function openStream(place: StreamPlace, { starts, appends, without, known }: Limits): AnswerStream {
  const { client, team, user, channel, thread } = place;
  const here = `${team}:${channel}`;
  const ending = new AbortController();
  let wanted = '';
  let shown = '';
  let ts: string | null = null;
  /** Whether the message can grow, and its text is known. */
  let grows = true;
  let flowing: Promise<void> | null = null;

  const start = async () => {
    await place.before();
    if (ending.signal.aborted) return;
    grows = (without.get(here) ?? 0) <= performance.now() && starts.spare(team);
    if (!grows) return;
    // Without a text yet: where Slack's answer is lost and the message cannot be found, no half answer stands there.
    const started = await outcomeOf(() =>
      client.chat.startStream({
        channel,
        thread_ts: thread,
        recipient_team_id: team,
        recipient_user_id: user,
      }),
    );
    if (started.outcome === 'refused') without.set(here, performance.now() + WITHOUT_MS);
    if (started.outcome === 'sent') ts = started.ts;
    if (started.outcome === 'ambiguous') ts = await findStarted(place, known);
    grows = ts !== null;
    if (ts !== null) known.add(`${here}:${ts}`);
  };
  /** @returns how long to wait before the next piece, in milliseconds. */
  const append = async (message: string): Promise<number> => {
    if (!appends.spare(team)) return APPEND_EVERY_MS;
    const piece = wanted.slice(shown.length);
    const result = await outcomeOf(() =>
      client.chat.appendStream({ channel, ts: message, markdown_text: piece }),
    );
    if (result.outcome === 'sent') shown += piece;
    if (result.outcome === 'limited') return Math.max(result.retryAfterMs, APPEND_EVERY_MS);
    // Somebody stopped it, its time was over, or nobody knows what stands there: it is made whole in the end.
    if (result.outcome === 'refused' || result.outcome === 'ambiguous') grows = false;
    return APPEND_EVERY_MS;
  };
  const flow = async () => {
    if (ts === null) await start();
    while (grows && ts !== null && wanted !== shown && !ending.signal.aborted) {
      const pause = await append(ts);
      await wait(pause, null, { signal: ending.signal }).catch(() => {});
    }
  };
  const settled = async () => {
    ending.abort();
    await flowing;
    if (ts !== null) known.delete(`${here}:${ts}`);
    return ts;
  };

  return {
    onText(textSoFar) {
      const text = escapeMarkdown(textSoFar.slice(0, MOST_STREAMED));
      if (!grows || ending.signal.aborted || !text.startsWith(wanted)) return;
      wanted = text;
      flowing ??= flow().finally(() => {
        flowing = null;
      });
    },
    async finish({ whole, parts }) {
      const message = await settled();
      if (message === null) return null;
      const text = parts === null ? null : escapeMarkdown(parts.text);
      if (grows && parts !== null && text?.startsWith(shown)) {
        const ended = await end(place, message, text.slice(shown.length), parts.under);
        if (ended.outcome === 'sent') return ended;
      }
      await close(place, message);
      const replaced = await replace(place, message, whole);
      if (replaced.outcome !== 'refused') return replaced;
      // It was deleted, or may not be changed: then it must not stay as it is.
      await client.chat.delete({ channel, ts: message }).catch(() => {});
      return null;
    },
    async discard() {
      const message = await settled();
      if (message === null) return;
      await close(place, message);
      await client.chat.delete({ channel, ts: message }).catch(() => {});
    },
  };
}

/** A stream that began though nobody heard of it, where Kitei may read the thread. */
async function findStarted(
  { client, team, channel, thread }: StreamPlace,
  known: ReadonlySet<string>,
): Promise<string | null> {
  const read = await client.conversations.replies({ channel, ts: thread, limit: 100 }).catch(() => null);
  const messages: readonly { ts?: string; text?: string; streaming_state?: string }[] = read?.messages ?? [];
  const lost = messages.find(
    ({ ts, text, streaming_state: state }) =>
      state === 'in_progress' && !text && !known.has(`${team}:${channel}:${ts}`),
  );
  return lost?.ts ?? null;
}

/** Ends the stream with the rest of its text and what stands under it. */
function end({ client, channel, recordId }: StreamPlace, ts: string, rest: string, under: Rendering) {
  return persist(under, ({ blocks }) =>
    outcomeOf(() =>
      client.chat.stopStream({
        channel,
        ts,
        ...(rest !== '' && { markdown_text: rest }),
        ...(blocks.length > 0 && { blocks: [...blocks] }),
        metadata: { event_type: ANSWER_METADATA, event_payload: { record_id: recordId } },
      }),
    ),
  );
}

/** Ends the stream as it stands. Where it has ended already, Slack says so, and that is as well. */
function close({ client, channel }: StreamPlace, ts: string) {
  return persist(
    () => ({ text: '', blocks: [] }),
    () => repeatably(() => client.chat.stopStream({ channel, ts })),
  );
}

function replace({ client, channel, recordId }: StreamPlace, ts: string, whole: Rendering) {
  return persist(whole, ({ text, blocks }) =>
    repeatably(() =>
      client.chat.update({
        channel,
        ts,
        text,
        // Without blocks those of the stream would stay.
        blocks: [...blocks],
        metadata: { event_type: ANSWER_METADATA, event_payload: { record_id: recordId } },
        parse: 'none',
      }),
    ),
  );
}

type Answered = { readonly channel?: string; readonly ts?: string };

async function outcomeOf(call: () => Promise<Answered>): Promise<SendOutcome> {
  try {
    const { channel, ts } = await call();
    return { outcome: 'sent', channel: channel ?? null, ts: ts ?? null };
  } catch (error) {
    return sendFailure(error);
  }
}

/** For a call that does no more when it is made twice: one that may have arrived can be made again. */
async function repeatably(call: () => Promise<Answered>): Promise<SendOutcome> {
  const result = await outcomeOf(call);
  return result.outcome === 'ambiguous' ? { outcome: 'unsent', reason: result.reason } : result;
}
