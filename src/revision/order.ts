/** Something with a place on both sides, and a weight: what is heavier rather stays where it is. */
export interface Placed {
  readonly before: number;
  readonly after: number;
  /** Positive. */
  readonly weight: number;
}

/**
 * The heaviest choice of items that stand in the same order on both sides; the others moved. Of equally heavy choices
 * the one that keeps the item found first in `tie` order; with distinct weights there is only one.
 */
export function inSameOrder<T extends Placed>(items: readonly T[]): ReadonlySet<T> {
  const sorted = [...items].sort((a, b) => a.before - b.before);
  const best: { readonly total: number; readonly previous: number }[] = [];
  let last = -1;
  for (const [index, item] of sorted.entries()) {
    let total = 0;
    let previous = -1;
    for (let at = 0; at < index; at += 1) {
      const candidate = best[at];
      if (candidate && (sorted[at]?.after ?? 0) < item.after && candidate.total > total) {
        total = candidate.total;
        previous = at;
      }
    }
    best.push({ total: total + item.weight, previous });
    if (last < 0 || total + item.weight > (best[last]?.total ?? 0)) last = index;
  }
  const kept = new Set<T>();
  for (let at = last; at >= 0; at = best[at]?.previous ?? -1) {
    const item = sorted[at];
    if (item) kept.add(item);
  }
  return kept;
}
