import type { Verdict } from '../../src/domain/answer.ts';
import type { GapType } from '../../src/training/gap-type.ts';

/** How often a topic is asked about in the course of the year. */
export type Course = 'lasting' | 'growing' | 'shrinking' | 'new' | 'closed' | 'reopened';

/** Something people ask about, with what is wrong with the answer, if anything. */
export interface Topic {
  readonly id: string;
  /** The gap that is planted with it; null for questions of everyday life. */
  readonly gap: GapType | null;
  /** Clauses that answer it: document id and label. Empty where no clause does. */
  readonly clauses: readonly (readonly [document: string, label: string])[];
  /** What a right answer says. */
  readonly verdict: Verdict;
  /** Questions a week in its full course. */
  readonly perWeek: number;
  readonly course: Course;
  readonly ja: readonly string[];
  readonly en: readonly string[];
  /** Wordings with the clause's own words; only where the others are not found (retrieval gaps). */
  readonly official?: readonly string[];
}

export const STANDARDS = 'minamori-security-standards';
export const ACCEPTABLE_USE = 'minamori-acceptable-use';
