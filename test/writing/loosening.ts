import type { Sample } from './samples.ts';

/** A sample with a true sentence, sentences that loosen its rule, and other true ones. */
export interface LooseningSample extends Sample {
  readonly base: string;
  readonly loose: readonly string[];
  readonly honest: readonly string[];
}

/** A generated rule: faithful wordings of it, and what a wording becomes when somebody loosens it. */
export interface GeneratedRule {
  readonly sample: Sample;
  readonly faithful: readonly string[];
  readonly loosened: readonly string[];
}
