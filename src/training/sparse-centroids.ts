interface Sum {
  readonly weights: Map<string, number>;
  /** Square of the sum's length. */
  square: number;
  count: number;
}

/**
 * Centroids of groups of sparse vectors with postings by dimension: the groups near a vector are found without looking
 * at the others.
 */
export class SparseCentroids {
  /** Which groups have a dimension. */
  readonly #postings = new Map<string, Set<number>>();
  readonly #sums = new Map<number, Sum>();

  /** Adds a vector to a group. */
  add(group: number, vector: ReadonlyMap<string, number>): void {
    this.#addTo(group, vector, 1);
  }

  /** Moves everything in a group to another one. */
  join(from: number, into: number): void {
    const gone = this.#sums.get(from);
    if (gone === undefined) return;
    this.#sums.delete(from);
    for (const dimension of gone.weights.keys()) this.#postings.get(dimension)?.delete(from);
    this.#addTo(into, gone.weights, gone.count);
  }

  /**
   * Groups whose centroid may have a cosine of at least `least` to a vector; all others have a lower one. Dimensions are
   * looked up heaviest first, until what is left of the vector is too short to reach `least` (prefix filtering:
   * Chaudhuri, Ganti and Kaushik 2006), so that the dimensions that nearly all groups have are seldom looked at.
   */
  within(vector: ReadonlyMap<string, number>, least: number): Set<number> {
    const found = new Set<number>();
    const length = lengthOf(vector);
    let left = length * length;
    for (const [dimension, weight] of [...vector].sort(([, a], [, b]) => b - a)) {
      if (Math.sqrt(Math.max(0, left)) < least * length) break;
      for (const group of this.#postings.get(dimension) ?? []) found.add(group);
      left -= weight * weight;
    }
    return found;
  }

  /** Cosine of a vector to the centroid of a group; 0 where either is empty. */
  cosine(group: number, vector: ReadonlyMap<string, number>): number {
    const sum = this.#sums.get(group);
    const length = lengthOf(vector);
    if (sum === undefined || length === 0 || sum.square <= 0) return 0;
    let product = 0;
    for (const [dimension, weight] of vector) product += weight * (sum.weights.get(dimension) ?? 0);
    return product / (length * Math.sqrt(sum.square));
  }

  /** Mean of the vectors of a group; empty where none was added. */
  centroid(group: number): Map<string, number> {
    const sum = this.#sums.get(group);
    if (sum === undefined) return new Map();
    return new Map([...sum.weights].map(([dimension, weight]) => [dimension, weight / sum.count]));
  }

  #addTo(group: number, vector: ReadonlyMap<string, number>, count: number): void {
    let sum = this.#sums.get(group);
    if (sum === undefined) {
      sum = { weights: new Map(), square: 0, count: 0 };
      this.#sums.set(group, sum);
    }
    sum.count += count;
    for (const [dimension, weight] of vector) {
      const before = sum.weights.get(dimension) ?? 0;
      const after = before + weight;
      sum.square += after * after - before * before;
      sum.weights.set(dimension, after);
      const posting = this.#postings.get(dimension);
      if (posting === undefined) this.#postings.set(dimension, new Set([group]));
      else posting.add(group);
    }
  }
}

/** Length of a sparse vector. */
export function lengthOf(vector: ReadonlyMap<string, number>): number {
  let square = 0;
  for (const weight of vector.values()) square += weight * weight;
  return Math.sqrt(square);
}
