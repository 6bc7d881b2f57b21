import type { MatchKind, TermMatch } from '../domain/retrieval.ts';
import type { SearchTerm } from './query.ts';

/** How fully a match by each route counts as having the word. */
const CREDIT: Readonly<Record<MatchKind, number>> = { exact: 1, vocabulary: 1, synonym: 0.7, fuzzy: 0.7 };

/**
 * Which content words of the question a clause has, each by its strongest route, and the share of their
 * idf that these make up (0–1). A question without content words has coverage 0.
 */
export function gatherEvidence(
  terms: readonly SearchTerm[],
  clauseWords: ReadonlySet<number>,
): { readonly coverage: number; readonly matches: readonly TermMatch[] } {
  const matches: TermMatch[] = [];
  let covered = 0;
  let total = 0;
  for (const { query, content, alternatives } of terms) {
    if (!content) continue;
    total += query.idf;
    const found = alternatives.find(({ words }) => words.every((word) => clauseWords.has(word)));
    if (found === undefined) continue;
    covered += query.idf * CREDIT[found.kind];
    matches.push({ term: query, kind: found.kind, as: found.as });
  }
  return { coverage: total === 0 ? 0 : covered / total, matches };
}
