import type { ChannelState } from '../../src/domain/channel-state.ts';

const KIND = 'slack.thread';
/** A conversation is over after a day. */
const FOLLOW_MS = 24 * 60 * 60_000;
const SWEEP_MS = 60 * 60_000;

/** Threads in which somebody has asked Kitei and may go on without a mention. */
export interface FollowedThreads {
  follow(thread: string, person: string): Promise<void>;
  follows(thread: string, person: string): Promise<boolean>;
}

/** Kept beyond a restart, and dropped after a day. */
export function createFollowedThreads(state: ChannelState, now: () => number = Date.now): FollowedThreads {
  let swept = 0;
  const sweep = async () => {
    if (now() - swept < SWEEP_MS) return;
    swept = now();
    for (const key of await state.keys(KIND)) {
      const until = await state.get(KIND, key);
      if (typeof until !== 'number' || until <= now()) await state.delete(KIND, key);
    }
  };
  return {
    async follow(thread, person) {
      await sweep();
      await state.put(KIND, `${thread}:${person}`, now() + FOLLOW_MS, person);
    },
    async follows(thread, person) {
      const until = await state.get(KIND, `${thread}:${person}`);
      return typeof until === 'number' && until > now();
    },
  };
}
