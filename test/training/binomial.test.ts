import { describe, expect, it } from 'vitest';
import { betaShare, binomialAtMost, exactInterval, wilsonLow } from '../../src/training/binomial.ts';

/** P(X ≤ hits) by summing the terms: slow, and plainly right. */
function summed(hits: number, trials: number, share: number): number {
  let term = (1 - share) ** trials;
  let total = term;
  for (let k = 1; k <= hits; k++) {
    term *= ((trials - k + 1) / k) * (share / (1 - share));
    total += term;
  }
  return total;
}

describe('binomialAtMost', () => {
  it.each([
    [0, 10, 0.1],
    [3, 10, 0.5],
    [9, 10, 0.9],
    [40, 200, 0.25],
    [5, 400, 0.01],
  ])('agrees with the sum of terms: %i of %i at %f', (hits, trials, share) => {
    expect(binomialAtMost(hits, trials, share)).toBeCloseTo(summed(hits, trials, share), 10);
  });

  it('is 0 below and 1 from the number of trials on', () => {
    expect(binomialAtMost(-1, 5, 0.3)).toBe(0);
    expect(binomialAtMost(5, 5, 0.3)).toBe(1);
  });
});

describe('exactInterval', () => {
  it('gives published Clopper–Pearson limits', () => {
    // R: binom.test(7, 20)$conf.int, binom.test(0, 10)$conf.int, binom.test(10, 10)$conf.int
    const seven = exactInterval(7, 20, 0.95);
    expect(seven.low).toBeCloseTo(0.1539092, 6);
    expect(seven.high).toBeCloseTo(0.5921885, 6);
    expect(exactInterval(0, 10, 0.95).low).toBe(0);
    expect(exactInterval(0, 10, 0.95).high).toBeCloseTo(0.3084971, 6);
    expect(exactInterval(10, 10, 0.95).low).toBeCloseTo(0.6915029, 6);
  });
});

describe('wilsonLow', () => {
  it('gives the published lower limit', () => {
    // R: prop.test(7, 20, correct = FALSE)$conf.int[1]
    expect(wilsonLow(7, 20, 1.959964)).toBeCloseTo(0.1811918, 6);
    expect(wilsonLow(0, 0, 1.96)).toBe(0);
  });
});

describe('betaShare', () => {
  it('is symmetric', () => {
    expect(betaShare(0.3, 2, 5)).toBeCloseTo(1 - betaShare(0.7, 5, 2), 12);
  });
});
