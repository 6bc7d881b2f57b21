import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildGeneration } from '../../src/indexing/build-generation.ts';
import type { ServingContent } from '../../src/indexing/serving-generation.ts';
import { sampleDocument } from './samples.ts';

const WORDS = [
  'visitor',
  'laptop',
  'key',
  'room',
  'approval',
  'report',
  'manager',
  'badge',
  'network',
  'paper',
];
const QUESTIONS = ['Who lets a visitor in?', 'laptop approval', 'lost badge or key', 'manager report paper'];
const vocabulary = { entries: [{ say: ['boss'], policy: ['manager'] }], blocked: [] };

const anyText = fc
  .array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 9 })
  .map((words) => words.join(' '));
const anyDocument = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), anyText, { minKeys: 1 });
const anyState = fc.record({ a: anyDocument, b: anyDocument });

it('a generation built step by step searches like one built at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyState, { minLength: 2, maxLength: 4 }), async (states) => {
      let stepwise: ServingContent | null = null;
      for (const state of states) stepwise = await build(state, stepwise);
      const last = states.at(-1) as { a: Record<string, string>; b: Record<string, string> };
      const once = await build(last, null);
      const fromSteps = await build(last, stepwise);
      for (const question of QUESTIONS) {
        const expected = await once.index.retrieve(question);
        expect(await fromSteps.index.retrieve(question)).toEqual(expected);
      }
    }),
    // Every example builds several indexes, so a failing one is reported as found.
    { numRuns: 12, endOnFailure: true },
  );
});

function build(
  state: { readonly a: Record<string, string>; readonly b: Record<string, string> },
  previous: ServingContent | null,
) {
  const documents = Object.entries(state).map(([id, texts]) => sampleDocument(id, '1', texts));
  return buildGeneration(
    { documents, vocabulary, contacts: [], problems: [], sources: [] },
    { knowledgeDir: 'any', previous },
  );
}
