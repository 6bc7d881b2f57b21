import { lengthNormalisation } from './bridge/bridges.ts';
import type { TermList } from './index-tables.ts';
import type { Postings } from './postings.ts';
import type { SearchContext } from './search-context.ts';
import type { WordPairs } from './word-pairs.ts';

/** Lists by the number of their term. */
export type TermLists = ReadonlyMap<number, TermList>;

/** What was brought in for a question. */
export interface Gathered {
  readonly words: TermLists;
  readonly grams: TermLists;
  readonly pairs: TermLists;
  /** Clauses that are needed whatever words they have. */
  readonly others: readonly number[];
}

/** Makes contexts of those clauses of a large index that questions need. */
export class ContextGatherer {
  readonly #differentWords: Uint32Array;
  readonly #mean: number;
  readonly #wordPairs: WordPairs;
  /** Position + 1 of each clause in the context being made, all 0 between contexts. */
  readonly #positions: Uint32Array;

  constructor(differentWords: Uint32Array, mean: number, wordPairs: WordPairs) {
    this.#differentWords = differentWords;
    this.#mean = mean;
    this.#wordPairs = wordPairs;
    this.#positions = new Uint32Array(differentWords.length);
  }

  /** A context of the clauses that are on any list, in the order of the index; scores in it are those in the whole. */
  gather({ words, grams, pairs, others }: Gathered): SearchContext {
    const positions = this.#positions;
    const size = positions.length;
    for (const clause of others) positions[clause] = 1;
    for (const lists of [words, grams, pairs]) {
      for (const { clauses } of lists.values())
        for (let i = 0; i < clauses.length; i++) positions[clauses[i] as number] = 1;
    }
    let count = 0;
    for (let clause = 0; clause < size; clause++) if (positions[clause] !== 0) positions[clause] = ++count;
    const places = new Uint32Array(count);
    for (let clause = 0; clause < size; clause++) {
      const position = positions[clause] as number;
      if (position !== 0) places[position - 1] = clause;
    }
    const moved = (lists: TermLists) => postingsOf(lists, size, positions);
    const context = { words: moved(words), grams: moved(grams), pairs: moved(pairs) };
    const differentWords = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const clause = places[i] as number;
      differentWords[i] = this.#differentWords[clause] as number;
      positions[clause] = 0;
    }
    return {
      ...context,
      size: count,
      wordPairs: this.#wordPairs,
      normalisation: lengthNormalisation(differentWords, this.#mean),
      positionOf: (clause) => indexIn(places, clause),
      clauseAt: (position) => places[position] as number,
    };
  }
}

const NO_CLAUSES = new Uint32Array();
const NO_IMPACTS = new Float32Array();

function postingsOf(lists: TermLists, size: number, positions: Uint32Array): Postings {
  const moved = new Map<number, TermList>();
  for (const [term, { clauses, impacts }] of lists) {
    const there = new Uint32Array(clauses.length);
    for (let i = 0; i < there.length; i++) there[i] = (positions[clauses[i] as number] as number) - 1;
    moved.set(term, { clauses: there, impacts });
  }
  return {
    size,
    frequency: (term) => moved.get(term)?.clauses.length ?? 0,
    clauses: (term) => moved.get(term)?.clauses ?? NO_CLAUSES,
    impacts: (term) => moved.get(term)?.impacts ?? NO_IMPACTS,
  };
}

/** Where a number stands among ascending ones that hold it. */
function indexIn(ascending: Uint32Array, wanted: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
