import { describe, expect, it } from 'vitest';
import type { NearestWords } from '../../../src/models/nearest-words.ts';
import { decodeWordVectors } from '../../../src/models/word-vectors.ts';
import { bridgeRows, createBridgeVocabulary } from '../../../src/retrieval/bridge/bridge-vocabulary.ts';
import { Lexicon } from '../../../src/retrieval/lexicon.ts';
import { encodeWordVectors } from '../../models/word-tables.ts';

const words = ['場合', '持ち出す', '持ち出し', '持出', '返却', '返す', 'passwords', 'サーバー', '12'];
const vectors = decodeWordVectors(
  encodeWordVectors({ dimensions: 2, words, rows: words.map((_, row) => [100, row * 10]) }),
);
const rowOf = (word: string) => vectors.rowOf(word) as number;

describe('the words of an index among word vectors', () => {
  const rowsOf = (terms: readonly string[], isIndexed: (word: number) => boolean = () => true) => {
    const lexicon = new Lexicon(terms);
    const rows = bridgeRows(vectors, lexicon, isIndexed);
    return [...rows].map(([row, word]) => [vectors.words[row], lexicon.term(word)]);
  };

  it('are found by the spelling of the index, or under the same term', () => {
    expect(rowsOf(['返却', 'サーバ', 'password'])).toEqual([
      ['返却', '返却'],
      ['passwords', 'password'],
      ['サーバー', 'サーバ'],
    ]);
  });

  it('stand for one row: the one spelt alike, else the commonest', () => {
    expect(rowsOf(['持出'])).toEqual([['持出', '持出']]);
    const others = decodeWordVectors(
      encodeWordVectors({
        dimensions: 1,
        words: ['持ち出し', '持ち出す'],
        rows: [[1], [1]],
      }),
    );
    expect([...bridgeRows(others, new Lexicon(['持出']), () => true)]).toEqual([[0, 0]]);
  });

  it('leave out words that no clause has any more, formal nouns and numerals', () => {
    expect(rowsOf(['返却', '返す', '場合', '12'], (word) => word !== 0)).toEqual([['返す', '返す']]);
  });
});

describe('a bridge vocabulary', () => {
  const rows = new Map([
    [rowOf('返却'), 7],
    [rowOf('返す'), 8],
  ]);

  it('gives index words with their similarity, nearest first', () => {
    const near = createBridgeVocabulary(vectors, rows).near('持ち出し');
    expect(near.map(({ word, as }) => [word, as])).toEqual([
      [7, '返却'],
      [8, '返す'],
    ]);
    for (const { as, similarity } of near) {
      const cosine = vectors.cosine(rowOf('持ち出し'), rowOf(as));
      expect(similarity).toBeCloseTo((cosine - 0.3) / 0.7, 10);
    }
  });

  it('gives no more than asked for, and nothing for words the vectors lack', () => {
    const vocabulary = createBridgeVocabulary(vectors, rows, { reach: { limit: 1, floor: 0.3 } });
    expect(vocabulary.near('持ち出し')).toHaveLength(1);
    expect(vocabulary.near('存在しない語')).toEqual([]);
  });

  it('searches once for a word', () => {
    const asked: number[] = [];
    const search: NearestWords = {
      nearest: (row) => {
        asked.push(row);
        return [];
      },
    };
    const vocabulary = createBridgeVocabulary(vectors, rows, { search });
    vocabulary.near('返す');
    vocabulary.near('返す');
    vocabulary.near('返却');
    expect(asked).toEqual([rowOf('返す'), rowOf('返却')]);
  });
});
