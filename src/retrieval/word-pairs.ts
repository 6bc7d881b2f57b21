/*
 * Neighbouring words as terms of their own: "market risk" says more than "market" and "risk". Pairs are
 * hashed into a power of two of buckets, which needs no table; a collision only adds a little noise.
 */

/** Number of buckets for an index with so many word occurrences: at least twice as many, at most 2^22. */
export function pairBuckets(occurrences: number): number {
  return 2 ** Math.min(22, Math.max(10, Math.ceil(Math.log2(Math.max(1, occurrences) * 2))));
}

/** The bucket of the pair of words `first second`. */
export function pairTerm(first: number, second: number, buckets: number): number {
  let hash = Math.imul(first + 1, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) & (buckets - 1);
}

/** The pairs of neighbours in a row of words, in order. */
export function wordPairs(words: ArrayLike<number>, buckets: number): Uint32Array {
  const pairs = new Uint32Array(Math.max(0, words.length - 1));
  for (let i = 0; i < pairs.length; i++) {
    pairs[i] = pairTerm(words[i] as number, words[i + 1] as number, buckets);
  }
  return pairs;
}
