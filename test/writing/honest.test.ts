import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { checkDraft } from '../../src/writing/check-draft.ts';
import { HONEST } from './honest.ts';
import { briefFor, draftOf, wordsOf } from './samples.ts';

describe('honest wordings', async () => {
  const words = { ja: await wordsOf('ja'), en: await wordsOf('en') };
  const judged = HONEST.flatMap((sample) =>
    sample.wordings.map((wording) => {
      const language = detectLanguage(sample.question);
      return {
        language,
        text: wording.map(([text]) => text).join(' '),
        problems: checkDraft(draftOf(sample, wording), briefFor(sample), words[language]),
      };
    }),
  );

  it.each(['ja', 'en'] as const)('pass for the most part (%s)', (language) => {
    const own = judged.filter((one) => one.language === language);
    const stopped = own.filter(({ problems }) => problems.length > 0);
    expect(own.length).toBeGreaterThanOrEqual(25);
    // Fewer would make the gate a wall; what is stopped costs a repair or the words of the rules.
    expect(stopped.length / own.length, JSON.stringify(stopped, null, 1)).toBeLessThanOrEqual(0.1);
  });
});
