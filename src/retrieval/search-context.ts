import type { Clause, Language } from '../domain/policy.ts';
import { lengthNormalisation } from './bridge/bridges.ts';
import { type InvertedEntry, invert, type Postings, type TermWeighting } from './postings.ts';
import { detectLanguage } from './text.ts';
import type { ClauseTokens, TokenStore } from './token-store.ts';
import { type SearchWeights, WEIGHTS } from './weights.ts';
import { WordPairs } from './word-pairs.ts';

/** What the channels search: clauses of an index under different kinds of term, all of them or those a question needs. */
export interface SearchContext {
  /** How many clauses it holds. */
  readonly size: number;
  readonly words: Postings;
  readonly grams: Postings;
  /** Neighbouring words, numbered by `wordPairs`. */
  readonly pairs: Postings;
  readonly wordPairs: WordPairs;
  /** See `lengthNormalisation`, by position. */
  readonly normalisation: Float32Array;
  /** The position here of a clause, which is given by its place in the index. */
  readonly positionOf: (clause: number) => number;
  /** The place in the index of the clause at a position. Positions are in the order of places. */
  readonly clauseAt: (position: number) => number;
}

/** All clauses of an index, inverted. */
export interface InvertedClauses extends SearchContext {
  /** How many different words each clause has. */
  readonly differentWords: Uint32Array;
  /** Of all clauses. */
  readonly meanDifferentWords: number;
  /** Languages that the clauses are written in. */
  readonly languages: ReadonlySet<Language>;
}

/** Inverts the tokens of every clause; nothing is analysed anew. Lets others run between its parts. */
export async function invertClauses(
  clauses: readonly Clause[],
  tokens: TokenStore,
): Promise<InvertedClauses> {
  const languages = clauses.map(languageOf);
  const weights = languages.map((language) => WEIGHTS[language]);
  const tokensOf = clauses.map((clause) => tokens.get(clause.contentHash) as ClauseTokens);
  const { words, grams } = tokens.lexicons;
  const entries = (
    kind: keyof SearchWeights & string,
    fields: (position: number) => InvertedEntry['fields'],
  ) =>
    clauses.map((_, position): InvertedEntry => {
      const weighting = (weights[position] as SearchWeights)[kind] as TermWeighting;
      return { fields: fields(position), weighting };
    });
  const wordPairs = new WordPairs(
    words,
    tokensOf.reduce((sum, { words: { body } }) => sum + body.length, 0),
  );
  const wordPostings = invert(
    entries('words', (position) => (tokensOf[position] as ClauseTokens).words),
    words.size,
  );
  await othersFirst();
  const gramPostings = invert(
    entries('grams', (position) => (tokensOf[position] as ClauseTokens).grams),
    grams.size,
  );
  await othersFirst();
  const pairPostings = invert(
    entries('pairs', (position) => {
      const { title, path, body } = (tokensOf[position] as ClauseTokens).words;
      return {
        title: wordPairs.row(title),
        path: wordPairs.row(path),
        body: wordPairs.row(body),
      };
    }),
    wordPairs.buckets,
  );
  await othersFirst();
  const { differentWords, mean } = countWords(wordPostings, words.size);
  const itself = (at: number) => at;
  return {
    size: clauses.length,
    words: wordPostings,
    grams: gramPostings,
    pairs: pairPostings,
    wordPairs,
    normalisation: lengthNormalisation(differentWords, mean),
    positionOf: itself,
    clauseAt: itself,
    differentWords,
    meanDifferentWords: mean,
    languages: new Set(languages),
  };
}

function countWords(postings: Postings, wordCount: number) {
  const differentWords = new Uint32Array(postings.size);
  let total = 0;
  for (let word = 0; word < wordCount; word++) {
    for (const clause of postings.clauses(word))
      differentWords[clause] = (differentWords[clause] as number) + 1;
    total += postings.frequency(word);
  }
  return { differentWords, mean: total / postings.size || 1 };
}

/** A server that loads a new index goes on answering from the old one. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function languageOf(clause: Clause): Language {
  return detectLanguage(clause.text || clause.title || clause.headingPath.join(' '));
}
