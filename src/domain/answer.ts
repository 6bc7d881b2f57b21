import type { Language } from './policy.ts';
import type { ChangeKind } from './revision.ts';

/** Verdicts that rule or inform and rest on at least one citation. */
export type GroundedVerdict =
  | 'allowed'
  | 'allowed_conditional'
  | 'not_allowed'
  | 'required'
  | 'applies'
  | 'does_not_apply'
  | 'informational';

/** Verdicts that give no ruling. */
export type WithheldVerdict = 'not_stated' | 'needs_person' | 'refuse' | 'out_of_scope' | 'chitchat';

export type Verdict = GroundedVerdict | WithheldVerdict;

/** The six grounded verdicts that rule on an action or a scope (all but `informational`). */
export const RULINGS: ReadonlySet<Verdict> = new Set<Verdict>([
  'allowed',
  'allowed_conditional',
  'not_allowed',
  'required',
  'applies',
  'does_not_apply',
]);

/** A clause quoted word for word: `clause.text.slice(start, end) === quote`, always. */
export interface Citation {
  readonly clauseId: string;
  readonly document: string;
  readonly documentTitle: string;
  readonly version: string;
  /** The clause's printed label. */
  readonly clause: string;
  readonly title: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** The page of the source on which the clause starts, from 1; absent where the source has no pages. */
  readonly page?: number;
}

/** Whom to ask, from `contacts.yaml` or from the words of a clause; never invented. */
export interface ContactCard {
  /** Id in `contacts.yaml`; null for a name that stands in a clause only. */
  readonly id: string | null;
  readonly name: string;
  readonly reach: string | null;
  readonly source: 'contacts' | 'clause';
}

/** A word of the question and a near word of clauses shown, which brought them forward but decided nothing. */
export interface BridgedWord {
  /** As typed. */
  readonly word: string;
  /** The clauses' word, in its dictionary form. */
  readonly as: string;
  /** How near the two are, 0–1. */
  readonly similarity: number;
  readonly clauseIds: readonly string[];
}

/** What a version that is not yet in force will do to a clause that an answer rests on. */
export interface UpcomingChange {
  readonly clauseId: string;
  /** Its label today. */
  readonly clause: string;
  readonly version: string;
  /** ISO date from which the version is in force. */
  readonly effectiveDate: string;
  readonly kind: ChangeKind;
  /** Labels of the clauses that stand for it then; empty where it goes. */
  readonly labels: readonly string[];
}

interface AnswerBase {
  /** The answer in one or two sentences, in the language of the question. */
  readonly text: string;
  readonly language: Language;
  /** Conditions as the clause words them. */
  readonly conditions: readonly string[];
  /** Who approves, or decides what is left to a person, in the exact words of a clause; null where none names one. */
  readonly approver: string | null;
  /** Clauses that are near but do not decide; never a permission. */
  readonly related: readonly Citation[];
  /** Why related clauses without the question's words are shown; absent where no word was bridged. */
  readonly bridges?: readonly BridgedWord[];
  /** What to do next, one sentence. */
  readonly next: string | null;
  readonly contact: ContactCard | null;
  /** Set where a model worded `text`, so that channels label it; absent where rules did. Quotes are never reworded. */
  readonly writer?: 'model';
  /** Absent where no pending version touches a cited clause. */
  readonly upcoming?: readonly UpcomingChange[];
  /** True where a person approved this answer to this question; its clauses have not changed since. */
  readonly approved?: boolean;
  /** True when something has happened that must be reported now: the contact is shown before all else. */
  readonly urgent?: boolean;
  /** 0–1: how sure Kitei is that the cited clauses are the ones that decide. */
  readonly confidence: number;
  /** Index generation the answer was read from. */
  readonly generation: string;
}

/** An answer that rests on clauses; it cannot be built without a citation. */
export interface GroundedAnswer extends AnswerBase {
  readonly verdict: GroundedVerdict;
  readonly citations: readonly [Citation, ...Citation[]];
}

/** An answer that gives no ruling, and why; it may quote the clauses that leave the matter open. */
export interface WithheldAnswer extends AnswerBase {
  readonly verdict: WithheldVerdict;
  readonly citations: readonly Citation[];
}

export type Answer = GroundedAnswer | WithheldAnswer;

const WITHHELD: ReadonlySet<Verdict> = new Set<Verdict>([
  'not_stated',
  'needs_person',
  'refuse',
  'out_of_scope',
  'chitchat',
]);

/** Whether a verdict must rest on a citation. */
export function isGrounded(verdict: Verdict): verdict is GroundedVerdict {
  return !WITHHELD.has(verdict);
}
