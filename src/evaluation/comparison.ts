import { bootstrapDifferences, type Difference, type Figures } from './bootstrap.ts';

/** One set of questions asked twice: without some channels, and with all of them. */
export interface Comparison<F> {
  readonly without: F;
  readonly all: F;
  /** What the channels left out are worth: `all − without` of each figure, with its interval. */
  readonly differences: Readonly<Record<string, Difference>>;
}

/**
 * Compares two runs over the same questions. `measure` gives the figures whose difference means something, such as
 * means over questions; the number of questions and times do not.
 */
export function compareRuns<Result, F>(
  without: readonly Result[],
  all: readonly Result[],
  figures: (results: readonly Result[]) => F,
  measure: (results: readonly Result[]) => Figures,
): Comparison<F> {
  return {
    without: figures(without),
    all: figures(all),
    differences: bootstrapDifferences(without, all, measure),
  };
}
