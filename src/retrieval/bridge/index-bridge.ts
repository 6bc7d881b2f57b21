import type { Vocabulary } from '../../domain/knowledge.ts';
import { exactNearestWords, type NearestWords, nearestFirst } from '../../models/nearest-words.ts';
import { loadWordBridge } from '../../models/word-bridge.ts';
import { openWordGraph } from '../../models/word-graph.ts';
import type { WordVectors } from '../../models/word-vectors.ts';
import { englishTerm } from '../english-words.ts';
import type { IndexedWords } from '../expansion/expanders.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Lexicon } from '../lexicon.ts';
import type { SearchTerm } from '../query-terms.ts';
import type { QuestionAnalysis } from '../question.ts';
import { hasJapanese, normaliseText } from '../text.ts';
import type { BridgeGraph } from './bridge-graph.ts';
import { type BridgeRows, bridgeRows, createBridgeVocabulary } from './bridge-vocabulary.ts';
import { type Bridge, bridgesOf } from './bridges.ts';

/** Bridges from questions to one index. */
export interface IndexBridge {
  bridges(analysis: QuestionAnalysis, terms: readonly SearchTerm[]): readonly Bridge[];
}

/**
 * The bridge of an index; null where the word vectors are not installed or know none of its words.
 * @throws KiteiError `model.corrupt` where the word vectors cannot be used.
 */
export async function openIndexBridge(
  { words: lexicon, isIndexed }: Pick<IndexedWords, 'words' | 'isIndexed'>,
  vocabulary: Vocabulary,
  graph: BridgeGraph | null,
): Promise<IndexBridge | null> {
  const vectors = await loadWordBridge();
  if (vectors === null) return null;
  const rows = bridgeRows(vectors, lexicon, isIndexed);
  if (rows.size === 0) return null;
  // A graph that cannot be opened costs time, not the answer.
  const search = graph === null ? null : await searchWith(graph, vectors, rows).catch(() => null);
  const near = createBridgeVocabulary(vectors, rows, search === null ? {} : { search });
  const isBlocked = blockedBridges(vocabulary, lexicon);
  return { bridges: (analysis, terms) => bridgesOf(analysis, terms, near, isBlocked) };
}

/** Near words by the graph, those that it lacks searched exactly; null for all of them exactly. */
async function searchWith(
  graph: BridgeGraph,
  vectors: WordVectors,
  rows: BridgeRows,
): Promise<NearestWords | null> {
  const inGraph = await openWordGraph(graph.bytes, vectors);
  if (inGraph === null) return null;
  const known = new Set(graph.rows);
  const added = exactNearestWords(
    vectors,
    [...rows.keys()].filter((row) => !known.has(row)),
  );
  return {
    nearest: (row, limit, floor) =>
      nearestFirst([...inGraph.nearest(row, limit, floor), ...added.nearest(row, limit, floor)]).slice(
        0,
        limit,
      ),
  };
}

/** The blocked pairs of a vocabulary by index term, so that 持ち帰り blocks 持ち帰る too; pairs of phrases do not matter. */
function blockedBridges({ blocked }: Vocabulary, lexicon: Lexicon): (term: string, word: number) => boolean {
  const pairs = new Map<string, Set<number | undefined>>();
  const block = (from: string, to: string) => {
    const words = pairs.get(indexTerm(from)) ?? new Set();
    pairs.set(indexTerm(from), words.add(lexicon.find(indexTerm(to))));
  };
  for (const [one, other] of blocked) {
    block(one, other);
    block(other, one);
  }
  return (term, word) => pairs.get(term)?.has(word) ?? false;
}

function indexTerm(word: string): string {
  const normalised = normaliseText(word);
  return hasJapanese(normalised) ? japaneseTerm(normalised) : englishTerm(normalised);
}
