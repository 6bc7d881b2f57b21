import { describe, expect, it } from 'vitest';
import { compareRates } from '../../src/training/rate-ratio.ts';

describe('compareRates', () => {
  it('gives the ratio, its exact interval and p', () => {
    // R: poisson.test(c(11, 23), c(800, 3000)) compares the first with the second.
    const { ratio, low, high, p } = compareRates(
      { events: 23, exposure: 3000 },
      { events: 11, exposure: 800 },
    );
    expect(ratio).toBeCloseTo(1.793478, 5);
    expect(low).toBeCloseTo(0.786, 2);
    expect(high).toBeCloseTo(3.83, 1);
    expect(p).toBeGreaterThan(0.1);
  });

  it('finds a halving of many, and no change where there is none', () => {
    expect(compareRates({ events: 120, exposure: 1000 }, { events: 60, exposure: 1000 }).high).toBeLessThan(
      1,
    );
    const same = compareRates({ events: 60, exposure: 1000 }, { events: 120, exposure: 2000 });
    expect(same.ratio).toBe(1);
    expect(same.low).toBeLessThan(1);
    expect(same.high).toBeGreaterThan(1);
  });

  it('knows nothing where nothing happened or could happen', () => {
    const nothing = { ratio: null, low: 0, high: Number.POSITIVE_INFINITY, p: 1 };
    expect(compareRates({ events: 0, exposure: 10 }, { events: 0, exposure: 10 })).toEqual(nothing);
    expect(compareRates({ events: 5, exposure: 0 }, { events: 5, exposure: 10 })).toEqual(nothing);
    expect(compareRates({ events: 0, exposure: 10 }, { events: 9, exposure: 10 })).toMatchObject({
      ratio: null,
      high: Number.POSITIVE_INFINITY,
    });
  });
});
