import { characterGrams } from './character-grams.ts';
import type { Expander } from './expansion/expansion.ts';
import type { Lexicon } from './lexicon.ts';
import { inverseDocumentFrequency, type Postings } from './postings.ts';
import { type QueryPart, queryParts } from './query-parts.ts';
import { type SearchTerm, searchTerms } from './query-terms.ts';
import type { QuestionAnalysis } from './question.ts';

export type { SearchTerm } from './query-terms.ts';

/** A question as the channels take it. */
export interface SearchQuery {
  readonly analysis: QuestionAnalysis;
  /** The content words: what a clause is asked to be about. */
  readonly terms: readonly SearchTerm[];
  /** The question in parts that can be said otherwise, each scored by the best of its wordings. */
  readonly parts: readonly QueryPart[];
  /** The question's own index words in reading order, undefined for words that no clause has. */
  readonly sequence: readonly (number | undefined)[];
  /** Index numbers of the question's own character grams, each once. */
  readonly grams: readonly number[];
  /** The clauses that the question names by number, by their place in the index; see `namedClauses`. */
  readonly named: ReadonlyMap<number, number>;
}

/** The index side of a query. */
export interface QueryTarget {
  readonly words: Pick<Lexicon, 'find'>;
  readonly grams: Pick<Lexicon, 'find'>;
  /** How many clauses have each word. */
  readonly statistics: Pick<Postings, 'size' | 'frequency'>;
}

/** Turns an analysed question into index terms; the expanders add vocabulary, synonyms and spellings. */
export function buildQuery(
  analysis: QuestionAnalysis,
  { words, grams, statistics }: QueryTarget,
  expanders: readonly Expander[],
  named: ReadonlyMap<number, number>,
): SearchQuery {
  const find = (term: string): number | undefined => {
    const word = words.find(term);
    return word !== undefined && statistics.frequency(word) > 0 ? word : undefined;
  };
  const idf = (word: number | undefined): number =>
    inverseDocumentFrequency(statistics.size, word === undefined ? 0 : statistics.frequency(word));
  const gramsOf = (text: string): number[] => {
    const found = characterGrams(text).map((gram) => grams.find(gram));
    return [...new Set(found.filter((gram) => gram !== undefined))];
  };
  const expansions = expanders.flatMap((expander) => expander.expand(analysis));
  const sequence = analysis.words.map(({ term }) => find(term));
  return {
    analysis,
    terms: searchTerms(analysis, expansions, find, idf),
    parts: queryParts(analysis, sequence, expansions, gramsOf),
    sequence,
    grams: gramsOf(analysis.normalised),
    named,
  };
}
