import { setTimeout as wait } from 'node:timers/promises';
import { baseOf, type OutgoingActivity } from './activity.ts';
import { asFailure, type ConnectorFailure } from './connector-http.ts';
import type { ConversationAddress } from './conversation-address.ts';
import { escapeMarkdown } from './render-answer.ts';

/** What a stream sends with. Each call is made once. @throws ConnectorFailure */
export interface StreamConnector {
  send(to: ConversationAddress, activity: OutgoingActivity): Promise<string>;
  update(to: ConversationAddress, id: string, activity: OutgoingActivity): Promise<void>;
  remove(to: ConversationAddress, id: string): Promise<void>;
}

/** What became of a message that grew: its id; `unconfirmed` where nobody knows; null where there is none. */
export type StreamEnd = { readonly id: string } | 'unconfirmed' | null;

/** A message that grows while its answer is written. Nothing of it throws. */
export interface AnswerStream {
  /** Shows that Kitei is at work. False where no stream can show it. */
  begin(): boolean;
  /** @param textSoFar the whole text, longer with each call. */
  onText(textSoFar: string): void;
  /** Makes the message what the answer became, whatever happened to it meanwhile. */
  finish(activity: OutgoingActivity, plainer: OutgoingActivity): Promise<StreamEnd>;
}

/** Opens streams: in personal chats, one at a time in each, as Teams takes them. */
export type OpenStream = (to: ConversationAddress, working: string) => AnswerStream;

/** Teams takes one request a second for a stream. */
const EVERY_MS = 1_100;
/** Teams ends a stream after two minutes; the last of them is kept for the end. */
const LONGEST_MS = 110_000;
/** How long a Teams that takes no streams is not asked again. */
const WITHOUT_MS = 10 * 60_000;
const TRIES = 4;

interface Shared {
  readonly connector: StreamConnector;
  readonly warn: (message: string) => void;
  /** Conversations in which a message grows. */
  readonly busy: Set<string>;
  withoutUntil: number;
}

export function createAnswerStreams(connector: StreamConnector, warn: (message: string) => void): OpenStream {
  const shared: Shared = { connector, warn, busy: new Set(), withoutUntil: 0 };
  return (to, working) => openStream(to, working, shared);
}

function openStream(to: ConversationAddress, working: string, shared: Shared): AnswerStream {
  const { connector, busy } = shared;
  const conversation = baseOf(to.conversation);
  const ending = new AbortController();
  let state: 'new' | 'open' | 'over' = 'new';
  let id: string | null = null;
  let sequence = 0;
  let wanted = '';
  /** What people may see of it, escaped. */
  let shown = '';
  let begunAt = 0;
  let notBefore = 0;
  let flowing: Promise<void> | null = null;

  const request = (streamType: 'informative' | 'streaming', text: string) => {
    sequence += 1;
    notBefore = performance.now() + EVERY_MS;
    return connector.send(to, {
      type: 'typing',
      text,
      entities: [{ ...streamInfo(id, streamType), streamSequence: sequence }],
    });
  };
  const start = async () => {
    begunAt = performance.now();
    try {
      // Never the first words: were Teams' answer lost, nobody could end a message that shows them.
      id = (await request('informative', working)) || null;
    } catch (error) {
      if (asFailure(error).fate === 'refused') shared.withoutUntil = performance.now() + WITHOUT_MS;
    }
    if (id === null) state = 'over';
  };
  const grow = async () => {
    const text = wanted;
    try {
      await request('streaming', text);
      shown = text;
    } catch (error) {
      const { fate, retryAfterMs } = asFailure(error);
      // Stopped by the person, or out of time: it is made whole in the end.
      if (fate === 'refused') state = 'over';
      if (fate === 'ambiguous') shown = text;
      notBefore = Math.max(notBefore, performance.now() + (retryAfterMs ?? 0));
    }
  };
  const flow = async () => {
    if (id === null) await start();
    while (state === 'open' && wanted !== shown && !ending.signal.aborted) {
      await wait(notBefore - performance.now(), null, { signal: ending.signal }).catch(() => {});
      if (performance.now() - begunAt > LONGEST_MS) state = 'over';
      if (state === 'open' && !ending.signal.aborted) await grow();
    }
  };
  const go = () => {
    flowing ??= flow().finally(() => {
      flowing = null;
    });
  };
  const begin = () => {
    if (state === 'new' && !ending.signal.aborted) {
      const possible =
        to.kind === 'personal' && !busy.has(conversation) && performance.now() >= shared.withoutUntil;
      state = possible ? 'open' : 'over';
      if (possible) busy.add(conversation);
      if (possible) go();
    }
    return state === 'open';
  };

  return {
    begin,
    onText(textSoFar) {
      const text = escapeMarkdown(textSoFar);
      if (!begin() || !text.startsWith(wanted)) return;
      wanted = text;
      go();
    },
    async finish(activity, plainer) {
      ending.abort();
      const begun = state !== 'new';
      await flowing;
      if (!begun || id === null) {
        if (begun) busy.delete(conversation);
        return null;
      }
      const inTime = state === 'open' && performance.now() - begunAt <= LONGEST_MS;
      await wait(notBefore - performance.now());
      try {
        return await endStream({ to, id, shown, inTime, working }, activity, plainer, shared);
      } finally {
        busy.delete(conversation);
      }
    },
  };
}

