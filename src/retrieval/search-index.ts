import type { Vocabulary } from '../domain/knowledge.ts';
import type { Clause } from '../domain/policy.ts';
import type { ClauseIndex, RankedClause, Retrieval, RetrieveOptions } from '../domain/retrieval.ts';
import { KiteiError } from '../errors.ts';
import type { Embedder } from '../models/embedder.ts';
import { bridgesWithin } from './bridge/bridges.ts';
import { buildBridgeGraph, type IndexBridge, openIndexBridge } from './bridge/index-bridge.ts';
import { CHANNELS } from './channels.ts';
import {
  alignedVectors,
  type ClauseVectors,
  decodeClauseVectors,
  embedClauses,
  encodeClauseVectors,
} from './clause-vectors.ts';
import { gatherEvidence } from './evidence.ts';
import { createExpanders } from './expansion/expanders.ts';
import type { Expander } from './expansion/expansion.ts';
import { compileSynonyms, type SynonymTable } from './expansion/synonym-table.ts';
import { decodeSynonyms, encodeSynonyms } from './expansion/synonym-table-file.ts';
import { loadMorphology, NO_MORPHOLOGY } from './morphology.ts';
import { buildQuery } from './query.ts';
import { analyseQuestion } from './question.ts';
import { buildSearchContext, type SearchContext } from './search-context.ts';
import { hasJapanese } from './text.ts';
import { TokenStore } from './token-store.ts';
import { decodeTokenStore, encodeTokenStore } from './token-store-file.ts';
import { topPositions } from './top-positions.ts';
import { VectorLikeness } from './vector-likeness.ts';
import { WEIGHTS } from './weights.ts';

/** Called as clauses are indexed. */
export type ProgressListener = (done: number, total: number) => void;

export interface BuildOptions {
  readonly vocabulary: Vocabulary;
  /** An earlier index whose analysed tokens are taken over for unchanged clauses. */
  readonly previous?: SearchIndex;
  readonly onProgress?: ProgressListener;
  /** Embeds the clauses and the questions; without one the search goes by words alone. */
  readonly embedder?: Embedder;
}

const DEFAULT_LIMIT = 20;
const GRAPH_FILE = 'bridge-graph.bin';

/** Clauses ready to be searched, in memory. Immutable: a revision is a new index. */
export class SearchIndex implements ClauseIndex {
  readonly clauses: readonly Clause[];
  readonly tokens: TokenStore;
  readonly synonyms: SynonymTable;
  /** A graph that finds near words of a large index quickly, where one was built. */
  readonly graph: Uint8Array | null;
  /** Vectors of the clauses, in their order, where an embedder was configured. */
  readonly vectors: ClauseVectors | null;
  readonly #likeness: VectorLikeness | null;
  readonly #vocabulary: Vocabulary;
  readonly #context: SearchContext;
  #expanders: Promise<readonly Expander[]> | undefined;
  #bridge: Promise<IndexBridge | null> | undefined;

  constructor(
    clauses: readonly Clause[],
    tokens: TokenStore,
    synonyms: SynonymTable,
    vocabulary: Vocabulary,
    graph: Uint8Array | null = null,
    embedding: { readonly embedder: Embedder; readonly vectors: ClauseVectors } | null = null,
  ) {
    this.clauses = clauses;
    this.tokens = tokens;
    this.synonyms = synonyms;
    this.graph = graph;
    this.vectors = embedding?.vectors ?? null;
    this.#likeness = embedding === null ? null : new VectorLikeness(embedding.embedder, embedding.vectors);
    this.#vocabulary = vocabulary;
    this.#context = buildSearchContext(clauses, tokens);
  }

