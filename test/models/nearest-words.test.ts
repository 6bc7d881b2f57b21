import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadHnswlib } from '../../src/models/hnswlib.ts';
import { exactNearestWords, type NearestWords } from '../../src/models/nearest-words.ts';
import { loadWordBridge } from '../../src/models/word-bridge.ts';
import { buildWordGraph, openWordGraph } from '../../src/models/word-graph.ts';
import { decodeWordVectors, type WordVectors } from '../../src/models/word-vectors.ts';
import { encodeWordVectors, wordTables } from './word-tables.ts';

const hnswlib = (await loadHnswlib()) !== null;

const IMPLEMENTATIONS: Readonly<
  Record<string, (vectors: WordVectors, rows: readonly number[]) => Promise<NearestWords>>
> = {
  exact: async (vectors, rows) => exactNearestWords(vectors, rows),
  ...(hnswlib && {
    graph: async (vectors: WordVectors, rows: readonly number[]) => {
      const bytes = await buildWordGraph(vectors, rows);
      return (await openWordGraph(bytes as Uint8Array, vectors)) as NearestWords;
    },
  }),
};

/** Every third word: enough that a graph has several levels, and question words that are not among them. */
const SPACING = 3;
const CHOSEN = 4_000;
const ASKED = Array.from({ length: 200 }, (_, i) => i * 97);
const LIMIT = 32;
const FLOOR = 0.3;

describe.each(Object.entries(IMPLEMENTATIONS))('nearest words, %s', (_, implementation) => {
  let vectors: WordVectors;
  let rows: readonly number[];
  let search: NearestWords;
  beforeAll(async () => {
    vectors = (await loadWordBridge()) as WordVectors;
    rows = Array.from({ length: CHOSEN }, (_, i) => i * SPACING);
    search = await implementation(vectors, rows);
  });

  it('are chosen rows, near enough, nearest first, never the word itself', () => {
    const chosen = new Set(rows);
    for (const row of ASKED) {
      const found = search.nearest(row, LIMIT, FLOOR);
      expect(found.length).toBeLessThanOrEqual(LIMIT);
      expect(new Set(found.map((neighbour) => neighbour.row)).size).toBe(found.length);
      found.forEach((neighbour, index) => {
        expect(chosen.has(neighbour.row)).toBe(true);
        expect(neighbour.row).not.toBe(row);
        expect(neighbour.cosine).toBe(vectors.cosine(row, neighbour.row));
        expect(neighbour.cosine).toBeGreaterThanOrEqual(FLOOR);
        if (index > 0) expect(neighbour.cosine).toBeLessThanOrEqual(found[index - 1]?.cosine as number);
      });
    }
  });

  it('are at least 95 of 100 of the truly nearest', () => {
    let [found, wanted] = [0, 0];
    for (const row of ASKED) {
      const truth = rows
        .filter((other) => other !== row && vectors.cosine(row, other) >= FLOOR)
        .sort((a, b) => vectors.cosine(row, b) - vectors.cosine(row, a))
        .slice(0, LIMIT);
      const got = new Set(search.nearest(row, LIMIT, FLOOR).map((neighbour) => neighbour.row));
      wanted += truth.length;
      found += truth.filter((other) => got.has(other)).length;
    }
    expect(wanted).toBeGreaterThan(1_000);
    expect(found / wanted).toBeGreaterThan(0.95);
  });

  it('may be asked for more than there are', async () => {
    const few = await implementation(vectors, [5, 6, 7]);
    expect(
      few
        .nearest(5, 100, -1)
        .map(({ row }) => row)
        .sort(),
    ).toEqual([6, 7]);
  });
});

describe('exact search', () => {
  it('finds all that are near enough, and the same as comparing one by one', () => {
    fc.assert(
      fc.property(
        wordTables({ minWords: 1 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (table, floor) => {
          const vectors = decodeWordVectors(encodeWordVectors(table));
          const rows = table.words.map((_, row) => row).filter((row) => row % 2 === 0);
          const truth = rows
            .filter((row) => row !== 0 && vectors.cosine(0, row) >= floor)
            .sort((a, b) => vectors.cosine(0, b) - vectors.cosine(0, a) || a - b);
          const found = exactNearestWords(vectors, rows).nearest(0, rows.length, floor);
          expect(found.map(({ row }) => row)).toEqual(truth);
        },
      ),
    );
  });
});

describe('a graph', () => {
  it.skipIf(!hnswlib)('is the same from the same words', async () => {
    const vectors = (await loadWordBridge()) as WordVectors;
    const rows = Array.from({ length: 500 }, (_, i) => i * 7);
    expect(await buildWordGraph(vectors, rows)).toEqual(await buildWordGraph(vectors, rows));
  });

  it('of no words is none', async () => {
    const vectors = (await loadWordBridge()) as WordVectors;
    expect(await buildWordGraph(vectors, [])).toBeNull();
  });
});
