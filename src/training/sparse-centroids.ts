/**
 * Centroids of groups of sparse vectors with postings by dimension: the cosines of a vector to all groups that share a
 * dimension with it are found without looking at the others.
 */
export class SparseCentroids {
  /** Sum of the vectors of each group, by dimension and then by group. */
  readonly #postings = new Map<string, Map<number, number>>();
  readonly #sums: { readonly weights: Map<string, number>; square: number; count: number }[] = [];

  /** Adds a vector to a group, `times` over. */
  add(group: number, vector: ReadonlyMap<string, number>, times = 1): void {
    this.#sums[group] ??= { weights: new Map(), square: 0, count: 0 };
    const sum = this.#sums[group];
    sum.count += times;
    for (const [dimension, weight] of vector) {
      const before = sum.weights.get(dimension) ?? 0;
      const after = before + weight * times;
      sum.square += after * after - before * before;
      sum.weights.set(dimension, after);
      const posting = this.#postings.get(dimension);
      if (posting === undefined) this.#postings.set(dimension, new Map([[group, after]]));
      else posting.set(group, after);
    }
  }

  /** Cosine of a vector to every group it shares a dimension with. */
  cosines(vector: ReadonlyMap<string, number>): Map<number, number> {
    const products = new Map<number, number>();
    const length = Math.hypot(...vector.values());
    if (length === 0) return products;
    for (const [dimension, weight] of vector) {
      for (const [group, sum] of this.#postings.get(dimension) ?? []) {
        products.set(group, (products.get(group) ?? 0) + weight * sum);
      }
    }
    for (const [group, product] of products) {
      const square = this.#sums[group]?.square ?? 0;
      products.set(group, square > 0 ? product / (length * Math.sqrt(square)) : 0);
    }
    return products;
  }

  /** Mean of the vectors of a group; empty where none was added. */
  centroid(group: number): Map<string, number> {
    const sum = this.#sums[group];
    if (sum === undefined) return new Map();
    return new Map([...sum.weights].map(([dimension, weight]) => [dimension, weight / sum.count]));
  }
}