  /** Loads what the first question would otherwise wait for: the dictionary and the other wordings. */
  async prepare(): Promise<void> {
    await Promise.all([this.#loadExpanders(), this.#openBridge().catch(() => null)]);
  }

  /** Ranks the clauses for a question; see `Retrieval` for what the parts promise. */
  async retrieve(question: string, options: RetrieveOptions = {}): Promise<Retrieval> {
    const [analysis, expanders] = await Promise.all([analyseQuestion(question), this.#loadExpanders()]);
    const without = new Set(options.without ?? []);
    const query = buildQuery(
      analysis,
      { lexicons: this.tokens.lexicons, postings: this.#context.words },
      expanders.filter((expander) => !without.has(expander.name)),
    );
    const weights = WEIGHTS[analysis.language].channels;
    const bridgeWeight = without.has('bridge') ? 0 : (weights.bridge ?? 0);
    const bridge = bridgeWeight === 0 ? null : await this.#openBridge();
    const bridges = bridge?.bridges(analysis, query.terms) ?? [];
    const total = new Float32Array(this.clauses.length);
    const scored: { name: string; scores: Float32Array }[] = [];
    for (const channel of CHANNELS) {
      const weight = weights[channel.name] ?? 0;
      if (weight === 0 || without.has(channel.name)) continue;
      const scores = channel.score(query, this.#context);
      if (scores === null) continue;
      scored.push({ name: channel.name, scores });
      for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + weight * (scores[i] as number);
    }

    const documents = options.documents === undefined ? null : new Set(options.documents);
    const accept = (position: number) => {
      const clause = this.clauses[position] as Clause;
      return (documents?.has(clause.documentId) ?? true) && (options.clauses?.(clause) ?? true);
    };
    const evidence = new Map<number, Omit<RankedClause, 'score' | 'channels'>>();
    const evidenceOf = (position: number) => {
      let found = evidence.get(position);
      if (found === undefined) {
        const clause = this.clauses[position] as Clause;
        const words = this.#wordsOf(clause);
        found = {
          clause,
          ...gatherEvidence(query.terms, words, this.tokens.lexicons.words),
          ...(bridges.length > 0 && { bridges: bridgesWithin(bridges, words) }),
        };
        evidence.set(position, found);
      }
      return found;
    };
    const rank = (scores: Float32Array): RankedClause[] =>
      topPositions(scores, options.limit ?? DEFAULT_LIMIT, accept).map(
        (position): RankedClause => ({
          ...evidenceOf(position),
          score: scores[position] as number,
          channels: Object.fromEntries(scored.map(({ name, scores }) => [name, scores[position] as number])),
        }),
      );
    const byEvidence = rank(total);
    // Last, and apart from the other channels: likeness brings clauses forward but is no evidence.
    const likeness: { name: string; weight: number; scores: Float32Array }[] = [];
    if (bridge !== null && bridges.length > 0)
      likeness.push({ name: 'bridge', weight: bridgeWeight, scores: bridge.score(bridges) });
    if (this.#likeness !== null && !without.has('vectors')) {
      const weight = this.#likeness.weight(analysis.language);
      const scores = weight === 0 ? null : await this.#likeness.score(analysis, query.terms);
      if (scores !== null) likeness.push({ name: 'vectors', weight, scores });
    }
    for (const { weight, scores } of likeness) {
      for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + weight * (scores[i] as number);
    }
    scored.push(...likeness);
    const ranked = likeness.length === 0 ? byEvidence : rank(total);
    const numbered = [...this.#context.numbers.lookUp(question).keys()].filter(accept);
    return {
      language: analysis.language,
      terms: query.terms.map((term) => term.query),
      ranked,
      byEvidence,
      numbered: numbered.map((position) => this.clauses[position] as Clause),
    };
  }

  /** Everything needed to load the index again, by file name. */
  files(): ReadonlyMap<string, Uint8Array> {
    const files = new Map([...encodeTokenStore(this.tokens), ...encodeSynonyms(this.synonyms)]);
    if (this.graph !== null) files.set(GRAPH_FILE, this.graph);
    return this.vectors === null ? files : new Map([...files, ...encodeClauseVectors(this.vectors)]);
  }

  #loadExpanders(): Promise<readonly Expander[]> {
    this.#expanders ??= createExpanders(this.#vocabulary, this.tokens, this.#context, this.synonyms);
    return this.#expanders;
  }

  #openBridge(): Promise<IndexBridge | null> {
    if (this.#bridge === undefined) {
      const words = { lexicon: this.tokens.lexicons.words, postings: this.#context.words };
      this.#bridge = openIndexBridge(words, this.#vocabulary, this.graph);
      // Word vectors that could not be used are tried again with the next question.
      this.#bridge.catch(() => {
        this.#bridge = undefined;
      });
    }
    return this.#bridge;
  }

  #wordsOf(clause: Clause): ReadonlySet<number> {
    const words = this.tokens.get(clause.contentHash)?.words;
    return words === undefined ? new Set() : new Set([...words.title, ...words.path, ...words.body]);
  }
}

/** Indexes clauses; those whose content hash `previous` knows are not analysed again. */
export async function buildSearchIndex(
  clauses: readonly Clause[],
  { vocabulary, previous, onProgress, embedder }: BuildOptions,
): Promise<SearchIndex> {
  const tokens = previous === undefined ? new TokenStore() : previous.tokens.keeping(clauses);
  const knownWords = tokens.lexicons.words.size;
  const fresh = clauses.filter((clause) => !tokens.has(clause.contentHash));
  const morphology = fresh.some(isJapanese) ? await loadMorphology() : NO_MORPHOLOGY;
  let done = clauses.length - fresh.length;
  for (const clause of fresh) {
    if (!tokens.has(clause.contentHash)) tokens.add(clause, morphology);
    if (++done % 200 === 0) {
      onProgress?.(done, clauses.length);
      // Lets a server that reindexes go on answering.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  onProgress?.(clauses.length, clauses.length);
  const sameWords = previous !== undefined && tokens.lexicons.words.size === knownWords;
  const synonyms = sameWords ? previous.synonyms : await compileSynonyms(tokens.lexicons.words);
  const graph = sameWords ? previous.graph : await buildBridgeGraph(tokens.lexicons.words);
  const embedding =
    embedder === undefined
      ? null
      : { embedder, vectors: await embedClauses(clauses, embedder, previous?.vectors ?? null) };
  return new SearchIndex(clauses, tokens, synonyms, vocabulary, graph, embedding);
}

/**
 * Reads an index back from its files. Throws `index.corrupt` where they are damaged or lack one of the
 * clauses, or where `embedder` is not the one that made its vectors.
 */
export async function loadSearchIndex(
  files: ReadonlyMap<string, Uint8Array>,
  clauses: readonly Clause[],
  vocabulary: Vocabulary,
  embedder?: Embedder,
): Promise<SearchIndex> {
  const tokens = decodeTokenStore(files);
  const missing = clauses.find((clause) => !tokens.has(clause.contentHash));
  if (missing !== undefined) {
    throw new KiteiError(
      'index.corrupt',
      `The search index lacks the clause ${missing.id}.`,
      'Run the reindex again.',
    );
  }
  const vectors =
    embedder === undefined ? null : alignedVectors(decodeClauseVectors(files), clauses, embedder);
  const embedding = embedder === undefined || vectors === null ? null : { embedder, vectors };
  const graph = files.get(GRAPH_FILE) ?? null;
  return new SearchIndex(clauses, tokens, decodeSynonyms(files), vocabulary, graph, embedding);
}

function isJapanese({ title, headingPath, text }: Clause): boolean {
  return hasJapanese(title) || hasJapanese(text) || headingPath.some(hasJapanese);
}
