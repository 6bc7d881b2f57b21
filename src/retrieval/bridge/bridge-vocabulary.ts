import { exactNearestWords, type NearestWords } from '../../models/nearest-words.ts';
import { similarity } from '../../models/word-bridge.ts';
import type { WordVectors } from '../../models/word-vectors.ts';
import { englishTerm } from '../english-words.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Lexicon } from '../lexicon.ts';
import { hasJapanese } from '../text.ts';
import { isBridgeable } from './bridge-words.ts';

/** A word of the index that is near a word of the question. */
export interface BridgedWord {
  /** Its index number. */
  readonly word: number;
  /** As a reader would write it. */
  readonly as: string;
  /** How far it stands for the question's word, 0–1. */
  readonly similarity: number;
}

/** The words of an index that word vectors know, and those among them that are near any other word. */
export interface BridgeVocabulary {
  /** Index words near a word given by its dictionary form, nearest first; none for a word the vectors lack. */
  near(base: string): readonly BridgedWord[];
}

/** A place of the word vectors in an index: row → index word. */
export type BridgeRows = ReadonlyMap<number, number>;

/** How many neighbours of a word are followed, and how near they must be; measured: docs/models/ja-bridge.md. */
export interface BridgeReach {
  readonly limit: number;
  /** Lowest cosine. */
  readonly floor: number;
}

export const BRIDGE_REACH: BridgeReach = { limit: 32, floor: 0.3 };

/**
 * For each index word that clauses have, the row of the word vectors that is spelt like it or, where there is none,
 * the commonest of those that are indexed under the same term (持ち出す and 持ち出し).
 */
export function bridgeRows(
  vectors: WordVectors,
  lexicon: Lexicon,
  isIndexed: (word: number) => boolean = () => true,
): BridgeRows {
  const rowOf = new Map<number, number>();
  vectors.words.forEach((written, row) => {
    if (!isBridgeable(written)) return;
    const term = hasJapanese(written) ? japaneseTerm(written) : englishTerm(written);
    const word = lexicon.find(term);
    if (word === undefined || !isIndexed(word)) return;
    if (written === term || !rowOf.has(word)) rowOf.set(word, row);
  });
  return new Map([...rowOf].map(([word, row]) => [row, word]));
}

/** How many words of questions keep their neighbours; asking again is then free. */
const REMEMBERED = 4_000;

/** The bridge vocabulary of an index; `search` finds among the rows, exactly unless told otherwise. */
export function createBridgeVocabulary(
  vectors: WordVectors,
  rows: BridgeRows,
  {
    search = exactNearestWords(vectors, [...rows.keys()]),
    reach = BRIDGE_REACH,
  }: { readonly search?: NearestWords; readonly reach?: BridgeReach } = {},
): BridgeVocabulary {
  const remembered = new Map<string, readonly BridgedWord[]>();
  const find = (base: string): readonly BridgedWord[] => {
    const row = vectors.rowOf(base);
    if (row === undefined) return [];
    return search.nearest(row, reach.limit, reach.floor).flatMap((neighbour) => {
      const word = rows.get(neighbour.row);
      // A graph kept from an earlier index may know words that no clause has any more.
      if (word === undefined) return [];
      const as = vectors.words[neighbour.row] as string;
      return [{ word, as, similarity: similarity(neighbour.cosine) }];
    });
  };
  return {
    near(base) {
      let found = remembered.get(base);
      if (found === undefined) {
        found = find(base);
        if (remembered.size >= REMEMBERED) remembered.clear();
        remembered.set(base, found);
      }
      return found;
    },
  };
}
