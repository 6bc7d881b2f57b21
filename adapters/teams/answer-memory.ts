import { z } from 'zod';
import type { ChannelState } from '../../src/domain/channel-state.ts';
import { baseOf, threadOf } from './activity.ts';
import { createMonthlyMemory } from './monthly-memory.ts';

/**
 * Which record each answer in Teams belongs to, for two to three months: feedback names the message it is about, and
 * nothing else.
 */
export interface AnswerMemory {
  /** @param messageId empty where Teams gave none, as it does for messages that it splits. */
  keep(conversation: string, messageId: string, recordId: string, at: Date): Promise<void>;
  /** Null where the message is not known. */
  find(conversation: string, messageId: string, now: Date): Promise<string | null>;
  sweep(now: Date): Promise<void>;
}

/** How far Teams' clock and this one may be apart for a message without an id to be known by its time. */
const NEAR_MS = 10_000;
/** Messages without an id that are kept of a conversation. */
const MOST_UNNAMED = 20;

const unnamed = z.array(z.object({ recordId: z.string(), at: z.number() })).catch([]);

export function createAnswerMemory(state: ChannelState): AnswerMemory {
  const memory = createMonthlyMemory(state, 'teams.answer');
  const key = (conversation: string) => `unnamed ${baseOf(conversation)}`;
  return {
    async keep(conversation, messageId, recordId, at) {
      if (messageId !== '') return memory.put(threadOf(conversation, messageId), recordId, at);
      const before = unnamed.parse(await memory.get(key(conversation), at));
      const all = [...before, { recordId, at: at.getTime() }].slice(-MOST_UNNAMED);
      await memory.put(key(conversation), all, at);
    },
    async find(conversation, messageId, now) {
      const recordId = await memory.get(threadOf(conversation, messageId), now);
      if (typeof recordId === 'string') return recordId;
      // Teams' ids of messages are the milliseconds of their arrival.
      const away = ({ at }: { readonly at: number }) => Math.abs(at - Number(messageId));
      const near = unnamed
        .parse(await memory.get(key(conversation), now))
        .filter((one) => away(one) <= NEAR_MS)
        .sort((one, other) => away(one) - away(other));
      return near[0]?.recordId ?? null;
    },
    sweep: memory.sweep,
  };
}
