import { bootstrapDifferences, type Difference, type Figures } from './bootstrap.ts';

/** The figures with something switched on. */
export interface Variant<F> {
  readonly name: string;
  readonly figures: F;
  /** `variant − plain` of each figure, with its interval. */
  readonly differences: Readonly<Record<string, Difference>>;
}

/** One set of questions asked plainly, and again with one thing after the other switched on. */
export interface SideBySide<F> {
  readonly plain: F;
  readonly variants: readonly Variant<F>[];
}

/** Compares runs over the same questions with the plain one; see `compareRuns` for `figures` and `measure`. */
export function sideBySide<Result, F>(
  plain: readonly Result[],
  variants: ReadonlyMap<string, readonly Result[]>,
  figures: (results: readonly Result[]) => F,
  measure: (results: readonly Result[]) => Figures,
): SideBySide<F> {
  return {
    plain: figures(plain),
    variants: [...variants].map(([name, results]) => ({
      name,
      figures: figures(results),
      differences: bootstrapDifferences(plain, results, measure),
    })),
  };
}
