import type { Outbox } from '../src/domain/outbox.ts';
import type { Channel } from './channel.ts';

/** Sends what waits in the outbox. */
export interface NoticeDispatcher {
  /** Sends everything that is due now; resolves when nothing more is. */
  sendDue(): Promise<void>;
  /** Starts no further message and resolves when the one on its way is settled. */
  stop(): Promise<void>;
}

/** How often the outbox is looked into, in milliseconds. */
const INTERVAL_MS = 1_000;
/** A notice is this process's for as long; if it ends meanwhile, another one takes the notice over. */
const LEASE_MS = 60_000;
const AT_ONCE = 10;

/**
 * Carries notices from the outbox to the channels, one after the other per channel, for as long as the process runs.
 * A failure of the outbox itself is told, and tried again at the next look.
 */
export function startNoticeDispatcher(
  outbox: Outbox,
  channels: readonly Channel[],
  warn: (message: string) => void,
  intervalMs = INTERVAL_MS,
): NoticeDispatcher {
  let stopped = false;
  let round: Promise<void> = Promise.resolve();

  const sendAll = async (channel: Channel): Promise<void> => {
    while (!stopped) {
      const due = await outbox.take(channel.name, AT_ONCE, LEASE_MS);
      if (due.length === 0) return;
      for (const notice of due) {
        if (stopped) return;
        await outbox.settle(notice.key, await channel.deliver(notice));
      }
    }
  };
  const sendDue = () => {
    round = round.then(async () => {
      const sent = await Promise.allSettled(channels.map(sendAll));
      for (const { reason } of sent.filter((result) => result.status === 'rejected')) {
        warn(`The outbox cannot be read or written: ${String(reason)}`);
      }
    });
    return round;
  };

  let timer: NodeJS.Timeout;
  const again = () => {
    timer = setTimeout(() => sendDue().finally(() => !stopped && again()), intervalMs);
  };
  again();
  return {
    sendDue,
    stop() {
      stopped = true;
      clearTimeout(timer);
      return round;
    },
  };
}
