import type { Address, ChannelName } from './question.ts';

/** A message that Kitei starts itself. */
export type NoticeContent =
  /** A question for an expert, in the owner's channel. */
  | {
      readonly kind: 'escalation';
      readonly recordId: string;
      readonly question: string;
      readonly answer: string;
      readonly contact: string;
    }
  /** An expert's reply, where the question was asked. */
  | {
      readonly kind: 'expert_reply';
      readonly recordId: string;
      readonly question: string;
      readonly reply: string;
    }
  /** An answer given earlier is no longer true. */
  | {
      readonly kind: 'correction';
      readonly recordId: string;
      readonly question: string;
      readonly before: string;
      readonly now: string;
    };

/** A message in the outbox. */
export interface Notice {
  /** Idempotency key: a notice of a key is taken in once and sent once. */
  readonly key: string;
  readonly to: Address;
  readonly content: NoticeContent;
  /** ISO timestamp, UTC. */
  readonly createdAt: string;
}

/**
 * What became of a delivery. `sent` names the thread that replies to it will carry, where it has one. `failed` is
 * certain not to have arrived and is tried again; `ambiguous` may have arrived and never is; `undeliverable` never will.
 */
export type Delivery =
  | { readonly outcome: 'sent'; readonly thread: string | null }
  | { readonly outcome: 'failed'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly outcome: 'ambiguous'; readonly reason: string }
  | { readonly outcome: 'undeliverable'; readonly reason: string };

/** Messages waiting to be sent, each of them at most once. Shared by all processes on one database. */
export interface Outbox {
  /** @returns false where a notice of this key was taken in before. */
  put(notice: Notice): Promise<boolean>;
  /** Hands out notices that are due, each to one caller only until `leaseMs` is over, oldest first. */
  take(channel: ChannelName, limit: number, leaseMs: number): Promise<readonly Notice[]>;
  /** Keeps the outcome; a `failed` notice becomes due again after its delay, and undeliverable after 8 attempts. */
  settle(key: string, delivery: Delivery): Promise<void>;
  /** The notice that a thread belongs to, for replies that come back. */
  byThread(channel: ChannelName, thread: string): Promise<Notice | null>;
  /** How many wait and how many could not be delivered, for the health page. */
  counts(): Promise<{ readonly waiting: number; readonly undeliverable: number }>;
}
