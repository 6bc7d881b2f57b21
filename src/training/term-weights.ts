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
  next(words: readonly Word[]): Map<string, number> {
    this.#questions++;
    const vector = new Map<string, number>();
    for (const { term, noun } of words) {
      if (vector.has(term)) continue;
      vector.set(term, this.rarity(term) * (noun ? 1 : NOT_NOUN));
    }
    for (const term of vector.keys()) this.#frequencies.set(term, (this.#frequencies.get(term) ?? 0) + 1);
    const length = Math.hypot(...vector.values());
    if (length > 0) for (const [term, weight] of vector) vector.set(term, weight / length);
    return vector;
  }
}
