import type { ChannelName } from './question.ts';

/** Work that a platform was told is in good hands. */
export interface InboxItem {
  /** What tells it from all other work; the same for each delivery of the same thing. */
  readonly key: string;
  readonly channel: ChannelName;
  /** What the platform sent, as JSON. */
  readonly payload: unknown;
}

/**
 * Work that was acknowledged and is not done, kept so that another process takes it up where the one that acknowledged
 * it has ended; shared by all processes on one database. Payloads are encrypted where they are stored, and gone with the
 * work.
 */
export interface Inbox {
  /** Keeps work that the caller begins now; false where it is kept already, for whoever has it. */
  put(item: InboxItem, leaseMs: number): Promise<boolean>;
  /** The caller still works on these. */
  renew(keys: readonly string[], leaseMs: number): Promise<void>;
  remove(key: string): Promise<void>;
  /**
   * Hands work to the caller whose lease is over: nobody works on it any more. What was taken over before is handed out
   * alone, since it may be what ended its process; after three times alone it is given up, as what cannot be read is.
   */
  takeOver(
    channel: ChannelName,
    limit: number,
    leaseMs: number,
  ): Promise<{ readonly items: readonly InboxItem[]; readonly givenUp: number }>;
}
