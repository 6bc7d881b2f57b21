/** A sparse vector: its dimensions and, at the same places, their weights (above 0). */
export interface SparseVector {
  readonly dimensions: readonly string[];
  readonly weights: readonly number[];
  readonly length: number;
}

/** The vector of given dimensions and weights. */
export function sparseVector(dimensions: readonly string[], weights: readonly number[]): SparseVector {
  let square = 0;
  for (const weight of weights) square += weight * weight;
  return { dimensions, weights, length: Math.sqrt(square) };
}

/** The same direction with another length; an empty vector stays empty. */
export function scaledTo(length: number, vector: SparseVector): SparseVector {
  if (vector.length === 0) return vector;
  const factor = length / vector.length;
  return { ...vector, weights: vector.weights.map((weight) => weight * factor), length };
}

/** What groups have in one dimension: group numbers and, at the same places, weights (0 once the group is gone). */
interface Posting {
  readonly groups: number[];
  readonly weights: number[];
}

interface Sum {
  /** Where the group stands in the posting of a dimension. */
  readonly places: Map<string, number>;
  /** Square of the sum's length. */
  square: number;
  count: number;
}

/** Looking one group up takes as long as passing so many in a list. */
const LOOKED_UP = 16;

/**
 * Centroids of groups of sparse vectors with postings by dimension, so that a vector is compared only with groups that
 * have something in common with it.
 */
export class SparseCentroids {
  readonly #postings = new Map<string, Posting>();
  /** By group; undefined once it is gone. */
  readonly #sums: (Sum | undefined)[] = [];
  /** What the last comparison was with, and the length of its vector. */
  #compared: readonly number[] = [];
  #length = 0;
  /** Products of the vector last compared, and whether a group was among those compared, by group. */
  #products = new Float64Array(1024);
  #listed = new Uint8Array(1024);

  /** Adds a vector to a group. */
  add(group: number, { dimensions, weights }: SparseVector): void {
    const sum = this.#sumOf(group);
    sum.count++;
    dimensions.forEach((dimension, place) => {
      this.#addWeight(group, sum, dimension, weights[place] as number);
    });
  }

  /** Moves everything in a group to another one. */
  join(from: number, into: number): void {
    const gone = this.#sums[from];
    if (gone === undefined) return;
    const kept = this.#sumOf(into);
    kept.count += gone.count;
    for (const [dimension, place] of gone.places) {
      const { weights } = this.#postings.get(dimension) as Posting;
      this.#addWeight(into, kept, dimension, weights[place] as number);
      weights[place] = 0;
    }
    this.#sums[from] = undefined;
  }

  /**
   * Compares a vector with the centroids of the groups that may have a cosine of at least `least` to it, and of those
   * `also` given; all others have a lower one. Dimensions are looked up heaviest first, until what is left of the vector
   * is too short to reach `least` (prefix filtering: Chaudhuri, Ganti and Kaushik 2006), so that what nearly all groups
   * have is not looked through. `cosine` then gives the cosines, up to the next comparison.
   *
   * @returns the groups compared.
   */
  compare(
    { dimensions, weights, length }: SparseVector,
    least: number,
    also: readonly number[] = [],
  ): readonly number[] {
    for (const group of this.#compared) {
      this.#products[group] = 0;
      this.#listed[group] = 0;
    }
    const found: number[] = [];
    this.#compared = found;
    this.#length = length;
    for (const group of also) this.#list(group, found);
    const order = heaviestFirst(weights);
    let left = length * length;
    for (const place of order) {
      const weight = weights[place] as number;
      const dimension = dimensions[place] as string;
      const posting = this.#postings.get(dimension);
      if (posting !== undefined) {
        const reachable = Math.sqrt(Math.max(0, left)) >= least * length;
        if (reachable) this.#multiplyAll(posting, weight, found);
        else this.#multiplyFound(posting, dimension, weight, found);
      }
      left -= weight * weight;
    }
    return found;
  }

  /** Cosine of the vector last compared to the centroid of a group; 0 where they were not compared. */
  cosine(group: number): number {
    const product = this.#products[group] ?? 0;
    return product === 0 ? 0 : product / (this.#length * Math.sqrt(this.#sums[group]?.square ?? 1));
  }

  /** Mean of the vectors of a group; empty where none was added. */
  centroid(group: number): SparseVector {
    const { places, count } = this.#sumOf(group);
    const dimensions = [...places.keys()];
    const weights = [...places].map(
      ([dimension, place]) => (this.#postings.get(dimension)?.weights[place] ?? 0) / Math.max(1, count),
    );
    return sparseVector(dimensions, weights);
  }

  #list(group: number, found: number[]): void {
    if (this.#listed[group] === 1) return;
    this.#listed[group] = 1;
    found.push(group);
  }

  #multiplyAll({ groups, weights }: Posting, weight: number, found: number[]): void {
    for (let place = 0; place < groups.length; place++) {
      const theirs = weights[place] as number;
      if (theirs === 0) continue;
      const group = groups[place] as number;
      this.#list(group, found);
      this.#products[group] = (this.#products[group] as number) + weight * theirs;
    }
  }

  /** As `multiplyAll`, for the groups found so far only. */
  #multiplyFound(
    { groups, weights }: Posting,
    dimension: string,
    weight: number,
    found: readonly number[],
  ): void {
    if (found.length * LOOKED_UP < groups.length) {
      for (const group of found) {
        const place = this.#sums[group]?.places.get(dimension);
        if (place === undefined) continue;
        this.#products[group] = (this.#products[group] as number) + weight * (weights[place] as number);
      }
      return;
    }
    for (let place = 0; place < groups.length; place++) {
      const group = groups[place] as number;
      if (this.#listed[group] !== 1) continue;
      this.#products[group] = (this.#products[group] as number) + weight * (weights[place] as number);
    }
  }

  #addWeight(group: number, sum: Sum, dimension: string, weight: number): void {
    let posting = this.#postings.get(dimension);
    if (posting === undefined) {
      posting = { groups: [], weights: [] };
      this.#postings.set(dimension, posting);
    }
    const known = sum.places.get(dimension);
    const place = known ?? posting.groups.push(group) - 1;
    const before = known === undefined ? 0 : (posting.weights[place] as number);
    const after = before + weight;
    posting.weights[place] = after;
    sum.places.set(dimension, place);
    sum.square += after * after - before * before;
  }

  #sumOf(group: number): Sum {
    let sum = this.#sums[group];
    if (sum === undefined) {
      sum = { places: new Map(), square: 0, count: 0 };
      this.#sums[group] = sum;
      if (group >= this.#products.length) {
        this.#products = new Float64Array(2 * group);
        this.#listed = new Uint8Array(2 * group);
        this.#compared = [];
      }
    }
    return sum;
  }
}

/** The places of weights from the heaviest to the lightest. */
function heaviestFirst(weights: readonly number[]): readonly number[] {
  const order = weights.map((_, place) => place);
  return order.length < 2 ? order : order.sort((a, b) => (weights[b] as number) - (weights[a] as number));
}
