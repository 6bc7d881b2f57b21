import type { Clause, Language } from '../domain/policy.ts';
import { ClauseNumbers } from './clause-numbers.ts';
import { type InvertedEntry, invert, type Postings, type TermWeighting } from './postings.ts';
import { detectLanguage } from './text.ts';
import type { ClauseTokens, TokenStore } from './token-store.ts';
import { type SearchWeights, WEIGHTS } from './weights.ts';
import { WordPairs } from './word-pairs.ts';

/** What the channels search: the same clauses under different kinds of term, by clause position. */
export interface SearchContext {
  readonly size: number;
  readonly words: Postings;
  readonly grams: Postings;
  /** Neighbouring words, numbered by `wordPairs`. */
  readonly pairs: Postings;
  readonly wordPairs: WordPairs;
  readonly numbers: ClauseNumbers;
  /** Languages that the clauses are written in. */
  readonly languages: ReadonlySet<Language>;
}

/** Inverts the tokens of every clause; nothing is analysed anew. Lets others run between its parts. */
export async function buildSearchContext(
  clauses: readonly Clause[],
  tokens: TokenStore,
): Promise<SearchContext> {
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
  return {
    size: clauses.length,
    words: wordPostings,
    grams: gramPostings,
    pairs: pairPostings,
    wordPairs,
    numbers: new ClauseNumbers(clauses),
    languages: new Set(languages),
  };
}

/** A server that loads a new index goes on answering from the old one. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function languageOf(clause: Clause): Language {
  return detectLanguage(clause.text || clause.title || clause.headingPath.join(' '));
}
