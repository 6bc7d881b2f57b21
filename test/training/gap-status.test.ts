import { describe, expect, it } from 'vitest';
import { gapStatus } from '../../src/training/gap-status.ts';

const TODAY = 364;
/** Every day 50 people ask something. */
const volume = new Map(Array.from({ length: TODAY + 1 }, (_, day) => [day, 50]));
/** One person every `every` days from a day to another one. */
const course = (...stretches: readonly (readonly [from: number, to: number, every: number])[]) => {
  const days = new Map<number, number>();
  for (const [from, to, every] of stretches) for (let day = from; day <= to; day += every) days.set(day, 1);
  return days;
};
const statusOf = (days: ReadonlyMap<number, number>) => gapStatus(days, volume, 0, TODAY);

describe('gapStatus', () => {
  it.each([
    ['new', course([350, 364, 3])],
    ['lasting', course([0, 364, 4])],
    ['growing', course([0, 336, 12], [337, 364, 2])],
    ['shrinking', course([0, 336, 1], [337, 364, 4])],
    ['closed', course([0, 300, 3])],
    ['closed', course([10, 10, 1])],
    ['reopened', course([0, 200, 3], [350, 364, 3])],
    // It came back long enough ago to be there again.
    ['lasting', course([0, 100, 4], [200, 364, 4])],
  ] as const)('%s', (status, days) => {
    expect(statusOf(days)).toBe(status);
  });

  it('does not close what is asked so rarely that a month says nothing', () => {
    expect(statusOf(course([0, 330, 30]))).not.toBe('closed');
  });

  it('measures against how much is asked altogether', () => {
    const quiet = new Map([...volume].map(([day, people]) => [day, day > 336 ? people / 5 : people]));
    const days = course([0, 336, 1], [337, 364, 5]);
    expect(gapStatus(days, volume, 0, TODAY)).toBe('shrinking');
    expect(gapStatus(days, quiet, 0, TODAY)).toBe('lasting');
  });
});
