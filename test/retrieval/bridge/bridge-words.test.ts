import { beforeAll, describe, expect, it } from 'vitest';
import { bridgeWords } from '../../../src/retrieval/bridge/bridge-words.ts';
import { loadMorphology, type Morphology } from '../../../src/retrieval/morphology.ts';
import { normaliseText } from '../../../src/retrieval/text.ts';
import { expected } from '../../models/ja-bridge/expected.ts';

const { clauses, queries } = expected.retrieval;

describe('words that the word vectors know how to compare', () => {
  let morphology: Morphology;
  beforeAll(async () => {
    morphology = await loadMorphology();
  });
  const basesOf = (text: string) =>
    bridgeWords(morphology.analyse(normaliseText(text))).map((morpheme) => morpheme.base);

  it.each(clauses)('are those of the clause "$text"', ({ text, normalized, tokens }) => {
    expect(normaliseText(text)).toBe(normalized);
    expect(basesOf(text)).toEqual(tokens);
  });

  it.each(queries)('are those of the question "$text"', ({ text, normalized, tokens }) => {
    expect(normaliseText(text)).toBe(normalized);
    expect([...new Set(basesOf(text))]).toEqual(tokens);
  });

  it.each<[string, string[]]>([
    ['これはどこで 12 個もらえるのですか', ['個', 'もらえる']],
    ['とても ( 重い ) 荷物をちょっと運んでいただく', ['重い', '荷物', '運ぶ']],
    ['Wi-Fi とＶＰＮを使う', ['wi', 'fi', 'vpn', '使う']],
    ['', []],
  ])('leave out pronouns, numerals, marks, formal nouns and light verbs: %s', (text, left) => {
    expect(basesOf(text)).toEqual(left);
  });
});
