import type { Verdict } from './answer.ts';
import type { Language } from './policy.ts';

/** A clause that an approved answer rests on: the answer stands only as long as the clause does. */
export interface ClausePin {
  readonly clauseId: string;
  /** `Clause.contentHash` when the answer was proposed. */
  readonly contentHash: string;
  /** Span of the quote in the clause's text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** `proposed` waits for a trainer; `suspended` rests on a clause that has changed since. */
export type ApprovalStatus = 'proposed' | 'approved' | 'suspended' | 'rejected';

/** An answer that a person gave or confirmed, used for the same question once it is approved. */
export interface ApprovedAnswer {
  readonly id: string;
  /** Record of the question it was proposed from; null once its asker was forgotten. */
  readonly recordId: string | null;
  /** Redacted. */
  readonly question: string;
  /** The question without what does not matter, equal for equal questions. */
  readonly key: string;
  readonly language: Language;
  readonly verdict: Verdict;
  /** Redacted. */
  readonly text: string;
  readonly pins: readonly ClausePin[];
  readonly status: ApprovalStatus;
  /** Why it was suspended or rejected. */
  readonly reason: string | null;
  /** ISO timestamp, UTC. */
  readonly createdAt: string;
  /** Who proposed it, and later who decided. */
  readonly by: string;
}

/** Keeps approved answers and proposals. */
export interface ApprovedAnswers {
  /** @returns false where a proposal of this id was kept before; that one stays. */
  propose(answer: Omit<ApprovedAnswer, 'status' | 'reason'>): Promise<boolean>;
  /** Decides on an answer. A second approved answer to the same question suspends the first. */
  decide(id: string, status: Exclude<ApprovalStatus, 'proposed'>, by: string, reason?: string): Promise<void>;
  /** The approved answer to a question; null where there is none. */
  byKey(key: string, language: Language): Promise<ApprovedAnswer | null>;
  /** Newest first. */
  list(status?: ApprovalStatus): Promise<readonly ApprovedAnswer[]>;
}
