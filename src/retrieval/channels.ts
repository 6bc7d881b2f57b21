import { documentFrequency, inverseDocumentFrequency, type Postings } from './postings.ts';
import type { SearchQuery } from './query.ts';

/** What the channels search. */
export interface SearchContext {
  /** How many clauses there are; scores are indexed by clause position. */
  readonly size: number;
  readonly words: Postings;
  readonly grams: Postings;
}

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

/** Every channel of the search; a new one is a file and a line here. */
export const CHANNELS: readonly Channel[] = [wordChannel, characterChannel, presenceChannel];

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
