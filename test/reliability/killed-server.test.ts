import { expect, it } from 'vitest';
import { killAgainAndAgain } from './kills.ts';

// `npm run bench -- --kills` does the same a thousand times.
it('a server that is killed at random moments loses nothing, doubles nothing and starts again', async () => {
  const { kills, faults, givenUp } = await killAgainAndAgain(6, 3);
  expect(faults).toEqual([]);
  expect(kills).toBe(6);
  expect(givenUp).toBe(0);
}, 400_000);
