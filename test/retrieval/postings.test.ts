import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { holdsTerm, inverseDocumentFrequency, invert } from '../../src/retrieval/postings.ts';
import { topPositions } from '../../src/retrieval/top-positions.ts';
import { WordPairs } from '../../src/retrieval/word-pairs.ts';

const TERMS = 6;
const terms = fc.array(fc.nat({ max: TERMS - 1 }), { maxLength: 12 });
const corpus = fc.array(fc.record({ title: terms, body: terms }), { minLength: 1, maxLength: 8 });

describe('invert', () => {
  it('agrees with BM25F written down plainly', () => {
    const weighting = { k1: 0.9, b: 0.75, fields: { title: 1.5, body: 1 } };
    fc.assert(
      fc.property(corpus, (clauses) => {
        const postings = invert(
          clauses.map(({ title, body }) => ({
            fields: { title: Uint32Array.from(title), body: Uint32Array.from(body) },
            weighting,
          })),
          TERMS,
        );
        const mean = (field: 'title' | 'body') => {
          const filled = clauses.filter((clause) => clause[field].length > 0);
          return filled.reduce((sum, clause) => sum + clause[field].length, 0) / filled.length;
        };
        for (let term = 0; term < TERMS; term++) {
          const expected = clauses.flatMap((clause, position) => {
            const frequency = (['title', 'body'] as const).reduce((sum, field) => {
              const count = clause[field].filter((other) => other === term).length;
              if (count === 0) return sum;
              const norm = 1 - weighting.b + (weighting.b * clause[field].length) / mean(field);
              return sum + (weighting.fields[field] * count) / norm;
            }, 0);
            return frequency === 0 ? [] : [{ position, impact: (frequency * 1.9) / (frequency + 0.9) }];
          });
          expect(postings.frequency(term)).toBe(expected.length);
          expect([...postings.clauses(term)]).toEqual(expected.map(({ position }) => position));
          expected.forEach(({ impact }, i) => {
            expect(postings.impacts(term)[i]).toBeCloseTo(impact, 4);
          });
          const holding = clauses.flatMap((_, at) => (holdsTerm(postings, term, at) ? [at] : []));
          expect(holding).toEqual([...postings.clauses(term)]);
        }
      }),
    );
  });

  it('knows nothing of terms it never saw', () => {
    const postings = invert([], 0);
    expect(postings.frequency(7)).toBe(0);
  });
});

describe('inverseDocumentFrequency', () => {
  it('falls with frequency and stays positive', () => {
    expect(inverseDocumentFrequency(10, 0)).toBeCloseTo(Math.log(1 + 10.5 / 0.5));
    expect(inverseDocumentFrequency(10, 10)).toBeGreaterThan(0);
    expect(inverseDocumentFrequency(10, 1)).toBeGreaterThan(inverseDocumentFrequency(10, 2));
  });
});

describe('topPositions', () => {
  it('is what sorting everything gives', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 400 });
    fc.assert(
      fc.property(scores, fc.nat({ max: 30 }), (values, limit) => {
        const expected = values
          .map((score, position) => ({ score, position }))
          .filter(({ score, position }) => score > 0 && position % 3 !== 0)
          .sort((a, b) => b.score - a.score || a.position - b.position)
          .slice(0, limit)
          .map(({ position }) => position);
        expect(topPositions(Float32Array.from(values), limit, (position) => position % 3 !== 0)).toEqual(
          expected,
        );
      }),
    );
  });
});

describe('WordPairs', () => {
  const letters = 'abcdefghij';
  const lexiconOf = (order: string) => new Lexicon([...order]);
  const rowOf = (order: string, text: readonly string[]) => {
    const lexicon = lexiconOf(order);
    return new WordPairs(lexicon, text.length).row(text.map((letter) => lexicon.find(letter) as number));
  };

  it('are one fewer than the words, within the buckets, however the words are numbered', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 40 }), (text) => {
        const pairs = rowOf(letters, text);
        expect(pairs.length).toBe(Math.max(0, text.length - 1));
        const { buckets } = new WordPairs(lexiconOf(letters), text.length);
        for (const pair of pairs) expect(pair).toBeLessThan(buckets);
        expect(rowOf([...letters].reverse().join(''), text)).toEqual(pairs);
      }),
    );
  });

  it('tell the order of words', () => {
    expect(rowOf(letters, ['a', 'b'])).not.toEqual(rowOf(letters, ['b', 'a']));
  });
});
