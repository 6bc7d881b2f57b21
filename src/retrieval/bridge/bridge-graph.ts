import { loadWordBridge } from '../../models/word-bridge.ts';
import { buildWordGraph } from '../../models/word-graph.ts';
import type { Lexicon } from '../lexicon.ts';
import { bridgeRows } from './bridge-vocabulary.ts';

/** A graph of words that finds near ones quickly, and which words it holds. */
export interface BridgeGraph {
  readonly bytes: Uint8Array;
  /** Rows of the word vectors that are in it. */
  readonly rows: Uint32Array;
}

const FILES = { graph: 'bridge-graph.bin', rows: 'bridge-graph-rows.bin' } as const;

/** From so many words on a graph saves more time than it costs; below, exact search takes half a millisecond. */
const GRAPH_PAYS_FROM = 5_000;

/**
 * A graph of the words of an index, to be kept with it; null where exact search is fast enough or a graph cannot be
 * built here. It serves later revisions too: words that come are searched beside it, words that go are passed over.
 * Never fails: whatever is wrong with the word vectors is said when they are used.
 */
export async function buildBridgeGraph(lexicon: Lexicon): Promise<BridgeGraph | null> {
  if (lexicon.size < GRAPH_PAYS_FROM) return null;
  try {
    const vectors = await loadWordBridge();
    if (vectors === null) return null;
    const rows = [...bridgeRows(vectors, lexicon).keys()];
    const bytes = rows.length < GRAPH_PAYS_FROM ? null : await buildWordGraph(vectors, rows);
    return bytes === null ? null : { bytes, rows: Uint32Array.from(rows) };
  } catch {
    return null;
  }
}

/** The graph as files. */
export function encodeBridgeGraph({ bytes, rows }: BridgeGraph): [string, Uint8Array][] {
  return [
    [FILES.graph, bytes],
    [FILES.rows, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)],
  ];
}

/** Reads the graph back, null where there is none or a part of it is missing: it only saves time. */
export function decodeBridgeGraph(files: ReadonlyMap<string, Uint8Array>): BridgeGraph | null {
  const bytes = files.get(FILES.graph);
  const rows = files.get(FILES.rows);
  if (bytes === undefined || rows === undefined || rows.byteLength % Uint32Array.BYTES_PER_ELEMENT !== 0)
    return null;
  return { bytes, rows: new Uint32Array(new Uint8Array(rows).buffer) };
}
