import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Claims } from '../src/domain/channel-state.ts';
import type { Inbox } from '../src/domain/inbox.ts';
import type { ChannelName } from '../src/domain/question.ts';

/** Work on what a platform sends, which is done although the process ends that acknowledged it. */
export interface KeptWork {
  /** Claims that belong to the work they were made for: begun again elsewhere, it still holds them. */
  readonly claims: Claims;
  /** Begins to look for work that other processes have left; `perform` does it as the channel's own. */
  start(perform: (payload: unknown) => Promise<void>): void;
  /**
   * Keeps a piece of work, which is then safe to acknowledge. Where it cannot be kept, or not soon, it goes on all the
   * same: a process that answers is worth more than one that waits for its database.
   * @returns how to do it, once; null where another process has it already.
   */
  keep(key: string, payload: unknown): Promise<((perform: () => Promise<void>) => Promise<void>) | null>;
  /** Looks for no more. What is being done goes on. */
  stop(): void;
}

/** What is kept: a later delivery of what was done already is other work, and has none of its claims. */
interface Kept {
  readonly work: string;
  readonly sent: unknown;
}

/** Times in milliseconds. */
export interface KeptWorkTimes {
  /** Work is another's when nobody has renewed it for as long. */
  readonly lease: number;
  readonly renew: number;
  readonly look: number;
  /** Longest wait for the database before an acknowledgement: platforms wait three seconds. */
  readonly keep: number;
}

const TIMES: KeptWorkTimes = { lease: 30_000, renew: 10_000, look: 5_000, keep: 1_500 };
const AT_ONCE = 10;

/**
 * @param inbox null where work is not kept.
 * @param warn for operators; never a word of a question.
 */
export function createKeptWork(
  channel: ChannelName,
  { inbox, claims }: { readonly inbox: Inbox | null; readonly claims: Claims },
  warn: (message: string) => void,
  times: KeptWorkTimes = TIMES,
): KeptWork {
  const current = new AsyncLocalStorage<string>();
  const doing = new Set<string>();
  const timers = { renew: undefined, look: undefined } as Record<
    'renew' | 'look',
    NodeJS.Timeout | undefined
  >;
  let stopped = false;

  const doKept = async (key: string, work: string, perform: () => Promise<void>) => {
    try {
      await current.run(work, perform);
    } finally {
      doing.delete(key);
      if (stopped && doing.size === 0) clearInterval(timers.renew);
      await inbox?.remove(key).catch((error) => warn(`${channel}: done work stays kept: ${codeOf(error)}`));
    }
  };
  const every = (name: 'renew' | 'look', task: (inbox: Inbox) => Promise<void>, failure: string) => {
    let running = false;
    const run = async () => {
      if (inbox === null || running) return;
      running = true;
      await task(inbox).catch((error) => warn(`${channel}: ${failure}: ${codeOf(error)}`));
      running = false;
    };
    timers[name] = setInterval(run, times[name]).unref();
    void run();
  };

  return {
    claims: { claim: (keys, ttlMs) => claims.claim(keys, ttlMs, current.getStore()) },
    start(perform) {
      every(
        'renew',
        async (kept) => {
          if (doing.size > 0) await kept.renew([...doing], times.lease);
        },
        'work in progress could not be renewed',
      );
      every(
        'look',
        async (kept) => {
          for (let more = true; more && !stopped; ) {
            const { items, givenUp } = await kept.takeOver(channel, AT_ONCE, times.lease);
            if (givenUp > 0) warn(`${channel}: ${givenUp} messages were given up, after five attempts.`);
            more = items.length + givenUp > 0;
            const done = items.map(({ key, payload }) => {
              doing.add(key);
              const { work, sent } = payload as Kept;
              return doKept(key, work, () => perform(sent)).catch((error) =>
                warn(`${channel}: work that was taken over failed: ${codeOf(error)}`),
              );
            });
            // Not beside what comes next: if the process ends now, it is known what with.
            await Promise.race([Promise.all(done), delay(times.lease, null, { ref: false })]);
          }
        },
        'work of others could not be looked for',
      );
    },
    async keep(key, payload) {
      if (inbox === null) return (perform) => perform();
      const kept: Kept = { work: randomUUID(), sent: payload };
      const outcome = await Promise.race([
        inbox.put({ key, channel, payload: kept }, times.lease).catch((error) => codeOf(error)),
        delay(times.keep, 'no answer in time', { ref: false }),
      ]);
      if (outcome === false) return null;
      if (outcome !== true) {
        warn(`${channel}: a message is not kept while it is worked on: ${outcome}`);
        // It may be somebody else's, so its claims are not those of the work that is kept.
        return (perform) => perform();
      }
      doing.add(key);
      return (perform) => doKept(key, kept.work, perform);
    },
    stop() {
      stopped = true;
      clearInterval(timers.look);
      // What is still being done stays this process's own.
      if (doing.size === 0) clearInterval(timers.renew);
    },
  };
}

/** What kind of failure it was. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'a failure');
}
