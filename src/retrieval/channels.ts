import { documentFrequency, inverseDocumentFrequency, type Postings } from './postings.ts';
import type { SearchQuery } from './query.ts';
import type { SearchContext } from './search-context.ts';
import { pairTerm } from './word-pairs.ts';

/** Scores of every clause, 0 where the channel has nothing to say. */
export type Scores = Float32Array;

/** One way of finding clauses, switched and weighted by its name; null where it has no say. */
export interface Channel {
  readonly name: string;
  score(query: SearchQuery, context: SearchContext): Scores | null;
}

/** BM25 over words, an alternative counting in part. */
const wordChannel: Channel = {
  name: 'words',
  score({ terms }, { size, words }) {
    const scores = new Float32Array(size);
    for (const { alternatives } of terms) {
      for (const { words: ids, weight } of alternatives) {
        for (const id of ids) addPostings(scores, words, id, weight / ids.length);
      }
    }
    return scores;
  },
};

/** BM25 over kanji and character 2–3-grams. */
const characterChannel: Channel = {
  name: 'characters',
  score({ grams }, { size, grams: postings }) {
    if (grams.length === 0) return null;
    const scores = new Float32Array(size);
    for (const id of grams) addPostings(scores, postings, id, 1);
    return scores;
  },
};

/** BM25 over neighbouring words. */
const pairChannel: Channel = {
  name: 'pairs',
  score({ words }, { size, pairs, pairBuckets }) {
    const scores = new Float32Array(size);
    const seen = new Set<number>();
    for (let i = 0; i + 1 < words.length; i++) {
      const [first, second] = [words[i], words[i + 1]];
      if (first === undefined || second === undefined) continue;
      const pair = pairTerm(first, second, pairBuckets);
      if (seen.has(pair)) continue;
      seen.add(pair);
      addPostings(scores, pairs, pair, 1);
    }
    return scores;
  },
};

/** Sum of idf of the question's words that a clause has, whatever its length. */
const presenceChannel: Channel = {
  name: 'presence',
  score({ terms }, { size, words }) {
    const scores = new Float32Array(size);
    for (const { query, alternatives } of terms) {
      const exact = alternatives.find((alternative) => alternative.kind === 'exact');
      const id = exact?.words[0];
      if (id === undefined) continue;
      for (let i = words.offsets[id] as number; i < (words.offsets[id + 1] as number); i++) {
        const clause = words.entries[i] as number;
        scores[clause] = (scores[clause] as number) + query.idf;
      }
    }
    return scores;
  },
};

/** BM25 of the question's exact words over the clauses that a clause is read under. */
const contextChannel: Channel = {
  name: 'context',
  score({ terms }, { size, context }) {
    const scores = new Float32Array(size);
    for (const { alternatives } of terms) {
      for (const { words: ids, kind } of alternatives) {
        if (kind === 'exact') for (const id of ids) addPostings(scores, context, id, 1);
      }
    }
    return scores;
  },
};

/** 1 for a clause that the question names by number, shared among clauses that bear the same number. */
const numberChannel: Channel = {
  name: 'number',
  score({ analysis }, { size, numbers }) {
    const named = numbers.lookUp(analysis.text);
    if (named.size === 0) return null;
    const scores = new Float32Array(size);
    for (const [position, share] of named) scores[position] = share;
    return scores;
  },
};

/** Every channel of the search; a new one is a file and a line here. */
export const CHANNELS: readonly Channel[] = [
  wordChannel,
  characterChannel,
  pairChannel,
  presenceChannel,
  contextChannel,
  numberChannel,
];

function addPostings(scores: Scores, postings: Postings, term: number, weight: number): void {
  const frequency = documentFrequency(postings, term);
  if (frequency === 0) return;
  const idf = weight * inverseDocumentFrequency(postings.size, frequency);
  const end = postings.offsets[term + 1] as number;
  for (let i = postings.offsets[term] as number; i < end; i++) {
    const clause = postings.entries[i] as number;
    scores[clause] = (scores[clause] as number) + idf * (postings.impacts[i] as number);
  }
}
