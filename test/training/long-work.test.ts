import { describe, expect, it } from 'vitest';
import { LongWork } from '../../src/training/long-work.ts';

const busyFor = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until; );
};

describe('LongWork', () => {
  it('lets others have their turn while it goes on, and keeps the order', async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    const doubled = await new LongWork().map([1, 2, 3, 4, 5, 6], (item, place) => {
      busyFor(15);
      return item * 2 + place;
    });
    clearInterval(others);
    expect(doubled).toEqual([2, 5, 8, 11, 14, 17]);
    expect(turns).toBeGreaterThan(0);
  });
});
