import type { RankedClause } from '../domain/retrieval.ts';

/** Damping of reciprocal rank fusion, as published (Cormack, Clarke and Büttcher 2009). */
const DAMPING = 60;

/** A ranking and what it weighs. */
export interface WeightedRanking {
  readonly ranked: readonly RankedClause[];
  readonly weight: number;
}

/**
 * Reciprocal rank fusion of rankings: `Σ weight / (60 + place)`. A clause is taken as the first ranking that has it gives
 * it, with the fused score; the first is that of the asker's own words. Of a clause that only others have, nothing is
 * said about the asker's words: no coverage, no matches, no bridges.
 */
export function fuse([own, ...others]: readonly [
  WeightedRanking,
  ...WeightedRanking[],
]): readonly RankedClause[] {
  const fused = new Map<string, RankedClause>();
  const add = ({ ranked, weight }: WeightedRanking, seen: (clause: RankedClause) => RankedClause) => {
    ranked.forEach((clause, place) => {
      const known = fused.get(clause.clause.id);
      const share = weight / (DAMPING + place + 1);
      fused.set(clause.clause.id, { ...(known ?? seen(clause)), score: (known?.score ?? 0) + share });
    });
  };
  add(own, (clause) => clause);
  for (const other of others) {
    add(other, ({ clause, score }) => ({ clause, score, coverage: 0, matches: [], channels: {} }));
  }
  return [...fused.values()].sort((one, other) => other.score - one.score);
}
