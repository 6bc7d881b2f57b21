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
  const terms = [...byTerm.values()].map(
    ({ word: { surface, term, start, act }, expansions: own }): SearchTerm => {
      const word = find(term);
      return { query: { surface, term, idf: idf(word), start, act }, word, expansions: [...own] };
    },
  );
  return [...terms, ...saidInSmallWords(expansions, explained, normalised, idf)];
}

/**
 * A wording made of small words only (「うちで」) is content once the vocabulary says what it stands for; of several
 * that overlap (守らない, 守らないと) the stretch that holds them all is one word.
 */
function saidInSmallWords(
  expansions: readonly Expansion[],
  explained: ReadonlySet<Expansion>,
  normalised: string,
  idf: (word: number | undefined) => number,
): SearchTerm[] {
  const stretches: { start: number; end: number; own: Expansion[] }[] = [];
  const small = expansions.filter((expansion) => !explained.has(expansion));
  for (const expansion of small.sort((a, b) => a.start - b.start)) {
    const stretch = stretches.at(-1);
    if (stretch === undefined || expansion.start >= stretch.end)
      stretches.push({ start: expansion.start, end: expansion.end, own: [expansion] });
    else {
      stretch.end = Math.max(stretch.end, expansion.end);
      stretch.own.push(expansion);
    }
  }
  const bySurface = new Map<string, SearchTerm>();
  for (const { start, end, own } of stretches) {
    const surface = normalised.slice(start, end);
    const query = {
      surface,
      term: surface,
      idf: Math.max(...own.flatMap(({ words }) => words.map(idf))),
      start,
      act: own.some(({ thing }) => thing === false),
    };
    if (!bySurface.has(surface)) bySurface.set(surface, { query, word: undefined, expansions: own });
  }
  return [...bySurface.values()];
}
