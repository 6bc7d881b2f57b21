import { expect, it } from 'vitest';
import { createTurns } from '../../adapters/turns.ts';

it('leaves room for requests between two pieces of work, which begin in order', async () => {
  const turns = createTurns();
  const seen: string[] = [];
  let over = false;
  const request = () => {
    seen.push('request');
    if (!over) setImmediate(request);
  };
  setImmediate(request);
  await Promise.all(['a', 'b', 'c'].map((name) => turns().then(() => seen.push(name))));
  over = true;
  expect(seen.filter((name) => name !== 'request')).toEqual(['a', 'b', 'c']);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => seen.indexOf(name));
  expect((b ?? 0) - (a ?? 0)).toBeGreaterThan(10);
  expect((c ?? 0) - (b ?? 0)).toBeGreaterThan(10);
});
