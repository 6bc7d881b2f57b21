import { binomialAtMost, exactInterval } from './binomial.ts';

/** How often something happened, and how often it might have. */
export interface Rate {
  readonly events: number;
  /** What the events are measured against: other people asking, days, … in the same unit for both rates. */
  readonly exposure: number;
}

/** How a rate compares with another one (`second / first`), with its interval. */
export interface RateRatio {
  /** Null where the first rate is 0 or there is no exposure. */
  readonly ratio: number | null;
  readonly low: number;
  /** Infinite where nothing happened at first. */
  readonly high: number;
  /** Two-sided probability of a difference this large if the rates were equal. */
  readonly p: number;
}

/**
 * Compares two Poisson rates exactly: given their sum, the later events are binomial with share
 * `ratio·e₂ / (e₁ + ratio·e₂)` (Przyborowski and Wilenski 1940), so the Clopper–Pearson interval of that share is
 * turned into one of the ratio. p doubles the smaller tail.
 */
export function compareRates(first: Rate, second: Rate, confidence = 0.95): RateRatio {
  const events = first.events + second.events;
  if (first.exposure <= 0 || second.exposure <= 0 || events === 0) {
    return { ratio: null, low: 0, high: Number.POSITIVE_INFINITY, p: 1 };
  }
  const scale = first.exposure / second.exposure;
  const { low, high } = exactInterval(second.events, events, confidence);
  const ratioOf = (share: number) => (share >= 1 ? Number.POSITIVE_INFINITY : (share / (1 - share)) * scale);
  const equal = second.exposure / (first.exposure + second.exposure);
  const atMost = binomialAtMost(second.events, events, equal);
  const atLeast = 1 - binomialAtMost(second.events - 1, events, equal);
  return {
    ratio: first.events === 0 ? null : (second.events / first.events) * scale,
    low: ratioOf(low),
    high: ratioOf(high),
    p: Math.min(1, 2 * Math.min(atMost, atLeast)),
  };
}
