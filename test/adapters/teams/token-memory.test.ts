import { expect, it } from 'vitest';
import { createTokenMemory } from '../../../adapters/teams/token-memory.ts';

it('knows a good token for five minutes, for its serviceUrl, and never beyond its end', () => {
  let now = 1_000_000_000_000;
  const memory = createTokenMemory(() => now);
  memory.keep('Bearer long', 'https://a/', now / 1000 + 3_600);
  memory.keep('Bearer short', 'https://a/', now / 1000 + 60);
  memory.keep('Bearer ended', 'https://a/', now / 1000 - 60);
  const known = () =>
    ['Bearer long', 'Bearer short', 'Bearer ended'].map((token) => memory.knows(token, 'https://a/'));
  expect(known()).toEqual([true, true, false]);
  expect(memory.knows('Bearer long', 'https://b/')).toBe(false);
  now += 60_001;
  expect(known()).toEqual([true, false, false]);
  now += 5 * 60_000;
  expect(known()).toEqual([false, false, false]);
});
