import type { MatchKind, QueryTerm } from '../domain/retrieval.ts';
import { characterGrams } from './character-grams.ts';
import type { Lexicon } from './lexicon.ts';
import { documentFrequency, inverseDocumentFrequency, type Postings } from './postings.ts';
import type { QuestionAnalysis } from './question.ts';

/** A way in which a clause may say a word of the question: one index word, or several that must stand together. */
export interface Alternative {
  /** Word numbers, all of which a clause must have. */
  readonly words: readonly number[];
  readonly kind: MatchKind;
  /** Share of the word's own weight, 0–1. */
  readonly weight: number;
  /** As a reader would write it. */
  readonly as: string;
}

/** A word of the question with every way to find it, strongest first. */
export interface SearchTerm {
  readonly query: QueryTerm;
  /** False for words that only ask: they are searched for but are no evidence. */
  readonly content: boolean;
  readonly alternatives: readonly Alternative[];
}

/** A question as the channels take it. */
export interface SearchQuery {
  readonly analysis: QuestionAnalysis;
  readonly terms: readonly SearchTerm[];
  /** Word numbers in reading order, undefined for words that no clause has. */
  readonly words: readonly (number | undefined)[];
  /** Numbers of the question's character grams, each once. */
  readonly grams: readonly number[];
}

/** Finds further ways in which clauses may say the words of a question. */
export type Expander = (analysis: QuestionAnalysis) => ReadonlyMap<string, readonly Alternative[]>;

/** Turns an analysed question into index terms; `expanders` add synonyms, spellings and vocabulary. */
export function buildQuery(
  analysis: QuestionAnalysis,
  words: { readonly lexicon: Lexicon; readonly postings: Postings },
  grams: { readonly lexicon: Lexicon },
  expanders: readonly Expander[],
): SearchQuery {
  const expansions = expanders.map((expand) => expand(analysis));
  const terms = new Map<string, SearchTerm>();
  for (const word of analysis.words) {
    const known = terms.get(word.term);
    if (known !== undefined) continue;
    const id = words.lexicon.find(word.term);
    const frequency = id === undefined ? 0 : documentFrequency(words.postings, id);
    const idf = inverseDocumentFrequency(words.postings.size, frequency);
    const alternatives: Alternative[] = [];
    if (id !== undefined && frequency > 0) {
      alternatives.push({ words: [id], kind: 'exact', weight: 1, as: word.surface });
    }
    for (const expansion of expansions) alternatives.push(...(expansion.get(word.term) ?? []));
    terms.set(word.term, {
      query: { surface: word.surface, term: word.term, idf },
      content: word.content,
      alternatives,
    });
  }
  const gramIds = new Set<number>();
  for (const gram of characterGrams(analysis.normalised)) {
    const id = grams.lexicon.find(gram);
    if (id !== undefined) gramIds.add(id);
  }
  const row = analysis.words.map((word) => words.lexicon.find(word.term));
  return { analysis, terms: [...terms.values()], words: row, grams: [...gramIds] };
}
