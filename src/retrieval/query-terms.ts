import type { QueryTerm } from '../domain/retrieval.ts';
import type { Expansion } from './expansion/expansion.ts';
import type { QuestionAnalysis, QuestionWord } from './question.ts';

/** A content word of the question with every way in which a clause may say it. */
export interface SearchTerm {
  readonly query: QueryTerm;
  /** Its index number, undefined where no clause has it. */
  readonly word: number | undefined;
  readonly expansions: readonly Expansion[];
}

/** The content words of a question, each once, with the expansions of the stretches they stand in. */
export function searchTerms(
  { words, normalised }: QuestionAnalysis,
  expansions: readonly Expansion[],
  find: (term: string) => number | undefined,
  idf: (word: number | undefined) => number,
): SearchTerm[] {
  const byTerm = new Map<string, { word: QuestionWord; expansions: Set<Expansion> }>();
  const explained = new Set<Expansion>();
  for (const word of words) {
    if (!word.content) continue;
    const own = byTerm.get(word.term) ?? { word, expansions: new Set() };
    byTerm.set(word.term, own);
    const end = word.start + word.surface.length;
    for (const expansion of expansions) {
      if (expansion.start >= end || expansion.end <= word.start) continue;
      own.expansions.add(expansion);
      explained.add(expansion);
    }
  }
  const terms = [...byTerm.values()].map(({ word: { surface, term }, expansions: own }): SearchTerm => {
    const word = find(term);
    return { query: { surface, term, idf: idf(word) }, word, expansions: [...own] };
  });
  return [...terms, ...saidInSmallWords(expansions, explained, normalised, idf)];
}

/** A wording made of small words only (「うちで」) is content once the vocabulary says what it stands for. */
function saidInSmallWords(
  expansions: readonly Expansion[],
  explained: ReadonlySet<Expansion>,
  normalised: string,
  idf: (word: number | undefined) => number,
): SearchTerm[] {
  const bySurface = new Map<string, Expansion[]>();
  for (const expansion of expansions) {
    if (explained.has(expansion)) continue;
    const surface = normalised.slice(expansion.start, expansion.end);
    bySurface.set(surface, [...(bySurface.get(surface) ?? []), expansion]);
  }
  return [...bySurface].map(([surface, own]) => ({
    query: { surface, term: surface, idf: Math.max(...own.flatMap(({ words }) => words.map(idf))) },
    word: undefined,
    expansions: own,
  }));
}
