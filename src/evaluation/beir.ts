import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClauseIndex, RankedClause } from '../domain/retrieval.ts';
import type { Understanding } from '../domain/understanding.ts';
import { KiteiError } from '../errors.ts';
import { type BuildOptions, buildSearchIndex } from '../retrieval/search-index.ts';
import { detectLanguage } from '../retrieval/text.ts';
import { type Comparison, compareRuns } from './comparison.ts';
import { percentile } from './figures.ts';
import { type Passage, passagesAsClauses } from './passage-tree.ts';
import { compareParts, type SideBySide } from './side-by-side.ts';

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

/** One question of a set, asked: the measures of its ranking, and how long it took. */
type BeirResult = ReturnType<typeof measure> & { readonly latencyMs: number };

/**
 * Measures the retriever on `corpus.jsonl` ({id, title?, text}), `queries.jsonl` ({id, text}) and
 * `qrels.jsonl` ({qid, docid}, binary relevance) in `dir`. recall@k is the share of a question's gold
 * passages among the first k; MRR, nDCG and MAP are cut at 10 as trec_eval does.
 */
export async function evaluateBeir(dir: string, options: BeirOptions = {}): Promise<BeirFigures> {
  return figuresOf(await askAll(await readSet(dir), options));
}

/** Measures a set twice, with all channels and without some; see `evaluateBeir`. */
export async function compareBeir(
  dir: string,
  { without, onProgress }: BeirOptions & Required<Pick<BeirOptions, 'without'>>,
): Promise<Comparison<BeirFigures>> {
  const set = await readSet(dir);
  const half = (from: number) => (done: number, total: number) =>
    onProgress?.(from * total + done, 2 * total);
  const narrowed = await askAll(set, { without, onProgress: half(0) });
  const all = await askAll(set, { onProgress: half(1) });
  return compareRuns(narrowed, all, figuresOf, meansOf);
}

/** Models whose worth is measured. */
export interface BeirModels extends Pick<BuildOptions, 'embedder' | 'memory' | 'warn'> {
  readonly understanding: Understanding | null;
}

/** Measures a set without some parts, with each of them, and with all; `embeddings`, and those of `UNDERSTANDING_PARTS`. */
export async function compareBeirParts(
  dir: string,
  parts: readonly string[],
  { understanding, ...models }: BeirModels,
  onProgress?: (done: number, total: number) => void,
): Promise<SideBySide<BeirFigures>> {
  const set = { ...(await readSet(dir, models)), understanding };
  const { length } = set.questions;
  const runs = parts.length > 1 ? parts.length + 2 : 2;
  return compareParts(
    parts,
    (without, place) =>
      askAll(set, { without, onProgress: (done) => onProgress?.(place * length + done, runs * length) }),
    figuresOf,
    meansOf,
  );
}

interface BeirSet {
  readonly index: ClauseIndex;
  readonly understanding?: Understanding | null;
  /** The questions that have gold passages. */
  readonly questions: readonly { readonly text: string; readonly gold: ReadonlySet<string> }[];
}

async function readSet(
  dir: string,
  models: Pick<BuildOptions, 'embedder' | 'memory' | 'warn'> = {},
): Promise<BeirSet> {
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
  const questions = queries.flatMap(({ id, text }) => {
    const relevant = gold.get(id);
    return relevant === undefined ? [] : [{ text, gold: relevant }];
  });
  if (questions.length === 0) throw invalid(join(dir, 'qrels.jsonl'), 'names no question of queries.jsonl');
  const index = await buildSearchIndex(passagesAsClauses(passages), {
    vocabulary: { entries: [], blocked: [] },
    ...models,
  });
  return { index, questions };
}

async function askAll(
  { index, questions, understanding }: BeirSet,
  { without = [], onProgress }: BeirOptions,
): Promise<BeirResult[]> {
  const results: BeirResult[] = [];
  // A reranker is handed more than what counts.
  const limit = understanding ? 20 : 10;
  const search = async (text: string) => (await index.retrieve(text, { limit, without })).ranked;
  for (const { text, gold } of questions) {
    const start = performance.now();
    const found = await search(text);
    const ranked = understanding ? await rankBy(understanding, text, found, search, without) : found;
    const latencyMs = performance.now() - start;
    const hits = ranked.slice(0, 10).map(({ clause }) => gold.has(clause.id));
    results.push({ ...measure(hits, gold.size), latencyMs });
    onProgress?.(results.length, questions.length);
  }
  return results;
}

function rankBy(
  understanding: Understanding,
  text: string,
  found: readonly RankedClause[],
  search: (text: string) => Promise<readonly RankedClause[]>,
  without: readonly string[],
): Promise<readonly RankedClause[]> {
  const language = detectLanguage(text);
  const documentLanguages = new Set(found.map(({ clause }) => detectLanguage(clause.text)));
  const asked = { text, resolved: text, language, earlier: [] };
  return understanding.rank({ asked, found, search, documentLanguages, without });
}

function figuresOf(results: readonly BeirResult[]): BeirFigures {
  const times = results.map(({ latencyMs }) => latencyMs);
  const latencyMs = { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
  return { queries: results.length, ...meansOf(results), latencyMs };
}

function meansOf(results: readonly BeirResult[]): ReturnType<typeof measure> {
  const sums = { recallAt1: 0, recallAt5: 0, recallAt10: 0, mrrAt10: 0, ndcgAt10: 0, mapAt10: 0 };
  const names = Object.keys(sums) as (keyof typeof sums)[];
  for (const result of results) for (const name of names) sums[name] += result[name] / results.length;
  return sums;
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
