import type { MatchKind, TermMatch } from '../domain/retrieval.ts';
import type { SearchTerm } from './query-terms.ts';

/** How fully a match by each route counts as having the word. */
const CREDIT: Readonly<Record<MatchKind, number>> = { exact: 1, vocabulary: 1, synonym: 0.7, fuzzy: 0.7 };
const STRENGTH: readonly MatchKind[] = ['exact', 'vocabulary', 'synonym', 'fuzzy'];

/** What a clause has of a question. */
export interface Evidence {
  readonly coverage: number;
  readonly matches: readonly TermMatch[];
}

/**
 * Which content words of the question a clause has, each by its strongest route, and the share of their
 * idf that these make up (0–1). A question without content words has coverage 0.
 */
export function gatherEvidence(
  terms: readonly SearchTerm[],
  hasWord: (word: number) => boolean,
  lexicon: { term(word: number): string },
): Evidence {
  const matches: TermMatch[] = [];
  let covered = 0;
  let total = 0;
  for (const term of terms) {
    total += term.query.idf;
    const match = strongestMatch(term, hasWord, lexicon);
    if (match === null) continue;
    covered += term.query.idf * CREDIT[match.kind];
    matches.push(match);
  }
  return { coverage: total === 0 ? 0 : Math.min(1, covered / total), matches };
}

function strongestMatch(
  { query, word, expansions }: SearchTerm,
  hasWord: (word: number) => boolean,
  lexicon: { term(word: number): string },
): TermMatch | null {
  if (word !== undefined && hasWord(word)) {
    return { term: query, kind: 'exact', as: lexicon.term(word) };
  }
  const said = expansions.filter(({ words }) => words.every(hasWord));
  for (const kind of STRENGTH) {
    const found = said.find((expansion) => expansion.kind === kind);
    if (found !== undefined)
      return { term: query, kind, as: found.as, ...(query.act && found.thing && { thing: true }) };
  }
  return null;
}
