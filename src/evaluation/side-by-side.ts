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
function sideBySide<Result, F>(
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

/** The plain run among `runsWith`. */
const PLAIN = '';

/**
 * The runs that show what parts are worth: none of them, each alone, and all where there are several. By name, each with
 * the parts left out.
 */
function runsWith(parts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const runs = new Map<string, readonly string[]>([[PLAIN, parts]]);
  for (const part of parts)
    runs.set(
      part,
      parts.filter((other) => other !== part),
    );
  if (parts.length > 1) runs.set(parts.join(' + '), []);
  return runs;
}

/** What a part is called where a question is asked without it. */
function channelOf(part: string): string {
  return part === 'embeddings' ? 'vectors' : part;
}

/** Makes runs one after the other and compares each with the plain one; see `sideBySide`. */
export async function compareParts<Result, F>(
  parts: readonly string[],
  run: (without: readonly string[], place: number) => Promise<readonly Result[]>,
  figures: (results: readonly Result[]) => F,
  measure: (results: readonly Result[]) => Figures,
): Promise<SideBySide<F>> {
  const results = new Map<string, readonly Result[]>();
  for (const [name, without] of runsWith(parts))
    results.set(name, await run(without.map(channelOf), results.size));
  const plain = results.get(PLAIN) ?? [];
  results.delete(PLAIN);
  return sideBySide(plain, results, figures, measure);
}
