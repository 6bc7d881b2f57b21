import type { Json } from './block-limits.ts';

/** A message as Slack keeps it. */
export interface FakeMessage {
  readonly ts: string;
  /** When it came, in milliseconds since this process began. */
  readonly at: number;
  /** Token it came with; null where it came to an address of an interaction. */
  readonly token: string | null;
  readonly channel: string;
  readonly thread: string | null;
  /** Who alone sees it; null where everybody in the channel does. */
  readonly onlyFor: string | null;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata: Json | null;
  /** What was streamed. */
  readonly markdown: string;
  /** Whether it still grows. */
  readonly streaming: boolean;
}

/** A message before Slack has taken it. */
export type NewMessage = Omit<FakeMessage, 'ts' | 'at' | 'markdown' | 'streaming'> & {
  readonly streaming?: boolean;
};
