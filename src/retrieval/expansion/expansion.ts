import type { MatchKind } from '../../domain/retrieval.ts';
import type { QuestionAnalysis } from '../question.ts';

/** Another way to say a stretch of the question, in the words of the index. */
export interface Expansion {
  /** The stretch of the normalised question that is said otherwise, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly kind: MatchKind;
  /** How much each of its words counts beside the question's own, 0–1. */
  readonly weight: number;
  /** The other wording, as a reader would write it. */
  readonly as: string;
  /** Index numbers of its words; a clause must have all of them to have said it. Never empty. */
  readonly words: readonly number[];
  /** True for wordings known to name a thing and nothing done. */
  readonly thing?: boolean;
}

/** One source of other wordings, switched by its name. */
export interface Expander {
  readonly name: string;
  expand(analysis: QuestionAnalysis): readonly Expansion[];
}

/** Whether two normalised wordings must never be taken for one another. */
export type Blocked = (one: string, other: string) => boolean;
