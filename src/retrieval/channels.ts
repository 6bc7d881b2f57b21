import { inverseDocumentFrequency, type Postings } from './postings.ts';
import type { SearchQuery } from './query.ts';
import type { SearchContext } from './search-context.ts';

/** Scores of every clause, 0 where the channel has nothing to say. */
export type Scores = Float32Array;

/** One way of finding clauses, switched and weighted by its name; null where it has no say. */
export interface Channel {
  readonly name: string;
  score(query: SearchQuery, context: SearchContext): Scores | null;
}

/** BM25 over words; a part of the question counts by its own words or by the best other wording. */
const wordChannel: Channel = {
  name: 'words',
  score({ parts }, { size, words: postings }) {
    const scores = new Float32Array(size);
    const best = new BestOf(size);
    for (const { words, wordings } of parts) {
      if (wordings.length === 0) {
        for (const word of words) addPostings(scores, postings, word, 1);
        continue;
      }
      best.consider(postings, words, 1);
      for (const wording of wordings) best.consider(postings, wording.words, wording.weight);
      best.addTo(scores);
    }
    return scores;
  },
};

/** BM25 over kanji and character 2–3-grams: the question's own, and the best other wording of each part. */
const characterChannel: Channel = {
  name: 'characters',
  score({ grams, parts }, { size, grams: postings }) {
    const scores = new Float32Array(size);
    for (const gram of grams) addPostings(scores, postings, gram, 1);
    const own = new Set(grams);
    const best = new BestOf(size);
    for (const { wordings } of parts) {
      for (const { grams: other, weight } of wordings) {
        best.consider(
          postings,
          other.filter((gram) => !own.has(gram)),
          weight,
        );
      }
      best.addTo(scores);
    }
    return scores;
  },
};

/** BM25 over neighbouring words. */
const pairChannel: Channel = {
  name: 'pairs',
  score({ sequence }, { size, pairs, wordPairs }) {
    const scores = new Float32Array(size);
    const seen = new Set<number>();
    for (let i = 0; i + 1 < sequence.length; i++) {
      const [first, second] = [sequence[i], sequence[i + 1]];
      if (first === undefined || second === undefined) continue;
      const pair = wordPairs.term(first, second);
      if (seen.has(pair)) continue;
      seen.add(pair);
      addPostings(scores, pairs, pair, 1);
    }
    return scores;
  },
};

/** Sum of idf of the question's own words that a clause has, whatever its length. */
const presenceChannel: Channel = {
  name: 'presence',
  score({ sequence }, { size, words }) {
    const scores = new Float32Array(size);
    for (const word of new Set(sequence)) {
      if (word === undefined) continue;
      const idf = inverseDocumentFrequency(words.size, words.frequency(word));
      for (const clause of words.clauses(word)) scores[clause] = (scores[clause] as number) + idf;
    }
    return scores;
  },
};

/**
 * What presence gives for the question's own words, for other wordings of them: the idf of the word that was asked,
 * which is high where no clause has it, times the weight of the best wording the clause has.
 */
const wordingChannel: Channel = {
  name: 'wordings',
  score({ terms }, { size, words }) {
    const scores = new Float32Array(size);
    for (const { query, word, expansions } of terms) {
      const credit = new Map<number, number>();
      for (const expansion of expansions) {
        for (const clause of clausesWithAll(words, expansion.words))
          if (expansion.weight > (credit.get(clause) ?? 0)) credit.set(clause, expansion.weight);
      }
      // A clause that has the word itself has been counted by presence.
      if (word !== undefined) for (const clause of clausesWithAll(words, [word])) credit.delete(clause);
      for (const [clause, weight] of credit) scores[clause] = (scores[clause] as number) + query.idf * weight;
    }
    return scores;
  },
};

/** Clauses that have every one of some words. */
function clausesWithAll(postings: Postings, terms: readonly number[]): readonly number[] {
  let common: readonly number[] | null = null;
  for (const term of terms) {
    const clauses = new Set(postings.clauses(term));
    common = common === null ? [...clauses] : common.filter((clause) => clauses.has(clause));
  }
  return common ?? [];
}

/** 1 for a clause that the question names by number, shared among clauses that bear the same number. */
const numberChannel: Channel = {
  name: 'number',
  score({ named }, { size, positionOf }) {
    if (named.size === 0) return null;
    const scores = new Float32Array(size);
    for (const [clause, share] of named) scores[positionOf(clause)] = share;
    return scores;
  },
};

/** Every channel of the search; a new one is a file and a line here. */
export const CHANNELS: readonly Channel[] = [
  wordChannel,
  characterChannel,
  pairChannel,
  presenceChannel,
  wordingChannel,
  numberChannel,
];

/** Keeps, clause by clause, the best BM25 score among several sets of terms. */
class BestOf {
  readonly #best: Float32Array;
  readonly #scores: Float32Array;
  readonly #touched = new Set<number>();

  constructor(size: number) {
    this.#best = new Float32Array(size);
    this.#scores = new Float32Array(size);
  }

  consider(postings: Postings, terms: readonly number[], weight: number): void {
    const clauses: number[] = [];
    for (const term of terms) {
      addPostings(this.#scores, postings, term, weight);
      for (const clause of postings.clauses(term)) clauses.push(clause);
    }
    for (const clause of clauses) {
      const score = this.#scores[clause] as number;
      if (score > (this.#best[clause] as number)) this.#best[clause] = score;
      this.#scores[clause] = 0;
      this.#touched.add(clause);
    }
  }

  /** Adds the best scores and starts anew. */
  addTo(scores: Scores): void {
    for (const clause of this.#touched) {
      scores[clause] = (scores[clause] as number) + (this.#best[clause] as number);
      this.#best[clause] = 0;
    }
    this.#touched.clear();
  }
}

function addPostings(scores: Scores, postings: Postings, term: number, weight: number): void {
  const frequency = postings.frequency(term);
  if (frequency === 0) return;
  const idf = weight * inverseDocumentFrequency(postings.size, frequency);
  const clauses = postings.clauses(term);
  const impacts = postings.impacts(term);
  for (let i = 0; i < clauses.length; i++) {
    const clause = clauses[i] as number;
    scores[clause] = (scores[clause] as number) + idf * (impacts[i] as number);
  }
}
