/** What is wrong with a draft, or why there is none. The codes are what `Writing.reason` says. */
export type ProblemCode =
  | 'malformed'
  | 'too_long'
  | 'format'
  | 'language'
  | 'verdict_looser'
  | 'verdict_changed'
  | 'verdict_not_stated'
  | 'quote_missing'
  | 'quote_too_short'
  | 'quote_unknown_clause'
  | 'quote_not_in_clause'
  | 'wrong_place'
  | 'strange_word'
  | 'strange_number'
  | 'strange_name'
  | 'says_nothing'
  | 'contrary'
  | 'looser_than_clause'
  | 'stronger_than_clause'
  | 'unconditional'
  | 'approver_left_out';

/** A reason why a draft cannot go out. */
export interface Problem {
  readonly code: ProblemCode;
  /** Place in the draft, from 0; null for the draft as a whole. */
  readonly sentence: number | null;
  /** The words at fault, for the model that repairs them. */
  readonly detail: string;
}
