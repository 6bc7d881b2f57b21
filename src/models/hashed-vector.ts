/*
 * Feature hashing (Weinberger et al. 2009) of character n-grams: each gram adds ±1 to one of the dimensions.
 * No training, no data, the same everywhere; it sees shared characters, not meaning.
 */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Lengths of the character n-grams: short ones for Japanese, whose words are short, longer ones for the rest. */
const LENGTHS = { japanese: [1, 2, 3], other: [3, 4, 5] } as const;

/** The unit vector of a text's character n-grams; a text without letters or digits has the zero vector. */
export function hashedVector(text: string, dimensions: number): Float32Array {
  const counts = new Map<number, number>();
  for (const { 0: run } of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}ー]+/gu)) {
    const isJapanese = /[\u3040-\u30ff\u3400-\u9fff]/.test(run);
    const written = isJapanese ? run : ` ${run} `;
    for (const length of isJapanese ? LENGTHS.japanese : LENGTHS.other) {
      for (let i = 0; i + length <= written.length; i++) {
        const hash = fnv1a(written, i, i + length);
        counts.set(hash, (counts.get(hash) ?? 0) + 1);
      }
    }
  }
  const vector = new Float32Array(dimensions);
  let square = 0;
  for (const [hash, count] of counts) {
    const dimension = (hash >>> 1) % dimensions;
    // The square root keeps a repeated gram from drowning the others.
    vector[dimension] = (vector[dimension] as number) + (hash & 1 ? 1 : -1) * Math.sqrt(count);
  }
  for (const coordinate of vector) square += coordinate * coordinate;
  if (square > 0) for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] as number) / Math.sqrt(square);
  return vector;
}

/** FNV-1a over UTF-16 units, mixed once more because its low bits alone are poor. */
function fnv1a(text: string, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
