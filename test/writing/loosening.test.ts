import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { checkDraft } from '../../src/writing/check-draft.ts';
import type { LooseningSample } from './loosening.ts';
import { FIRST } from './loosening-first.ts';
import { FOURTH } from './loosening-fourth.ts';
import { SECOND } from './loosening-second.ts';
import { THIRD } from './loosening-third.ts';
import { briefFor, draftOf, type SampleSentence, wordsOf } from './samples.ts';

const readers = { ja: await wordsOf('ja'), en: await wordsOf('en') };

function passes(sample: LooseningSample, texts: readonly string[]): boolean {
  const keys = sample.cited.map((_, i) => `c${i + 1}`);
  const sentences = texts.map((text): SampleSentence => [text, ...keys]);
  const reader = readers[detectLanguage(sample.question)];
  return checkDraft(draftOf(sample, sentences), briefFor(sample), reader).length === 0;
}

const LISTS = { first: FIRST, second: SECOND, third: THIRD, fourth: FOURTH };

describe.each(['first', 'second', 'third', 'fourth'] as const)(
  'the %s list of loosening sentences',
  (name) => {
    const list = LISTS[name];

    it('passes nowhere: alone, first, or after a true sentence', () => {
      const tried = list.flatMap((sample) => sample.loose.map((text) => ({ sample, text })));
      expect(tried.length).toBeGreaterThanOrEqual(50);
      const passed = tried.filter(({ sample, text }) =>
        [[text], [text, sample.base], [sample.base, text]].some((texts) => passes(sample, texts)),
      );
      expect(passed.map(({ text }) => text)).toEqual([]);
    });

    it('leaves true sentences their way', () => {
      expect(list.filter((sample) => !passes(sample, [sample.base])).map(({ base }) => base)).toEqual([]);
      const honest = list.flatMap((sample) => sample.honest.map((text) => ({ sample, text })));
      const stopped = honest.filter(({ sample, text }) => !passes(sample, [sample.base, text]));
      const most = { first: 0.3, second: 0.12, third: 0.1, fourth: 0.1 }[name];
      expect(stopped.length / honest.length, stopped.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(
        most,
      );
    });
  },
);
