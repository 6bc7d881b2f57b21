/** A row of a table of vectors and its cosine with what was asked for. */
export interface NearVector {
  readonly row: number;
  readonly cosine: number;
}

/** Finds rows of a table of unit vectors. */
export interface NearestVectors {
  /** At most `limit` rows nearest to a unit vector, nearest first; an approximate search may miss some. */
  nearest(vector: Float32Array, limit: number): readonly NearVector[];
}

/** Unit vectors side by side: row `r` is `values` from `r * dimensions` on. */
export interface VectorTable {
  readonly dimensions: number;
  readonly values: Float32Array;
}

/** Exact search: compares with every row, in time and memory that follow the table. */
export function exactNearestVectors({ dimensions, values }: VectorTable): NearestVectors {
  const rows = dimensions === 0 ? 0 : values.length / dimensions;
  return {
    nearest(vector, limit) {
      const found: NearVector[] = [];
      for (let row = 0; row < rows; row++) {
        const cosine = dotProduct(vector, values, row * dimensions);
        if (found.length === limit && !(cosine > (found[limit - 1] as NearVector).cosine)) continue;
        let place = found.length;
        while (place > 0 && (found[place - 1] as NearVector).cosine < cosine) place--;
        found.splice(place, 0, { row, cosine });
        if (found.length > limit) found.pop();
      }
      return found;
    },
  };
}

/** Four sums at a time: a processor need not wait for one before it begins the next. */
function dotProduct(vector: Float32Array, values: Float32Array, offset: number): number {
  const { length } = vector;
  const inFours = length - (length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < inFours; i += 4) {
    const at = offset + i;
    a += (vector[i] as number) * (values[at] as number);
    b += (vector[i + 1] as number) * (values[at + 1] as number);
    c += (vector[i + 2] as number) * (values[at + 2] as number);
    d += (vector[i + 3] as number) * (values[at + 3] as number);
  }
  for (let i = inFours; i < length; i++) a += (vector[i] as number) * (values[offset + i] as number);
  return a + b + c + d;
}
