import type { WordVectors } from '../../../src/models/word-vectors.ts';
import { type BridgeReach, createBridgeVocabulary } from '../../../src/retrieval/bridge/bridge-vocabulary.ts';
import { Lexicon } from '../../../src/retrieval/lexicon.ts';
import { invert } from '../../../src/retrieval/postings.ts';
import type { SearchTerm } from '../../../src/retrieval/query-terms.ts';

/** Clauses given by their words, indexed as they are. */
export function indexWords(clauses: readonly (readonly string[])[]) {
  const lexicon = new Lexicon();
  const weighting = { k1: 1, b: 0, fields: { body: 1 } };
  const entries = clauses.map((words) => ({
    fields: { body: Uint32Array.from(words, (word) => lexicon.add(word)) },
    weighting,
  }));
  return { lexicon, postings: invert(entries, lexicon.size) };
}

/** A bridge vocabulary over the words of a lexicon, each under its own spelling. */
export function vocabularyOf(vectors: WordVectors, lexicon: Lexicon, reach: BridgeReach) {
  const rows = new Map<number, number>();
  lexicon.terms.forEach((term, word) => {
    const row = vectors.rowOf(term);
    if (row !== undefined) rows.set(row, word);
  });
  return createBridgeVocabulary(vectors, rows, { reach });
}

export function searchTerm(term: string, idf: number, lexicon: Lexicon): SearchTerm {
  return {
    query: { surface: term, term, idf, start: 0, act: false },
    word: lexicon.find(term),
    expansions: [],
  };
}