/** A stream at its end. */
interface Ended {
  readonly to: ConversationAddress;
  readonly id: string;
  /** What people may see of it. */
  readonly shown: string;
  /** Whether Teams still takes its end. */
  readonly inTime: boolean;
  readonly working: string;
}

async function endStream(
  { to, id, shown, inTime, working }: Ended,
  activity: OutgoingActivity,
  plainer: OutgoingActivity,
  { connector, warn }: Shared,
): Promise<StreamEnd> {
  const final = (message: OutgoingActivity) =>
    repeated(() =>
      connector.send(to, {
        ...message,
        entities: [...(message.entities ?? []), streamInfo(id, 'final')],
      }),
    );
  let perhapsEnded = false;
  // Teams refuses an end that does not continue what it shows.
  const continues = (activity.text ?? '').startsWith(shown);
  if (inTime && continues) {
    const { failure, lost } = await final(activity);
    if (failure === null) return { id };
    perhapsEnded = lost;
    await wait(EVERY_MS);
  }
  if (shown === '' && !inTime) return null;
  // Teams changes what has ended only. Of what it has ended by itself it says so, and that is as well.
  if (!perhapsEnded) await final({ type: 'message', text: shown === '' ? escapeMarkdown(working) : shown });
  let { failure } = await repeated(() => connector.update(to, id, activity));
  if (failure?.status === 400 || failure?.status === 413)
    failure = (await repeated(() => connector.update(to, id, plainer))).failure;
  if (failure === null) return { id };
  warn(`Teams: a streamed answer could not be completed (${failure.fate}): ${failure.message}`);
  if (perhapsEnded || failure.fate !== 'refused') return 'unconfirmed';
  await connector.remove(to, id).catch(() => {});
  return null;
}

/**
 * Makes a call that does no more when it is made twice, until it is done or refused.
 * @returns `lost` where an earlier try may have done it.
 */
async function repeated(
  call: () => Promise<unknown>,
): Promise<{ readonly failure: ConnectorFailure | null; readonly lost: boolean }> {
  let lost = false;
  for (let attempt = 1; ; attempt++) {
    try {
      await call();
      return { failure: null, lost };
    } catch (error) {
      const failure = asFailure(error);
      lost ||= failure.fate === 'ambiguous';
      if (failure.fate === 'refused' || attempt === TRIES) return { failure, lost };
      await wait(Math.max(failure.retryAfterMs ?? 0, EVERY_MS * attempt));
    }
  }
}

/** What makes an activity part of a stream. */
function streamInfo(streamId: string | null, streamType: 'informative' | 'streaming' | 'final') {
  return { type: 'streaminfo', streamType, ...(streamId !== null && { streamId }) };
}
