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

/** Numbers of terms of one lexicon. */
export type TermNumbers = Uint16Array | Uint32Array;

/** Term numbers of one clause by kind and field, in reading order, repeats kept. */
export interface ClauseTokens extends Readonly<Record<TermKind, Readonly<Record<Field, TermNumbers>>>> {
  /** Numbers of the readings of its Japanese nouns, each once. */
  readonly readings: TermNumbers;
}

/** Between a word and its reading in the lexicon of readings; in neither. */
const READ_AS = '\t';

/**
 * What the analysers made of each clause, by content hash: tokenising is the cost of indexing, so a
 * clause is tokenised once for as long as its words stay the same.
 *
 * Terms are numbered as the clauses bring them, so that the same clauses in the same order make the same store, whether
 * they were tokenised here or taken over from other stores; no term is left of clauses that are gone.
 */
export class TokenStore {
  readonly lexicons: Readonly<Record<TermKind | 'readings', Lexicon>>;
  readonly #tokens: Map<string, ClauseTokens>;
  readonly #numberings = new WeakMap<TokenStore, Readonly<Record<TermKind | 'readings', Int32Array>>>();
  #readings: ReadonlyMap<number, string> | undefined;

  constructor(
    lexicons: TokenStore['lexicons'] = {
      words: new Lexicon(),
      grams: new Lexicon(),
      readings: new Lexicon(),
    },
    tokens: ReadonlyMap<string, ClauseTokens> = new Map(),
  ) {
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

  /** Katakana readings of Japanese nouns, by word number: of several, the one that came first. */
  get readings(): ReadonlyMap<number, string> {
    if (this.#readings === undefined) {
      const readings = new Map<number, string>();
      for (const pair of this.lexicons.readings.terms) {
        const [term = '', reading = ''] = pair.split(READ_AS);
        const word = this.lexicons.words.find(term);
        if (word !== undefined && !readings.has(word)) readings.set(word, reading);
      }
      this.#readings = readings;
    }
    return this.#readings;
  }

  /** Tokenises a clause and keeps the result under its content hash. */
  add(clause: Clause, morphology: Morphology): void {
    const fields = {
      title: tokenise(clause.title, morphology),
      path: tokenise(clause.headingPath.join('\n'), morphology),
      body: tokenise(clause.text, morphology),
    };
    const numbers = (kind: TermKind, field: Field) =>
      Uint32Array.from(fields[field][kind], (term) => this.lexicons[kind].add(term));
    const byField = (kind: TermKind) => ({
      title: numbers(kind, 'title'),
      path: numbers(kind, 'path'),
      body: numbers(kind, 'body'),
    });
    const readings = new Set(
      FIELDS.flatMap((field) =>
        [...fields[field].readings].map(([term, reading]) =>
          this.lexicons.readings.add(`${term}${READ_AS}${reading}`),
        ),
      ),
    );
    this.#keep(clause.contentHash, {
      words: byField('words'),
      grams: byField('grams'),
      readings: Uint32Array.from(readings),
    });
  }

  /** Takes a clause's tokens over from another store, which must have them and must not grow any more. */
  adopt(contentHash: string, from: TokenStore): void {
    const tokens = from.get(contentHash) as ClauseTokens;
    const numbering = this.#numberingOf(from);
    const renumber = (kind: TermKind | 'readings', numbers: TermNumbers) => {
      const own = numbering[kind];
      const renumbered = new Uint32Array(numbers.length);
      for (let i = 0; i < numbers.length; i++) {
        const number = numbers[i] as number;
        let mine = own[number] as number;
        if (mine < 0) {
          mine = this.lexicons[kind].add(from.lexicons[kind].term(number));
          own[number] = mine;
        }
        renumbered[i] = mine;
      }
      return renumbered;
    };
    const byField = (kind: TermKind) => ({
      title: renumber(kind, tokens[kind].title),
      path: renumber(kind, tokens[kind].path),
      body: renumber(kind, tokens[kind].body),
    });
    // In the order of `add`, which decides the numbers.
    const readings = renumber('readings', tokens.readings);
    this.#keep(contentHash, { words: byField('words'), grams: byField('grams'), readings });
  }

  #keep(contentHash: string, tokens: ClauseTokens): void {
    this.#readings = undefined;
    this.#tokens.set(contentHash, tokens);
  }

  /** For each term of another store its number here, −1 where it has none yet. */
  #numberingOf(from: TokenStore) {
    let numbering = this.#numberings.get(from);
    if (numbering === undefined) {
      const none = (kind: TermKind | 'readings') => new Int32Array(from.lexicons[kind].size).fill(-1);
      numbering = { words: none('words'), grams: none('grams'), readings: none('readings') };
      this.#numberings.set(from, numbering);
    }
    return numbering;
  }
}

/** One store for the clauses of several, in their order; a clause that several have is taken from the first. */
export function mergeTokenStores(stores: readonly TokenStore[]): TokenStore {
  const merged = new TokenStore();
  for (const store of stores) {
    for (const [contentHash] of store.entries()) {
      if (!merged.has(contentHash)) merged.adopt(contentHash, store);
    }
  }
  return merged;
}
