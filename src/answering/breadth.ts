import type { RankedClause, Retrieval } from '../domain/retrieval.ts';

/** What a clause that has none of the question's words keeps of its score; found on development sets. */
const FLOOR = 0.6;

/**
 * Ranks again with an eye to breadth: a clause that speaks of every part of a question (「USBを」「家に」「持ち帰る」)
 * goes before one that says one part of it at length. Scores stay comparable within the question.
 */
export function rankByBreadth(retrieval: Retrieval): Retrieval {
  return { ...retrieval, ranked: rerank(retrieval.ranked), byEvidence: rerank(retrieval.byEvidence) };
}

function rerank(ranked: readonly RankedClause[]): readonly RankedClause[] {
  return ranked
    .map((clause) => ({ ...clause, score: clause.score * (FLOOR + clause.coverage) }))
    .sort((one, other) => other.score - one.score);
}
