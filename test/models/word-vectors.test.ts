import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWordVectors } from '../../src/models/word-vectors.ts';
import { encodeWordVectors, type WordTable, wordTables } from './word-tables.ts';

describe('word vectors', () => {
  it('come back as they were written, whatever the alignment', () => {
    fc.assert(
      fc.property(wordTables(), fc.nat(8), (table, padding) => {
        const encoded = encodeWordVectors(table);
        const shifted = new Uint8Array(padding + encoded.length);
        shifted.set(encoded, padding);
        const vectors = decodeWordVectors(shifted.subarray(padding));
        expect(vectors.words).toEqual(table.words);
        expect(vectors.dimensions).toBe(table.dimensions);
        table.words.forEach((word, row) => {
          expect(vectors.rowOf(word)).toBe(row);
          expect([...vectors.coordinates(row)]).toEqual(table.rows[row]);
        });
      }),
    );
  });

  it('have the cosine that floating-point arithmetic gives', () => {
    fc.assert(
      fc.property(wordTables({ minWords: 2 }), (table) => {
        const vectors = decodeWordVectors(encodeWordVectors(table));
        const [a, b] = [table.rows[0], table.rows[1]] as [number[], number[]];
        expect(vectors.cosine(0, 1)).toBeCloseTo(plainCosine(a, b), 5);
        expect(vectors.cosine(0, 1)).toBe(vectors.cosine(1, 0));
        expect(vectors.cosine(0, 0)).toBeCloseTo(1, 5);
      }),
    );
  });

  const table: WordTable = {
    dimensions: 3,
    words: ['鍵', 'カギ'],
    rows: [
      [127, 0, 1],
      [120, -5, 0],
    ],
  };
  const good = encodeWordVectors(table);
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /does not begin with SJA1/],
    ['another format', Uint8Array.from({ length: 64 }, (_, i) => i), /does not begin with SJA1/],
    ['a file cut short', good.subarray(0, good.length - 1), /asks for/],
    ['left-over bytes', Uint8Array.from([...good, 0]), /asks for/],
    ['a word twice', encodeWordVectors({ ...table, words: ['鍵', '鍵'] }), /2 different words/],
    [
      'a row of zeros',
      encodeWordVectors({
        ...table,
        rows: [
          [127, 0, 1],
          [0, 0, 0],
        ],
      }),
      /row without length/,
    ],
  ])('are refused from %s', (_, bytes, message) => {
    expect(() => decodeWordVectors(bytes)).toThrow(message);
    expect(() => decodeWordVectors(bytes)).toThrow(expect.objectContaining({ code: 'model.corrupt' }));
  });
});

function plainCosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, index) => sum + value * (y[index] as number), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
