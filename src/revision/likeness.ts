/** Pairs of neighbouring characters of a text and how often each occurs: what texts are compared by. */
export interface Profile {
  readonly pairs: ReadonlyMap<string, number>;
  /** How many pairs there are. */
  readonly size: number;
}

/** A text without differences of width, white space and case. */
export function normalized(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** The profile of a text; of a single character, that character. */
export function profileOf(text: string): Profile {
  const characters = [...normalized(text)];
  const pairs = new Map<string, number>();
  const count = characters.length < 2 ? characters.length : characters.length - 1;
  for (let index = 0; index < count; index += 1) {
    const pair = (characters[index] ?? '') + (characters[index + 1] ?? '');
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, size: count };
}

/** How many pairs two profiles share. */
export function shared(one: Profile, other: Profile): number {
  const [small, large] = one.pairs.size <= other.pairs.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [pair, count] of small.pairs) sum += Math.min(count, large.pairs.get(pair) ?? 0);
  return sum;
}

/** From 0 (no pair in common) to 1 (the same pairs): Dice's coefficient. Two empty texts are alike. */
export function likeness(one: Profile, other: Profile): number {
  const total = one.size + other.size;
  return total === 0 ? 1 : (2 * shared(one, other)) / total;
}

/** The share of `part` that `whole` holds, from 0 to 1; an empty part is held by everything. */
export function containment(part: Profile, whole: Profile): number {
  return part.size === 0 ? 1 : shared(part, whole) / part.size;
}
