import { expect, it } from 'vitest';
import { analyseClauses } from '../../src/retrieval/analyse-clauses.ts';
import { CHANNEL_NAMES } from '../../src/retrieval/channel-names.ts';
import { CHANNELS } from '../../src/retrieval/channels.ts';
import { createExpanders } from '../../src/retrieval/expansion/expanders.ts';
import { NO_VOCABULARY, POLICY } from './small-policy.ts';

it('every part of the search that can be left out has a name that is known, each its own', async () => {
  const { tokens } = await analyseClauses(POLICY);
  const everywhere = { isIndexed: () => true, areNeighbours: () => true };
  const { lexicons, readings } = tokens;
  const words = { words: lexicons.words, readings, languages: new Set(['ja'] as const), ...everywhere };
  const expanders = await createExpanders(NO_VOCABULARY, words, []);
  const names = [...CHANNELS, ...expanders].map(({ name }) => name);
  expect([...names, 'bridge', 'vectors']).toEqual(expect.arrayContaining([...CHANNEL_NAMES]));
  expect([...CHANNEL_NAMES]).toEqual(expect.arrayContaining(names));
  expect(new Set(CHANNEL_NAMES).size).toBe(CHANNEL_NAMES.length);
});
