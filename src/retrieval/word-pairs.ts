import type { Lexicon } from './lexicon.ts';

/**
 * Neighbouring words as terms of their own: "market risk" says more than "market" and "risk". Pairs are hashed by
 * their letters into a power of two of buckets, which needs no table and does not depend on how words are numbered;
 * a collision only adds a little noise.
 */
export class WordPairs {
  readonly buckets: number;
  readonly #lexicon: Lexicon;
  readonly #hashes: number[] = [];

  /** `occurrences`: how many words the index holds; there are at least twice as many buckets, at most 2^22. */
  constructor(lexicon: Lexicon, occurrences: number) {
    this.#lexicon = lexicon;
    this.buckets = 2 ** Math.min(22, Math.max(10, Math.ceil(Math.log2(Math.max(1, occurrences) * 2))));
  }

  /** The bucket of the pair of words `first second`, by their numbers. */
  term(first: number, second: number): number {
    let hash = Math.imul(this.#hash(first) + 1, 0x9e3779b1) ^ Math.imul(this.#hash(second) + 1, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 13)) & (this.buckets - 1);
  }

  /** The pairs of neighbours in a row of words, in order. */
  row(words: ArrayLike<number>): Uint32Array {
    const pairs = new Uint32Array(Math.max(0, words.length - 1));
    for (let i = 0; i < pairs.length; i++) pairs[i] = this.term(words[i] as number, words[i + 1] as number);
    return pairs;
  }

  #hash(word: number): number {
    const known = this.#hashes[word];
    if (known !== undefined) return known;
    const hash = fnv1a(this.#lexicon.term(word));
    this.#hashes[word] = hash;
    return hash;
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
