import type { Answer } from './answer.ts';

/** What differs between the answer served now and the one a draft would give. */
export type FlipAspect =
  | 'verdict'
  | 'approver'
  /** The draft cites neither the same clause nor the same words. */
  | 'clause';

/** A question whose answer a draft changes. */
export interface Flip {
  readonly question: string;
  readonly source: 'golden' | 'log';
  readonly aspects: readonly FlipAspect[];
  readonly before: Answer;
  readonly after: Answer;
  /** Ids of the golden question, or of the records in which it was asked. */
  readonly ids: readonly string[];
  /** Distinct people who asked it; 0 for a golden question. */
  readonly people: number;
}

/** A golden question that the draft answers otherwise than it should. */
export interface FailedCheck {
  readonly id: string;
  readonly question: string;
  readonly expected: readonly string[];
  readonly found: string;
}

/** What a draft does to answers, before anybody gets them. */
export interface Rehearsal {
  readonly questions: number;
  /** Those that most people asked first. */
  readonly flips: readonly Flip[];
  /** Golden questions that the generation served now answers well, and the draft does not. */
  readonly failed: readonly FailedCheck[];
}
