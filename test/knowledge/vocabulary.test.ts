import { beforeAll, describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/domain/knowledge.ts';
import { sharedVocabulary } from '../../src/indexing/knowledge-files.ts';
import { englishTerm } from '../../src/retrieval/english-words.ts';
import { ENGLISH_FUNCTION_WORDS, ENGLISH_QUESTION_WORDS } from '../../src/retrieval/stop-words.ts';

let vocabulary: Vocabulary;
beforeAll(async () => {
  vocabulary = await sharedVocabulary();
});

/** Words that questions about anything contain, each of which has a stem in common with a rarer, special word. */
const EVERYDAY = `
  access account add appropriate at bubble can critical early expect execute follow formal general
  information inside internal international job like manage medical name new now object only order origin outside
  positive product public quite refer regular report require responsible second section service set several stage
  state text till total until waste work
`
  .trim()
  .split(/\s+/);

const englishWords = () =>
  vocabulary.entries.flatMap(({ say }) => say).filter((phrase) => /^[a-z]+$/i.test(phrase));

describe('the English of the shipped vocabulary', () => {
  it('has no word that an everyday word of the same stem would be taken for', () => {
    const everyday = new Map(EVERYDAY.map((word) => [englishTerm(word), word]));
    const mistaken = englishWords().filter((word) => {
      const taken = everyday.get(englishTerm(word.toLowerCase()));
      return taken !== undefined && taken !== word;
    });
    expect(mistaken).toEqual([]);
  });

  it('has no word in common with those that every question has', () => {
    const small = new Set([...ENGLISH_FUNCTION_WORDS, ...ENGLISH_QUESTION_WORDS].map(englishTerm));
    expect(englishWords().filter((word) => small.has(englishTerm(word.toLowerCase())))).toEqual([]);
  });
});
