import type { Lexicon } from './lexicon.ts';
import type { NeededClauses } from './rank-clauses.ts';
import type { WordPairs } from './word-pairs.ts';

/** Numbers of the terms whose clauses a question needs. */
export interface NeededTerms {
  readonly words: ReadonlySet<number>;
  readonly grams: ReadonlySet<number>;
  readonly pairs: ReadonlySet<number>;
}

/** Every term that a channel, the bridges or the evidence of a question look at. */
export function neededTerms(
  { query: { terms, parts, sequence, grams }, bridges, channels }: NeededClauses,
  wordPairs: WordPairs,
): NeededTerms {
  const words = [
    ...sequence,
    ...parts.flatMap((part) => [...part.words, ...part.wordings.flatMap((wording) => wording.words)]),
    ...terms.flatMap((term) => [term.word, ...term.expansions.flatMap((expansion) => expansion.words)]),
    ...bridges.flatMap((bridge) => bridge.words.map(({ word }) => word)),
  ];
  const pairs = new Set<number>();
  for (let i = 0; channels.has('pairs') && i + 1 < sequence.length; i++) {
    const [first, second] = [sequence[i], sequence[i + 1]];
    if (first !== undefined && second !== undefined) pairs.add(wordPairs.term(first, second));
  }
  const ofWordings = parts.flatMap((part) => part.wordings.flatMap((wording) => wording.grams));
  return {
    words: new Set(words.filter((word) => word !== undefined)),
    grams: new Set(channels.has('characters') ? [...grams, ...ofWordings] : []),
    pairs,
  };
}

/** Numbers every gram it is asked for: which of them clauses have is known only when their lists are there. */
export class OpenLexicon implements Pick<Lexicon, 'find' | 'term'> {
  readonly #lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  find(term: string): number {
    return this.#lexicon.add(term);
  }

  term(id: number): string {
    return this.#lexicon.term(id);
  }
}
