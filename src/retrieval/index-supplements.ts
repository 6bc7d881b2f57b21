import {
  type BridgeGraph,
  buildBridgeGraph,
  decodeBridgeGraph,
  encodeBridgeGraph,
} from './bridge/bridge-graph.ts';
import {
  compileSynonyms,
  decodeSynonyms,
  encodeSynonyms,
  SYNONYMS_FILE,
  type SynonymDictionary,
} from './expansion/synonym-dictionary.ts';
import type { Lexicon } from './lexicon.ts';

/** What an index keeps beside the tokens of its clauses. */
export interface IndexSupplements {
  readonly synonyms: SynonymDictionary;
  /** A graph that finds near words of a large index quickly, where one was built. */
  readonly graph: BridgeGraph | null;
}

/**
 * The supplements of an index of these words as files. Synonyms are the same for every index and are taken over from
 * `previous`, made by the same code, as they are.
 */
export async function makeSupplementFiles(
  words: Lexicon,
  previous: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<ReadonlyMap<string, Uint8Array>> {
  const graph = await buildBridgeGraph(words);
  const synonyms = previous.get(SYNONYMS_FILE) ?? encodeSynonyms(await compileSynonyms());
  return new Map([[SYNONYMS_FILE, synonyms], ...(graph === null ? [] : encodeBridgeGraph(graph))]);
}

/** The supplements as files. */
export function encodeSupplements({ synonyms, graph }: IndexSupplements): Map<string, Uint8Array> {
  return new Map([
    [SYNONYMS_FILE, encodeSynonyms(synonyms)],
    ...(graph === null ? [] : encodeBridgeGraph(graph)),
  ]);
}

/** Reads supplements back; throws `index.corrupt` where they are missing or damaged. */
export function decodeSupplements(files: ReadonlyMap<string, Uint8Array>): IndexSupplements {
  return { synonyms: decodeSynonyms(files.get(SYNONYMS_FILE)), graph: decodeBridgeGraph(files) };
}
