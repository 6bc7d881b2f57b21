import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { checkDraft } from '../../src/writing/check-draft.ts';
import { ENGLISH_RULES } from './generated-en.ts';
import { JAPANESE_RULES } from './generated-ja.ts';
import { briefFor, draftOf, type Sample, wordsOf } from './samples.ts';

const readers = { ja: await wordsOf('ja'), en: await wordsOf('en') };

function problems(sample: Sample, texts: readonly string[]) {
  const reader = readers[detectLanguage(sample.question)];
  return checkDraft(
    draftOf(
      sample,
      texts.map((text) => [text, 'c1'] as const),
    ),
    briefFor(sample),
    reader,
  );
}

describe.each([
  ['ja', JAPANESE_RULES],
  ['en', ENGLISH_RULES],
] as const)('rules put together at random (%s)', (_, cases) => {
  it('let their faithful wordings pass', () => {
    fc.assert(
      fc.property(cases, (made) => {
        for (const { sample, faithful } of made)
          for (const text of faithful)
            expect(problems(sample, [faithful[0] ?? '', text]), `${text} ← ${sample.cited[0]?.[1]}`).toEqual(
              [],
            );
      }),
      { numRuns: 12 },
    );
  });

  it('let none pass that was loosened', () => {
    fc.assert(
      fc.property(cases, (made) => {
        for (const { sample, faithful, loosened } of made)
          for (const text of loosened)
            for (const texts of [[text], [faithful[0] ?? '', text]])
              expect(problems(sample, texts).length, `${text} ← ${sample.cited[0]?.[1]}`).toBeGreaterThan(0);
      }),
      { numRuns: 12 },
    );
  });
});
