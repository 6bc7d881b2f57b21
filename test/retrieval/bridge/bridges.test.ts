import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadWordBridge } from '../../../src/models/word-bridge.ts';
import type { WordVectors } from '../../../src/models/word-vectors.ts';
import {
  type Bridge,
  bridgesOf,
  bridgesWithin,
  lengthNormalisation,
  scoreBridges,
} from '../../../src/retrieval/bridge/bridges.ts';
import type { Expansion } from '../../../src/retrieval/expansion/expansion.ts';
import { inverseDocumentFrequency, type Postings } from '../../../src/retrieval/postings.ts';
import { analyseQuestion } from '../../../src/retrieval/question.ts';
import { expected } from '../../models/ja-bridge/expected.ts';
import { indexWords, searchTerm, vocabularyOf } from './small-index.ts';

let vectors: WordVectors;
/** Leaves the length of clauses out. */
const evenly = ({ size }: Postings) => new Float32Array(size).fill(1);
beforeAll(async () => {
  vectors = (await loadWordBridge()) as WordVectors;
});

describe('the published score', () => {
  const { retrieval, setting, tolerance } = expected;
  const { lexicon, postings } = indexWords(retrieval.clauses.map(({ tokens }) => tokens));

  it.each(retrieval.queries)('of "$text" is met', ({ tokens, terms, scores }) => {
    const vocabulary = vocabularyOf(vectors, lexicon, { limit: lexicon.size, floor: setting.th });
    const bridges = tokens.map((token, index): Bridge => {
      const df = retrieval.clauses.filter((clause) => clause.tokens.includes(token)).length;
      const idf = inverseDocumentFrequency(retrieval.clauses.length, df);
      expect(Math.abs(idf - (terms[index]?.idf as number))).toBeLessThan(tolerance);
      const words = vocabulary.near(token);
      const listed = words.filter(({ word }) => word !== lexicon.find(token)).map(({ as }) => as);
      expect(listed).toEqual(terms[index]?.near.map(({ word }) => word));
      return { term: searchTerm(token, idf, lexicon), words };
    });
    const bridged = scoreBridges(bridges, postings, evenly(postings));
    retrieval.clauses.forEach((clause, position) => {
      const present = bridges
        .filter(({ term }) => clause.tokens.includes(term.query.term))
        .reduce((sum, { term }) => sum + term.query.idf, 0);
      const score = setting.alpha * present + setting.beta * (bridged[position] as number);
      expect(Math.abs(score - (scores[position] as number))).toBeLessThan(tolerance);
    });
  });
});

