import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapDifferences, type Figures } from '../../src/evaluation/bootstrap.ts';

const mean = (values: readonly number[]): Figures => ({
  mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
});

/** `n` values with mean 0 and standard deviation 1. */
const spread = (n: number) => Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1));

describe('the difference of two runs', () => {
  it('is that of the figures, within its interval', () => {
    const hits = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(hits, (pairs) => {
        const first = pairs.map(([before]) => before);
        const second = pairs.map(([, after]) => after);
        const result = bootstrapDifferences(first, second, mean, { resamples: 100 }).mean;
        expect(result?.difference).toBeCloseTo(
          ((mean(second).mean as number) - (mean(first).mean as number)) as number,
          12,
        );
        expect(result?.low).toBeLessThanOrEqual(result?.high as number);
        expect(result?.low).toBeGreaterThanOrEqual(-1);
        expect(result?.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has the interval that the normal distribution gives for many questions', () => {
    const n = 400;
    const { mean: result } = bootstrapDifferences(new Array(n).fill(0), spread(n), mean, {
      resamples: 4_000,
    });
    const expected = 1.96 / Math.sqrt(n);
    expect(result?.difference).toBe(0);
    expect(Math.abs((result?.high as number) - expected)).toBeLessThan(0.1 * expected);
    expect(Math.abs((result?.low as number) + expected)).toBeLessThan(0.1 * expected);
  });

  it('compares like with like: a steady gain has no spread, however unlike the questions', () => {
    const first = spread(50);
    const { mean: result } = bootstrapDifferences(
      first,
      first.map((value) => value + 0.25),
      mean,
    );
    for (const value of Object.values(result ?? {})) expect(value).toBeCloseTo(0.25, 12);
  });

  it('is the same for the same seed, and another for another', () => {
    const run = (seed: number) =>
      bootstrapDifferences(new Array(40).fill(0), spread(40), mean, { resamples: 50, seed });
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('leaves out figures on which no question bears', () => {
    const figures = (values: readonly number[]): Figures => ({ ...mean(values), none: null });
    expect(Object.keys(bootstrapDifferences([0], [1], figures))).toEqual(['mean']);
    expect(bootstrapDifferences([], [], mean)).toEqual({});
  });

  it('is refused for runs over different questions', () => {
    expect(() => bootstrapDifferences([1], [1, 2], mean)).toThrow(RangeError);
  });
});
