/**
 * Positions of the highest positive scores that are accepted, best first, at most `limit`; equal scores in
 * order of position.
 */
export function topPositions(
  scores: Float32Array,
  limit: number,
  accept: (position: number) => boolean,
): number[] {
  const compare = (a: number, b: number) => (scores[b] as number) - (scores[a] as number) || a - b;
  let best: number[] = [];
  let floor = 0;
  for (let position = 0; position < scores.length; position++) {
    if ((scores[position] as number) <= floor || !accept(position)) continue;
    best.push(position);
    // Sorting now and then, with a rising floor, keeps the candidates few without a heap.
    if (best.length >= 4 * limit + 64) {
      best = best.sort(compare).slice(0, limit);
      floor = limit === 0 ? Number.POSITIVE_INFINITY : (scores[best[limit - 1] as number] as number);
    }
  }
  return best.sort(compare).slice(0, limit);
}
