import type { Clause } from '../domain/policy.ts';
import { Lexicon } from './lexicon.ts';
import type { Morphology } from './morphology.ts';
import { tokenise } from './tokens.ts';

/** The parts of a clause that are indexed apart. */
export const FIELDS = ['title', 'path', 'body'] as const;
export type Field = (typeof FIELDS)[number];

/** Kinds of index term: words of either language, and characters of Japanese. */
export const TERM_KINDS = ['words', 'grams'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** Term numbers of one clause by kind and field, in reading order, repeats kept. */
export type ClauseTokens = Readonly<Record<TermKind, Readonly<Record<Field, Uint32Array>>>>;

/**
 * What the analysers made of each clause, by content hash: tokenising is the cost of indexing, so a
 * clause is tokenised once for as long as its words stay the same.
 */
export class TokenStore {
  readonly lexicons: Readonly<Record<TermKind, Lexicon>>;
  /** Katakana readings of Japanese nouns, by word number. */
  readonly readings: ReadonlyMap<number, string>;
  readonly #tokens: Map<string, ClauseTokens>;

  constructor(
    lexicons: Readonly<Record<TermKind, Lexicon>> = { words: new Lexicon(), grams: new Lexicon() },
    tokens: ReadonlyMap<string, ClauseTokens> = new Map(),
    readings: ReadonlyMap<number, string> = new Map(),
  ) {
    this.readings = new Map(readings);
    this.lexicons = lexicons;
    this.#tokens = new Map(tokens);
  }

  get(contentHash: string): ClauseTokens | undefined {
    return this.#tokens.get(contentHash);
  }

  has(contentHash: string): boolean {
    return this.#tokens.has(contentHash);
  }

  entries(): IterableIterator<[string, ClauseTokens]> {
    return this.#tokens.entries();
  }

  /** Tokenises a clause and keeps the result under its content hash. */
  add(clause: Clause, morphology: Morphology): void {
    const fields = {
      title: tokenise(clause.title, morphology),
      path: tokenise(clause.headingPath.join('\n'), morphology),
      body: tokenise(clause.text, morphology),
    };
    const ids = (kind: TermKind, field: Field) =>
      Uint32Array.from(fields[field][kind], (term) => this.lexicons[kind].add(term));
    const byField = (kind: TermKind) => ({
      title: ids(kind, 'title'),
      path: ids(kind, 'path'),
      body: ids(kind, 'body'),
    });
    const readings = this.readings as Map<number, string>;
    for (const field of FIELDS) {
      for (const [term, reading] of fields[field].readings) {
        const word = this.lexicons.words.add(term);
        if (!readings.has(word)) readings.set(word, reading);
      }
    }
    this.#tokens.set(clause.contentHash, { words: byField('words'), grams: byField('grams') });
  }

  /** A store to build on: the tokens of the given clauses that are known already, nothing else. */
  keeping(clauses: readonly Clause[]): TokenStore {
    const kept = new Map<string, ClauseTokens>();
    for (const { contentHash } of clauses) {
      const tokens = this.#tokens.get(contentHash);
      if (tokens !== undefined) kept.set(contentHash, tokens);
    }
    const { words, grams } = this.lexicons;
    return new TokenStore(
      { words: new Lexicon(words.terms), grams: new Lexicon(grams.terms) },
      kept,
      this.readings,
    );
  }
}