describe('bridges of a question', () => {
  const { lexicon, postings } = indexWords([
    ['職員', '鍵', '亡失', '届け出る'],
    ['来客', '駐車', '自動車'],
    ['カギ', '保管'],
    ['会議', '室', '予約'],
  ]);
  const ask = async (question: string, expansions: readonly Expansion[] = []) => {
    const analysis = await analyseQuestion(question);
    const terms = analysis.words
      .filter((word) => word.content)
      .map((word) => ({ ...searchTerm(word.term, 1, lexicon), expansions }));
    return [analysis, terms] as const;
  };
  const vocabulary = () => vocabularyOf(vectors, lexicon, { limit: 8, floor: 0.3 });
  const pairs = (bridges: readonly Bridge[]) =>
    bridges.flatMap(({ term, words }) => words.map(({ as }) => `${term.query.term}-${as}`));

  it('lead from words as people say them to those of the index, never to themselves', async () => {
    const found = pairs(bridgesOf(...(await ask('カギをなくしたマイカー')), vocabulary()));
    expect(found).toContain('カギ-鍵');
    expect(found).toContain('マイカ-自動車');
    expect(found.filter((pair) => pair.split('-')[0] === pair.split('-')[1])).toEqual([]);
  });

  it('leave out blocked pairs', async () => {
    const isBlocked = (term: string, word: number) => term === 'カギ' && lexicon.term(word) === '鍵';
    expect(pairs(bridgesOf(...(await ask('カギ')), vocabulary(), isBlocked))).not.toContain('カギ-鍵');
    expect(pairs(bridgesOf(...(await ask('カギ')), vocabulary()))).toContain('カギ-鍵');
  });

  it('leave words alone that the vocabulary says otherwise', async () => {
    const expansion = (kind: Expansion['kind']): Expansion => ({
      start: 0,
      end: 2,
      kind,
      weight: 1,
      as: '保管',
      words: [lexicon.find('保管') as number],
    });
    expect(bridgesOf(...(await ask('カギ', [expansion('vocabulary')])), vocabulary())).toEqual([]);
    expect(bridgesOf(...(await ask('カギ', [expansion('synonym')])), vocabulary())).not.toEqual([]);
  });

  it('are none in an English question', async () => {
    expect(bridgesOf(...(await ask('May I park my car?')), vocabulary())).toEqual([]);
  });

  it('give nothing to a clause that has the word itself', () => {
    const near = [{ word: lexicon.find('鍵') as number, as: '鍵', similarity: 0.6 }];
    expect([
      ...scoreBridges([{ term: searchTerm('カギ', 2, lexicon), words: near }], postings, evenly(postings)),
    ]).toEqual([expect.closeTo(1.2), 0, 0, 0]);
    const present = { term: searchTerm('亡失', 2, lexicon), words: near };
    expect([...scoreBridges([present], postings, evenly(postings))]).toEqual([0, 0, 0, 0]);
  });
});

describe('the length of clauses', () => {
  it('counts half: the mean length weighs 1, twice as long 1.5', () => {
    expect([...lengthNormalisation(Uint32Array.of(1, 3, 2), 2)]).toEqual([0.75, 1.25, 1]);
  });

  it('divides what a clause gains', () => {
    const { lexicon, postings } = indexWords([['鍵'], ['鍵', '予約', '会議']]);
    const near = [{ word: lexicon.find('鍵') as number, as: '鍵', similarity: 0.5 }];
    const bridges = [{ term: searchTerm('カギ', 3, lexicon), words: near }];
    const normalised = scoreBridges(bridges, postings, lengthNormalisation(Uint32Array.of(1, 3), 2));
    expect([...normalised]).toEqual([expect.closeTo(1.5 / 0.75), expect.closeTo(1.5 / 1.25)]);
  });
});

describe('the score by postings', () => {
  const word = fc.integer({ min: 0, max: 9 });
  const clauses = fc.array(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 12,
  });
  const bridge = fc.record({
    own: fc.option(word, { nil: undefined }),
    idf: fc.integer({ min: 1, max: 8 }),
    near: fc.uniqueArray(fc.tuple(word, fc.integer({ min: 1, max: 16 })), {
      selector: ([near]) => near,
      maxLength: 5,
    }),
  });

  it('is the sum, over the bridges, of what explains each clause', () => {
    fc.assert(
      fc.property(clauses, fc.array(bridge, { maxLength: 4 }), (texts, given) => {
        const { lexicon, postings } = indexWords([
          // All ten words in the order of their numbers, so that word n is number n.
          Array.from({ length: 10 }, (_, number) => String(number)),
          ...texts.map((words) => words.map(String)),
        ]);
        const bridges = given.map(({ own, idf, near }): Bridge => {
          return {
            term: { query: { surface: '', term: '', idf, start: 0, act: false }, word: own, expansions: [] },
            words: near
              .map(([number, sixteenths]) => ({
                word: number,
                as: lexicon.term(number),
                similarity: sixteenths / 16,
              }))
              .sort((a, b) => b.similarity - a.similarity),
          };
        });
        const scores = scoreBridges(bridges, postings, evenly(postings));
        texts.forEach((words, index) => {
          const explained = bridgesWithin(bridges, (word) => words.includes(word));
          const sum = explained.reduce((total, { term, similarity }) => total + term.idf * similarity, 0);
          expect(scores[index + 1]).toBeCloseTo(sum, 4);
        });
      }),
    );
  });
});
