import { baseOf, type OutgoingActivity } from './activity.ts';
import { type AnswerStream, createAnswerStreams, type OpenStream } from './answer-stream.ts';
import type { Connector } from './connector.ts';
import { asFailure } from './connector-http.ts';
import type { ConversationAddress } from './conversation-address.ts';
import { createPace } from './pace.ts';

/** Everything that goes to Teams goes through here, at the pace Teams allows. */
export interface Outbound {
  /** Sends once. @throws ConnectorFailure that says whether the message may have arrived. */
  send(to: ConversationAddress, activity: OutgoingActivity): Promise<string>;
  /**
   * Sends what somebody waits for. What certainly did not arrive is tried again, what may have arrived never is; one
   * that Teams finds wrong is tried in its plainer form.
   * @param stream the message that grew meanwhile, which then becomes this one.
   * @returns Teams' id of the message; null where Teams did not confirm it, of which the operator is told.
   */
  reply(
    to: ConversationAddress,
    activity: OutgoingActivity,
    plainer?: OutgoingActivity,
    stream?: AnswerStream,
  ): Promise<string | null>;
  /** @see AnswerStream */
  readonly openStream: OpenStream;
  /** Shows that Kitei is at work for as long as the work takes, unless it is done at once. */
  whileTyping<T>(to: ConversationAddress, work: Promise<T>, stream: AnswerStream): Promise<T>;
}

const TRIES = 4;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Most answers are there before anybody could read "typing". */
const TYPING_AFTER_MS = 500;
/** Teams shows one for about four seconds. */
const TYPING_EVERY_MS = 3_500;

/** @param warn told what did not arrive; never a word of it. */
export function createOutbound(connector: Connector, warn: (message: string) => void): Outbound {
  const pace = createPace();
  const send: Outbound['send'] = async (to, activity) => {
    await pace.turn(baseOf(to.conversation));
    return connector.send(to, activity);
  };
  const openStream = createAnswerStreams(
    {
      send,
      async update(to, id, activity) {
        await pace.turn(baseOf(to.conversation));
        await connector.update(to, id, activity);
      },
      async remove(to, id) {
        await pace.turn(baseOf(to.conversation));
        await connector.remove(to, id);
      },
    },
    warn,
  );
  return {
    send,
    openStream,
    async reply(to, activity, plainer, stream) {
      const streamed = (await stream?.finish(activity, plainer ?? activity)) ?? null;
      if (streamed !== null) return streamed === 'unconfirmed' ? null : streamed.id;
      let current = activity;
      for (let attempt = 1; ; attempt++) {
        try {
          return await send(to, current);
        } catch (error) {
          const failure = asFailure(error);
          const rejected = failure.status === 400 || failure.status === 413;
          if (rejected && plainer !== undefined && current !== plainer) {
            warn(`Teams: ${failure.message}; sending the answer without a card.`);
            current = plainer;
          } else if (failure.fate === 'failed' && attempt < TRIES) {
            const wait = failure.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
            await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_WAIT_MS)));
          } else {
            warn(`Teams: a message is not confirmed (${failure.fate}): ${failure.message}`);
            return null;
          }
        }
      }
    },
    async whileTyping(to, work, stream) {
      const type = () => {
        if (stream.begin()) return;
        if (pace.spare(baseOf(to.conversation))) connector.send(to, { type: 'typing' }).catch(() => {});
      };
      let timer = setTimeout(function again() {
        type();
        timer = setTimeout(again, TYPING_EVERY_MS);
      }, TYPING_AFTER_MS);
      try {
        return await work;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
