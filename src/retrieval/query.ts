import type { QueryTerm } from '../domain/retrieval.ts';
import { characterGrams } from './character-grams.ts';
import type { Expander, Expansion } from './expansion/expansion.ts';
import type { Lexicon } from './lexicon.ts';
import { documentFrequency, inverseDocumentFrequency, type Postings } from './postings.ts';
import type { QuestionAnalysis, QuestionWord } from './question.ts';

/** A content word of the question with every way in which a clause may say it. */
export interface SearchTerm {
  readonly query: QueryTerm;
  /** Its index number, undefined where no clause has it. */
  readonly word: number | undefined;
  readonly expansions: readonly Expansion[];
}

/** A question as the channels take it. */
export interface SearchQuery {
  readonly analysis: QuestionAnalysis;
  /** The content words: what a clause is asked to be about. */
  readonly terms: readonly SearchTerm[];
  /** Index words to search for, with their weight: the question's own at 1, other wordings below. */
  readonly words: ReadonlyMap<number, number>;
  /** The question's own index words in reading order, undefined for words that no clause has. */
  readonly sequence: readonly (number | undefined)[];
  /** Character grams to search for, with their weight. */
  readonly grams: ReadonlyMap<number, number>;
}

/** The index side of a query. */
export interface QueryTarget {
  readonly lexicons: { readonly words: Lexicon; readonly grams: Lexicon };
  readonly postings: Postings;
}

/** Turns an analysed question into index terms; the expanders add vocabulary, synonyms and spellings. */
export function buildQuery(
  analysis: QuestionAnalysis,
  { lexicons, postings }: QueryTarget,
  expanders: readonly Expander[],
): SearchQuery {
  const find = (term: string): number | undefined => {
    const word = lexicons.words.find(term);
    return word !== undefined && documentFrequency(postings, word) > 0 ? word : undefined;
  };
  const expansions = expanders.flatMap((expander) => expander.expand(analysis));
  const sequence = analysis.words.map(({ term }) => find(term));

  const words = new Map<number, number>();
  for (const word of sequence) if (word !== undefined) words.set(word, 1);
  for (const expansion of expansions) {
    for (const word of expansion.words) words.set(word, Math.max(words.get(word) ?? 0, expansion.weight));
  }

  const grams = new Map<number, number>();
  const addGrams = (text: string, weight: number) => {
    for (const gram of characterGrams(text)) {
      const id = lexicons.grams.find(gram);
      if (id !== undefined) grams.set(id, Math.max(grams.get(id) ?? 0, weight));
    }
  };
  addGrams(analysis.normalised, 1);
  for (const { as, weight } of expansions) addGrams(as, weight);
  return {
    analysis,
    terms: contentTerms(analysis, expansions, find, postings),
    words,
    sequence,
    grams,
  };
}

function contentTerms(
  analysis: QuestionAnalysis,
  expansions: readonly Expansion[],
  find: (term: string) => number | undefined,
  postings: Postings,
): SearchTerm[] {
  const idf = (word: number | undefined) =>
    inverseDocumentFrequency(postings.size, word === undefined ? 0 : documentFrequency(postings, word));
  const byTerm = new Map<string, { word: QuestionWord; expansions: Expansion[] }>();
  const explained = new Set<Expansion>();
  for (const word of analysis.words) {
    if (!word.content) continue;
    const own = byTerm.get(word.term) ?? { word, expansions: [] };
    byTerm.set(word.term, own);
    for (const expansion of expansions) {
      if (expansion.start >= word.start + word.surface.length || expansion.end <= word.start) continue;
      own.expansions.push(expansion);
      explained.add(expansion);
    }
  }
  const terms = [...byTerm.values()].map(({ word: { surface, term }, expansions: own }): SearchTerm => {
    const word = find(term);
    return { query: { surface, term, idf: idf(word) }, word, expansions: own };
  });
  // A wording made of small words only (「うちで」) is content once the vocabulary says what it stands for.
  const unexplained = new Map<string, Expansion[]>();
  for (const expansion of expansions) {
    if (explained.has(expansion)) continue;
    const surface = analysis.normalised.slice(expansion.start, expansion.end);
    unexplained.set(surface, [...(unexplained.get(surface) ?? []), expansion]);
  }
  for (const [surface, own] of unexplained) {
    const rarest = Math.max(...own.flatMap((expansion) => expansion.words.map(idf)));
    terms.push({ query: { surface, term: surface, idf: rarest }, word: undefined, expansions: own });
  }
  return terms;
}
