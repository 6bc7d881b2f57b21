/** A difference and the interval that holds it with 95 % confidence, as far as the sample of questions tells. */
export interface Difference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly resamples?: number;
  /** The same seed gives the same interval. */
  readonly seed?: number;
}

/** Figures by name; null where no question bears on one. */
export type Figures = Readonly<Record<string, number | null>>;

/**
 * How two runs over the same questions differ (`second − first`), figure by figure, with percentile bootstrap intervals
 * (Efron and Tibshirani 1993): questions are drawn with replacement, both runs are measured on the same draw, and the
 * middle 95 % of the differences is the interval. A figure that is null on the whole set is left out; draws on
 * which it is null do not count.
 *
 * @throws RangeError where the runs differ in length.
 */
export function bootstrapDifferences<Result>(
  first: readonly Result[],
  second: readonly Result[],
  measure: (results: readonly Result[]) => Figures,
  { resamples = 2_000, seed = 1 }: BootstrapOptions = {},
): Readonly<Record<string, Difference>> {
  if (first.length !== second.length)
    throw new RangeError(`${first.length} results cannot be compared with ${second.length}.`);
  const whole = differences(measure(first), measure(second));
  const drawn = new Map([...whole.keys()].map((name) => [name, [] as number[]]));
  const next = randomNumbers(seed);
  for (let resample = 0; resample < resamples; resample++) {
    const draw = first.map(() => Math.floor(next() * first.length));
    const pick = (run: readonly Result[]) => measure(draw.map((index) => run[index] as Result));
    for (const [name, difference] of differences(pick(first), pick(second)))
      drawn.get(name)?.push(difference);
  }
  return Object.fromEntries(
    [...whole].map(([name, difference]) => {
      const sorted = (drawn.get(name) ?? []).sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? difference;
      return [name, { difference, low: at(0.025), high: at(0.975) }];
    }),
  );
}

function differences(first: Figures, second: Figures): Map<string, number> {
  const found = new Map<string, number>();
  for (const [name, value] of Object.entries(second)) {
    const before = first[name];
    if (value !== null && before !== null && before !== undefined) found.set(name, value - before);
  }
  return found;
}

/** mulberry32: numbers from 0 to below 1, the same everywhere for one seed; good enough for drawing questions. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
