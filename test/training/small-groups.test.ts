import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSmallGroups } from '../../src/training/small-groups.ts';

const row = (department: string, people: number) => ({ department, people, questions: people * 2 });

describe('hideSmallGroups', () => {
  it('shows departments of enough people', () => {
    const { departments, others } = hideSmallGroups([row('a', 5), row('b', 9)], 5);
    expect(departments.map(({ department }) => department)).toEqual(['b', 'a']);
    expect(others).toBeNull();
  });

  it('hides a second department with a single small one, so that the total does not give it away', () => {
    const { departments, others } = hideSmallGroups([row('a', 3), row('b', 6), row('c', 9)], 5);
    expect(departments).toEqual([row('c', 9)]);
    expect(others).toEqual({ departments: 2, people: 9, questions: 18 });
  });

  it('shows nothing where all together are too few', () => {
    expect(hideSmallGroups([row('a', 1), row('b', 2)], 5)).toEqual({ departments: [], others: null });
  });

  const rows = fc
    .uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 12 })), {
      selector: ([name]) => name,
      maxLength: 8,
    })
    .map((all) => all.map(([name, people]) => ({ department: name, people, questions: people + 1 })));

  it('never shows, nor lets be computed from the total, a figure about fewer people', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 6 }), (all, smallest) => {
        const { departments, others } = hideSmallGroups(all, smallest);
        expect(departments.every(({ people }) => people >= smallest)).toBe(true);
        const total = all.reduce((sum, { people }) => sum + people, 0);
        const shown = departments.reduce((sum, { people }) => sum + people, 0);
        const hidden = all.length - departments.length;
        if (others !== null) {
          expect(others.people).toBeGreaterThanOrEqual(smallest);
          expect(others.people).toBe(total - shown);
        }
        // What the total leaves over is about nobody or enough people of several departments, unless nothing is shown.
        if (departments.length > 0 && hidden > 0) {
          expect(hidden).toBeGreaterThanOrEqual(2);
          expect(total - shown).toBeGreaterThanOrEqual(smallest);
        }
      }),
    );
  });
});
