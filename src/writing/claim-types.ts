/**
 * What a sentence written in conversation tells somebody: that a thing may be done, need not be done, must not be done,
 * must be done, or had better be done. A sentence may claim several, or none.
 */
export interface Claims {
  readonly permits: boolean;
  readonly exempts: boolean;
  readonly forbids: boolean;
  readonly requires: boolean;
  readonly recommends: boolean;
  /** Says when or how far it holds (「…の場合」, "if …"). */
  readonly conditional: boolean;
  /** Narrows to one case (「のみ」, "only"). */
  readonly narrows: boolean;
  /** A bare yes or no at its beginning. */
  readonly reply: 'yes' | 'no' | null;
}
