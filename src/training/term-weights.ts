import { type SparseVector, scaledTo, sparseVector } from './sparse-centroids.ts';
import type { Word } from './wording.ts';

/** What is done with a thing tells topics apart less well than the thing. */
const NOT_NOUN = 0.6;
/** Imagined questions that keep the first few from weighing everything alike. */
const BEFORE = 10;

/** Weighs words by how rare they have been among the questions so far: `ln((n + 10) / (df + 1))`. */
export class TermWeights {
  readonly #frequencies = new Map<string, number>();
  #questions = 0;

  /** How rare a word has been so far. */
  rarity(term: string): number {
    return Math.log((this.#questions + BEFORE) / ((this.#frequencies.get(term) ?? 0) + 1));
  }

  /** The words of the next question as a vector of length 1; empty where it has none. */
  next(words: readonly Word[]): SparseVector {
    this.#questions++;
    const terms: string[] = [];
    const weights: number[] = [];
    for (const { term, noun } of words) {
      if (terms.includes(term)) continue;
      terms.push(term);
      weights.push(this.rarity(term) * (noun ? 1 : NOT_NOUN));
    }
    for (const term of terms) this.#frequencies.set(term, (this.#frequencies.get(term) ?? 0) + 1);
    return scaledTo(1, sparseVector(terms, weights));
  }
}
