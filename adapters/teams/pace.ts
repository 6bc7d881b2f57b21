/** What Teams takes from a bot in one conversation: so many messages within so many milliseconds. */
const LIMITS = [
  { messages: 7, withinMs: 1_000 },
  { messages: 60, withinMs: 30_000 },
  { messages: 1_800, withinMs: 3_600_000 },
] as const;

const HOUR_MS = 3_600_000;
/** Conversations kept before those that have been silent for an hour are dropped. */
const MOST_CONVERSATIONS = 5_000;

/** Keeps each conversation below Teams' limits. */
export interface Pace {
  /** Takes the next free moment of a conversation; resolves then. */
  turn(conversation: string): Promise<void>;
  /** Takes a moment only where one is free at once; for what may as well not be sent. */
  spare(conversation: string): boolean;
}

export function createPace(
  now: () => number = () => performance.now(),
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Pace {
  // Moments taken, past and to come, in order.
  const taken = new Map<string, number[]>();
  const next = (conversation: string): { readonly moments: number[]; readonly at: number } => {
    const current = now();
    const moments = (taken.get(conversation) ?? []).filter((moment) => moment > current - HOUR_MS);
    taken.set(conversation, moments);
    const free = LIMITS.map(({ messages, withinMs }) => (moments.at(-messages) ?? -HOUR_MS) + withinMs);
    return { moments, at: Math.max(current, moments.at(-1) ?? 0, ...free) };
  };
  const tidy = () => {
    if (taken.size <= MOST_CONVERSATIONS) return;
    for (const [conversation, moments] of taken) {
      if ((moments.at(-1) ?? 0) < now() - HOUR_MS) taken.delete(conversation);
    }
  };
  return {
    async turn(conversation) {
      tidy();
      const { moments, at } = next(conversation);
      moments.push(at);
      const wait = at - now();
      if (wait > 0) await sleep(wait);
    },
    spare(conversation) {
      const { moments, at } = next(conversation);
      if (at > now()) return false;
      moments.push(at);
      return true;
    },
  };
}
