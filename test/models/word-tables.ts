import fc from 'fast-check';

/** A table of word vectors before it is written. */
export interface WordTable {
  readonly dimensions: number;
  readonly words: readonly string[];
  /** Coordinates, −128 to 127. */
  readonly rows: readonly (readonly number[])[];
}

/** The table in the layout that `decodeWordVectors` reads. */
export function encodeWordVectors({ dimensions, words, rows }: WordTable): Uint8Array {
  const block = new TextEncoder().encode(words.join('\n'));
  const bytes = new Uint8Array(16 + block.length + words.length * (4 + dimensions));
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('SJA1'));
  view.setUint32(4, words.length, true);
  view.setUint32(8, dimensions, true);
  view.setUint32(12, block.length, true);
  bytes.set(block, 16);
  rows.forEach((row, index) => {
    const length = Math.hypot(...row);
    view.setFloat32(16 + block.length + 4 * index, length === 0 ? 0 : 1 / length, true);
    bytes.set(Int8Array.from(row), 16 + block.length + 4 * words.length + index * dimensions);
  });
  return bytes;
}

/** Tables of up to 20 words with rows that are not zero. */
export function wordTables({ minWords = 0 } = {}): fc.Arbitrary<WordTable> {
  const word = fc.string({
    unit: fc.constantFrom(...'鍵カギ紛失無くす会議室ab1'),
    minLength: 1,
    maxLength: 4,
  });
  return fc
    .record({
      dimensions: fc.integer({ min: 1, max: 9 }),
      words: fc.uniqueArray(word, { minLength: minWords, maxLength: 20 }),
    })
    .chain(({ dimensions, words }) => {
      const coordinate = fc.integer({ min: -128, max: 127 });
      const row = fc
        .array(coordinate, { minLength: dimensions, maxLength: dimensions })
        .filter((values) => values.some((value) => value !== 0));
      return fc
        .array(row, { minLength: words.length, maxLength: words.length })
        .map((rows) => ({ dimensions, words, rows }));
    });
}
