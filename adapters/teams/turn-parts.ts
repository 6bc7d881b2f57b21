import type { Citation } from '../../src/domain/answer.ts';
import type { Assistant } from '../../src/domain/assistant.ts';
import type { Claims } from '../../src/domain/channel-state.ts';
import type { AnswerMemory } from './answer-memory.ts';
import type { Conversations } from './conversations.ts';
import type { MutedPeople } from './muted-people.ts';
import type { Outbound } from './outbound.ts';

/** A person as the directory knows them. */
export interface DirectoryPerson {
  readonly tenantId: string;
  readonly objectId: string;
}

/** What handling an activity needs. */
export interface TurnParts {
  readonly assistant: Assistant;
  readonly outbound: Outbound;
  readonly claims: Claims;
  readonly conversations: Conversations;
  readonly muted: MutedPeople;
  readonly answers: AnswerMemory;
  readonly clauseUrl: (citation: Citation) => string | null;
  /** Null where departments are not looked up, or this one is not known. */
  readonly departmentOf: (person: DirectoryPerson) => Promise<string | null>;
  readonly warn: (message: string) => void;
  /** Work that goes on after Teams has its answer; awaited when the channel stops. */
  readonly background: (work: Promise<unknown>) => void;
}

/** How long a message is known, so that another delivery of it is passed over: Teams gives up far earlier. */
export const CLAIM_MS = 60 * 60 * 1000;
