import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LeastRecentlyUsed } from '../../src/retrieval/least-recently-used.ts';

it('keeps what was used last, as far as the budget goes', () => {
  const anyKey = fc.integer({ min: 0, max: 9 });
  const anyUse = fc.record({ key: anyKey, cost: fc.integer({ min: 1, max: 8 }), isRead: fc.boolean() });
  fc.assert(
    fc.property(fc.array(anyUse, { maxLength: 60 }), fc.integer({ min: 0, max: 20 }), (uses, budget) => {
      const cache = new LeastRecentlyUsed<number, { cost: number }>(budget, ({ cost }) => cost);
      // The same, plainly: oldest first.
      let plain: { key: number; value: { cost: number } }[] = [];
      for (const { key, cost, isRead } of uses) {
        const known = plain.find((other) => other.key === key);
        const value = isRead ? known?.value : { cost };
        if (isRead) expect(cache.get(key)).toBe(value);
        else cache.set(key, value as { cost: number });
        if (value === undefined) continue;
        plain = [...plain.filter((other) => other.key !== key), { key, value }];
        while (plain.reduce((sum, other) => sum + other.value.cost, 0) > budget) plain.shift();
      }
      for (const { key, value } of plain) expect(cache.get(key)).toBe(value);
    }),
  );
});
