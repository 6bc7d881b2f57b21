import type { WordBridge } from '../../domain/retrieval.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Postings } from '../postings.ts';
import type { SearchTerm } from '../query-terms.ts';
import type { QuestionAnalysis } from '../question.ts';
import type { BridgedWord, BridgeVocabulary } from './bridge-vocabulary.ts';
import { bridgeWords } from './bridge-words.ts';

/** A word of the question and the index words that are near it, nearest first. */
export interface Bridge {
  readonly term: SearchTerm;
  readonly words: readonly BridgedWord[];
}

/**
 * The question's content words that can be bridged. A word that the vocabulary says otherwise is left to it, and a
 * blocked pair is never bridged.
 */
export function bridgesOf(
  { morphemes }: Pick<QuestionAnalysis, 'morphemes'>,
  terms: readonly SearchTerm[],
  vocabulary: BridgeVocabulary,
  isBlocked: (term: string, word: number) => boolean = () => false,
): readonly Bridge[] {
  const bases = new Map(bridgeWords(morphemes).map(({ base }) => [japaneseTerm(base), base]));
  return terms.flatMap((term): Bridge[] => {
    const base = bases.get(term.query.term);
    if (base === undefined || term.expansions.some(({ kind }) => kind === 'vocabulary')) return [];
    const words = vocabulary
      .near(base)
      .filter(({ word }) => word !== term.word && !isBlocked(term.query.term, word));
    return words.length === 0 ? [] : [{ term, words }];
  });
}

/**
 * What the bridges add to each clause: for each bridged word of the question its idf × the similarity of the nearest
 * word that the clause has; nothing where the clause has the question's word itself. `normalisation` divides each
 * clause's sum, one number a clause; see `lengthNormalisation`.
 * Time follows the postings of the words, not the number of clauses.
 */
export function scoreBridges(
  bridges: readonly Bridge[],
  postings: Postings,
  normalisation: Float32Array,
): Float32Array {
  const scores = new Float32Array(normalisation.length);
  const settledBy = new Int32Array(normalisation.length).fill(-1);
  bridges.forEach(({ term, words }, bridge) => {
    if (term.word !== undefined)
      eachClauseWith(term.word, postings, (clause) => {
        settledBy[clause] = bridge;
      });
    for (const { word, similarity } of words) {
      const gain = term.query.idf * similarity;
      eachClauseWith(word, postings, (clause) => {
        // Nearest first: what a clause got already is its best match.
        if (settledBy[clause] === bridge) return;
        settledBy[clause] = bridge;
        scores[clause] = (scores[clause] as number) + gain / (normalisation[clause] as number);
      });
    }
  });
  return scores;
}

/** How much the length of a clause counts, 0–1; measured: docs/models/ja-bridge.md. */
const LENGTH_SHARE = 0.5;

/**
 * BM25's normalisation by length, `1 − b + b · length / mean length` with b = 0.5, of each clause; length is the number
 * of different words. The more words a clause has, the likelier one of them is near any word by chance.
 */
export function lengthNormalisation(differentWords: Uint32Array, mean: number): Float32Array {
  const normalisation = new Float32Array(differentWords.length);
  for (let i = 0; i < normalisation.length; i++)
    normalisation[i] = 1 - LENGTH_SHARE + (LENGTH_SHARE * (differentWords[i] as number)) / mean;
  return normalisation;
}

/**
 * The bridges that a clause owes its place to: for each bridged word that it lacks, the nearest word that it has.
 * Agrees with what `scoreBridges` counts.
 */
export function bridgesWithin(
  bridges: readonly Bridge[],
  hasWord: (word: number) => boolean,
): readonly WordBridge[] {
  return bridges.flatMap(({ term, words }): WordBridge[] => {
    const { query, word: own } = term;
    if (own !== undefined && hasWord(own)) return [];
    const nearest = words.find(({ word }) => hasWord(word));
    return nearest === undefined ? [] : [{ term: query, as: nearest.as, similarity: nearest.similarity }];
  });
}

function eachClauseWith(word: number, postings: Postings, visit: (clause: number) => void): void {
  for (const clause of postings.clauses(word)) visit(clause);
}
