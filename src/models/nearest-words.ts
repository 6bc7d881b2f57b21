import { dotProduct, type WordVectors } from './word-vectors.ts';

/** A word near another. */
export interface Neighbour {
  /** Its row in the word vectors. */
  readonly row: number;
  readonly cosine: number;
}

/** Finds, among chosen rows of word vectors, those near a word. */
export interface NearestWords {
  /**
   * At most `limit` chosen rows whose cosine with `row` is at least `floor`, nearest first, of equals the lower row;
   * never `row` itself. An approximate implementation may miss some of them.
   */
  nearest(row: number, limit: number, floor: number): readonly Neighbour[];
}

/** Exact search: compares with every chosen row, 0.1 µs each. `rows` are different rows of `vectors`. */
export function exactNearestWords(vectors: WordVectors, rows: readonly number[]): NearestWords {
  const { dimensions } = vectors;
  // The chosen rows side by side: memory is then read in one go.
  const table = new Int8Array(rows.length * dimensions);
  rows.forEach((row, index) => {
    table.set(vectors.coordinates(row), index * dimensions);
  });
  const scales = Float32Array.from(rows, (row) => vectors.scale(row));
  return {
    nearest(row, limit, floor) {
      const own = vectors.coordinates(row);
      const ownScale = vectors.scale(row);
      const found: Neighbour[] = [];
      for (let i = 0; i < rows.length; i++) {
        const cosine = ownScale * (scales[i] as number) * dotProduct(own, table, i * dimensions);
        if (cosine >= floor && rows[i] !== row) found.push({ row: rows[i] as number, cosine });
      }
      return nearestFirst(found).slice(0, limit);
    },
  };
}

/** Sorts in place: by cosine, of equals the lower row. */
export function nearestFirst(neighbours: Neighbour[]): Neighbour[] {
  return neighbours.sort((a, b) => b.cosine - a.cosine || a.row - b.row);
}
