import type { Assistant } from '../../src/domain/assistant.ts';
import type { Claims } from '../../src/domain/channel-state.ts';
import type { Admins } from './admins.ts';
import type { OpenStream } from './answer-stream.ts';
import type { FollowedThreads } from './followed-threads.ts';
import type { MutedPeople } from './muted-people.ts';
import type { People } from './people.ts';
import type { Sender } from './sender.ts';
import type { Workspaces } from './workspaces.ts';

/** What the parts of the channel work with. */
export interface SlackParts {
  readonly workspaces: Workspaces;
  readonly sender: Sender;
  readonly openStream: OpenStream;
  readonly people: People;
  readonly admins: Admins;
  readonly claims: Claims;
  /** Null where threads are not followed without a mention. */
  readonly followed: FollowedThreads | null;
  readonly muted: MutedPeople;
  /** Where clauses can be read; null where nowhere. */
  readonly publicUrl: string | null;
  /** For operators; never a word of a question. */
  readonly warn: (message: string) => void;
}

/** The same, once the channel has been started. */
export interface StartedParts extends SlackParts {
  readonly assistant: Assistant;
}

/** Slack delivers again within the hour, and for a day where delayed events are switched on. */
const CLAIM_MS = 25 * 60 * 60_000;

/** True for the first delivery of something. Where claims cannot be kept, everything is a first one. */
export async function isFirst(keys: readonly string[], { claims, warn }: SlackParts): Promise<boolean> {
  try {
    return await claims.claim(
      keys.map((key) => `slack:${key}`),
      CLAIM_MS,
    );
  } catch (error) {
    warn(`Slack: deliveries cannot be told apart: ${error instanceof Error ? error.message : String(error)}`);
    return true;
  }
}
