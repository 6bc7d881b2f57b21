import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KiteiError } from '../errors.ts';
import { buildSearchIndex } from '../retrieval/search-index.ts';
import { type Passage, passagesAsClauses } from './passage-tree.ts';

/** Retrieval figures over a BEIR-shaped set; each is a mean over the questions that have a gold passage. */
export interface BeirFigures {
  readonly queries: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly mrrAt10: number;
  readonly ndcgAt10: number;
  readonly mapAt10: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

export interface BeirOptions {
  /** Channels left out, as in `RetrieveOptions`. */
  readonly without?: readonly string[];
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Measures the retriever on `corpus.jsonl` ({id, title?, text}), `queries.jsonl` ({id, text}) and
 * `qrels.jsonl` ({qid, docid}, binary relevance) in `dir`. recall@k is the share of a question's gold
 * passages among the first k; MRR, nDCG and MAP are cut at 10 as trec_eval does.
 */
export async function evaluateBeir(
  dir: string,
  { without = [], onProgress }: BeirOptions = {},
): Promise<BeirFigures> {
  const passages = await readRows<Passage>(dir, 'corpus.jsonl', ['id', 'text']);
  const queries = await readRows<{ id: string; text: string }>(dir, 'queries.jsonl', ['id', 'text']);
  const gold = new Map<string, Set<string>>();
  for (const { qid, docid } of await readRows<{ qid: string; docid: string }>(dir, 'qrels.jsonl', [
    'qid',
    'docid',
  ])) {
    const ids = gold.get(qid) ?? new Set<string>();
    gold.set(qid, ids.add(docid));
  }
  const index = await buildSearchIndex(passagesAsClauses(passages), {
    vocabulary: { entries: [], blocked: [] },
  });
  const asked = queries.filter((query) => gold.has(query.id));
  if (asked.length === 0) throw invalid(join(dir, 'qrels.jsonl'), 'names no question of queries.jsonl');

  const sums = { recallAt1: 0, recallAt5: 0, recallAt10: 0, mrrAt10: 0, ndcgAt10: 0, mapAt10: 0 };
  const times: number[] = [];
  for (const [done, { id, text }] of asked.entries()) {
    const start = performance.now();
    const { ranked } = await index.retrieve(text, { limit: 10, without });
    times.push(performance.now() - start);
    const relevant = gold.get(id) as Set<string>;
    const hits = ranked.map(({ clause }) => relevant.has(clause.id));
    for (const [name, value] of Object.entries(measure(hits, relevant.size))) {
      sums[name as keyof typeof sums] += value / asked.length;
    }
    onProgress?.(done + 1, asked.length);
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
  return { queries: asked.length, ...sums, latencyMs: { p50: percentile(0.5), p95: percentile(0.95) } };
}

/** Figures of one ranking: `hits[i]` tells whether rank i + 1 is relevant. */
export function measure(hits: readonly boolean[], relevant: number) {
  const found = (k: number) => hits.slice(0, k).filter(Boolean).length;
  let gain = 0;
  let ideal = 0;
  let precision = 0;
  hits.slice(0, 10).forEach((hit, rank) => {
    if (!hit) return;
    gain += 1 / Math.log2(rank + 2);
    precision += found(rank + 1) / (rank + 1);
  });
  for (let rank = 0; rank < Math.min(10, relevant); rank++) ideal += 1 / Math.log2(rank + 2);
  const first = hits.slice(0, 10).indexOf(true);
  return {
    recallAt1: found(1) / relevant,
    recallAt5: found(5) / relevant,
    recallAt10: found(10) / relevant,
    mrrAt10: first < 0 ? 0 : 1 / (first + 1),
    ndcgAt10: gain / ideal,
    mapAt10: precision / relevant,
  };
}

async function readRows<Row>(dir: string, name: string, required: readonly string[]): Promise<Row[]> {
  const path = join(dir, name);
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (cause) {
    throw invalid(path, 'cannot be read', cause);
  }
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      let row: Record<string, unknown>;
      try {
        row = JSON.parse(line) as Record<string, unknown>;
      } catch (cause) {
        throw invalid(`${path}, line ${index + 1}`, 'is not JSON', cause);
      }
      for (const key of required) {
        if (typeof row[key] !== 'string')
          throw invalid(`${path}, line ${index + 1}`, `lacks the text "${key}"`);
      }
      return row as Row;
    });
}

function invalid(where: string, what: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'evaluation.invalid',
    `${where} ${what}.`,
    'Give a folder with corpus.jsonl, queries.jsonl and qrels.jsonl, one JSON object a line.',
    cause,
  );
}
