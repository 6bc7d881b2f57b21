import { expect, it } from 'vitest';
import { createMonthlyMemory } from '../../../adapters/teams/monthly-memory.ts';
import { memoryChannelState } from '../memory-channel-stores.ts';

it('finds what is two months old, and sweeps what is older', async () => {
  const state = memoryChannelState();
  const memory = createMonthlyMemory(state, 'k');
  await memory.put('old', 1, new Date('2026-01-31T23:59:59Z'));
  await memory.put('new', 2, new Date('2026-02-01T00:00:00Z'));
  expect(await memory.get('old', new Date('2026-03-31T12:00:00Z'))).toBe(1);
  const now = new Date('2026-04-30T12:00:00Z');
  expect(await memory.get('old', now)).toBeNull();
  expect(await memory.get('new', now)).toBe(2);
  await memory.sweep(now);
  expect(await state.keys('k.2026-01')).toEqual([]);
  expect(await memory.get('new', now)).toBe(2);
  await memory.delete('new', new Date('2026-02-15T00:00:00Z'));
  expect(await memory.get('new', now)).toBeNull();
});
