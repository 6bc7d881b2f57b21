import type { Vocabulary } from '../../domain/knowledge.ts';
import { loadWordBridge } from '../../models/word-bridge.ts';
import { buildWordGraph, openWordGraph } from '../../models/word-graph.ts';
import { englishTerm } from '../english-words.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Lexicon } from '../lexicon.ts';
import { documentFrequency, type Postings } from '../postings.ts';
import type { SearchTerm } from '../query-terms.ts';
import type { QuestionAnalysis } from '../question.ts';
import { hasJapanese, normaliseText } from '../text.ts';
import { bridgeRows, createBridgeVocabulary } from './bridge-vocabulary.ts';
import { type Bridge, bridgesOf, lengthNormalisation, scoreBridges } from './bridges.ts';

/** Bridges from questions to one index. */
export interface IndexBridge {
  bridges(analysis: QuestionAnalysis, terms: readonly SearchTerm[]): readonly Bridge[];
  /** What they add to each clause, the length of clauses allowed for. */
  score(bridges: readonly Bridge[]): Float32Array;
}

/** From so many words on a graph saves more time than it costs; below, exact search takes half a millisecond. */
const GRAPH_PAYS_FROM = 5_000;

/**
 * The bridge of an index; null where the word vectors are not installed or know none of its words.
 * @throws KiteiError `model.corrupt` where the word vectors cannot be used.
 */
export async function openIndexBridge(
  { lexicon, postings }: { readonly lexicon: Lexicon; readonly postings: Postings },
  vocabulary: Vocabulary,
  graph: Uint8Array | null,
): Promise<IndexBridge | null> {
  const vectors = await loadWordBridge();
  if (vectors === null) return null;
  const rows = bridgeRows(vectors, lexicon, (word) => documentFrequency(postings, word) > 0);
  if (rows.size === 0) return null;
  // A graph that cannot be opened costs time, not the answer.
  const search = graph === null ? null : await openWordGraph(graph, vectors).catch(() => null);
  const near = createBridgeVocabulary(vectors, rows, search === null ? {} : { search });
  const isBlocked = blockedBridges(vocabulary, lexicon);
  const normalisation = lengthNormalisation(postings);
  return {
    bridges: (analysis, terms) => bridgesOf(analysis, terms, near, isBlocked),
    score: (bridges) => scoreBridges(bridges, postings, normalisation),
  };
}

/**
 * A graph of the words of an index, to be kept with it; null where exact search is fast enough or a graph cannot be
 * built here. Never fails: whatever is wrong with the word vectors is said when they are used.
 */
export async function buildBridgeGraph(lexicon: Lexicon): Promise<Uint8Array | null> {
  if (lexicon.size < GRAPH_PAYS_FROM) return null;
  try {
    const vectors = await loadWordBridge();
    if (vectors === null) return null;
    const rows = bridgeRows(vectors, lexicon);
    return rows.size < GRAPH_PAYS_FROM ? null : await buildWordGraph(vectors, [...rows.keys()]);
  } catch {
    return null;
  }
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
