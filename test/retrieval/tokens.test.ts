import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterGrams } from '../../src/retrieval/character-grams.ts';
import { loadMorphology } from '../../src/retrieval/morphology.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { tokenise } from '../../src/retrieval/tokens.ts';

const morphology = await loadMorphology();
const words = (text: string) => tokenise(text, morphology).words;

describe('tokenise', () => {
  it('takes content words in their base form', () => {
    expect(words('書類を庁外へ運んだ場合')).toEqual(['書類', '庁', '外', '運ぶ']);
  });

  it('takes okurigana variants for one word', () => {
    expect(words('持ち出し')).toEqual(words('持出し'));
    expect(words('持ち出し')).toEqual(words('持ち出す'));
    expect(words('取扱い')).toEqual(words('取り扱う'));
  });

  it('stems English and takes both spellings for one word', () => {
    expect(words('organisations authorised')).toEqual(words('Organization authorizes'));
    expect(words('behaviour')).toEqual(words('behavior'));
    expect(words('The policies of the office')).toEqual(['polici', 'offic']);
  });

  it('reads both languages of a mixed text in order', () => {
    expect(words('LGWAN接続系とInternet')).toEqual(['lgwan', '接続', '系', 'internet']);
  });

  it('never fails, and gives terms without spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { words: terms, grams } = tokenise(text, morphology);
        for (const term of [...terms, ...grams]) expect(term).toMatch(/^\S+$/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('characterGrams', () => {
  it('are kanji, pairs and triples of Japanese runs', () => {
    expect(characterGrams('端末を')).toEqual(['端', '端末', '端末を', '末', '末を']);
  });

  it('leave Latin words alone', () => {
    expect(characterGrams('usb memory')).toEqual([]);
  });
});

describe('analyseQuestion', () => {
  it('tells content from words that only ask', async () => {
    const { words: found, language } = await analyseQuestion(
      'USBメモリは使っても大丈夫ですか、教えてください',
    );
    expect(language).toBe('ja');
    expect(found.filter((word) => word.content).map((word) => word.term)).toEqual(['usb', 'メモリ']);
  });

  it('knows places, parts of speech and readings', async () => {
    const { normalised, words: found } = await analyseQuestion('端末を　紛失した');
    for (const { surface, start } of found) expect(normalised.startsWith(surface, start)).toBe(true);
    expect(found.map(({ base, pos, reading }) => [base, pos, reading])).toEqual([
      ['端末', 'noun', 'タンマツ'],
      ['紛失', 'noun', 'フンシツ'],
    ]);
  });

  it('remembers what it read', () => {
    expect(analyseQuestion('同じ質問')).toBe(analyseQuestion('同じ質問'));
  });
});
