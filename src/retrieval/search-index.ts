import type { Vocabulary } from '../domain/knowledge.ts';
import type { Clause } from '../domain/policy.ts';
import type { ClauseIndex, RankedClause, Retrieval, RetrieveOptions } from '../domain/retrieval.ts';
import { explain, KiteiError } from '../errors.ts';
import type { Embedder } from '../models/embedder.ts';
import type { VectorMemory } from '../models/vector-memory.ts';
import { analyseClauses, type ProgressListener } from './analyse-clauses.ts';
import { buildBridgeGraph } from './bridge/bridge-graph.ts';
import { bridgesWithin } from './bridge/bridges.ts';
import { type IndexBridge, openIndexBridge } from './bridge/index-bridge.ts';
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
import { compileSynonyms } from './expansion/synonym-dictionary.ts';
import { decodeSupplements, encodeSupplements, type IndexSupplements } from './index-supplements.ts';
import { buildQuery } from './query.ts';
import { analyseQuestion } from './question.ts';
import { buildSearchContext, type SearchContext } from './search-context.ts';
import type { TokenStore } from './token-store.ts';
import { topPositions } from './top-positions.ts';
import { VectorLikeness } from './vector-likeness.ts';
import { WEIGHTS } from './weights.ts';

export interface BuildOptions {
  readonly vocabulary: Vocabulary;
  /** An earlier index whose analysed tokens are taken over for unchanged clauses. */
  readonly previous?: SearchIndex;
  readonly onProgress?: ProgressListener;
  /** Embeds the clauses and the questions; without one the search goes by words alone. */
  readonly embedder?: Embedder;
  /** Keeps vectors beyond this index. */
  readonly memory?: VectorMemory;
  /** Told what went wrong without stopping the search, in words for the admin. */
  readonly warn?: (message: string) => void;
}

/** Vectors of the clauses of an index, in their order, and what made them. */
interface Embedding {
  readonly embedder: Embedder;
  readonly vectors: ClauseVectors;
}

/** What an index is made of. */
export interface IndexParts {
  readonly clauses: readonly Clause[];
  /** Of these clauses and no others. */
  readonly tokens: TokenStore;
  readonly supplements: IndexSupplements;
  readonly vocabulary: Vocabulary;
  readonly embedding?: Embedding | null;
  readonly warn?: ((message: string) => void) | undefined;
}

const DEFAULT_LIMIT = 20;

/** Clauses ready to be searched, in memory. Immutable: a revision is a new index. */
export class SearchIndex implements ClauseIndex {
  readonly clauses: readonly Clause[];
  readonly tokens: TokenStore;
  readonly supplements: IndexSupplements;
  /** Vectors of the clauses, in their order, where an embedder was configured. */
  readonly vectors: ClauseVectors | null;
  readonly #likeness: VectorLikeness | null;
  readonly #vocabulary: Vocabulary;
  #context: Promise<SearchContext> | undefined;
  #expanders: Promise<readonly Expander[]> | undefined;
  #bridge: Promise<IndexBridge | null> | undefined;

  constructor({ clauses, tokens, supplements, vocabulary, embedding = null, warn }: IndexParts) {
    this.clauses = clauses;
    this.tokens = tokens;
    this.supplements = supplements;
    this.vectors = embedding?.vectors ?? null;
    this.#likeness =
      embedding === null ? null : new VectorLikeness(embedding.embedder, embedding.vectors, warn);
    this.#vocabulary = vocabulary;
  }

  /** Loads what the first question would otherwise wait for: the dictionary and the other wordings. */
  async prepare(): Promise<void> {
    await Promise.all([this.#loadExpanders(), this.#openBridge().catch(() => null)]);
  }

  /** Ranks the clauses for a question; see `Retrieval` for what the parts promise. */
  async retrieve(question: string, options: RetrieveOptions = {}): Promise<Retrieval> {
    const [analysis, context, expanders] = await Promise.all([
      analyseQuestion(question),
      this.#invert(),
      this.#loadExpanders(),
    ]);
    const without = new Set(options.without ?? []);
    const query = buildQuery(
      analysis,
      { lexicons: this.tokens.lexicons, postings: context.words },
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
      const scores = channel.score(query, context);
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
    const numbered = [...context.numbers.lookUp(question).keys()].filter(accept);
    return {
      language: analysis.language,
      terms: query.terms.map((term) => term.query),
      ranked,
      byEvidence,
      numbered: numbered.map((position) => this.clauses[position] as Clause),
    };
  }

  /** What is needed to load the index again beside its tokens, by file name. */
  files(): ReadonlyMap<string, Uint8Array> {
    const files = encodeSupplements(this.supplements);
    return this.vectors === null ? files : new Map([...files, ...encodeClauseVectors(this.vectors)]);
  }

  #invert(): Promise<SearchContext> {
    this.#context ??= buildSearchContext(this.clauses, this.tokens);
    return this.#context;
  }

  #loadExpanders(): Promise<readonly Expander[]> {
    this.#expanders ??= this.#invert().then((context) =>
      createExpanders(this.#vocabulary, this.tokens, context, this.supplements.synonyms),
    );
    return this.#expanders;
  }

  #openBridge(): Promise<IndexBridge | null> {
    if (this.#bridge === undefined) {
      const lexicon = this.tokens.lexicons.words;
      this.#bridge = this.#invert().then(({ words: postings }) =>
        openIndexBridge({ lexicon, postings }, this.#vocabulary, this.supplements.graph),
      );
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

/**
 * Indexes clauses; those whose content hash `previous` knows are not analysed again. An embedder that fails is a
 * warning, and the index then goes by words alone.
 */
export async function buildSearchIndex(
  clauses: readonly Clause[],
  { vocabulary, previous, onProgress, embedder, memory, warn }: BuildOptions,
): Promise<SearchIndex> {
  const { tokens } = await analyseClauses(
    clauses,
    previous === undefined ? [] : [previous.tokens],
    onProgress,
  );
  const supplements = {
    synonyms: previous?.supplements.synonyms ?? (await compileSynonyms()),
    graph: previous?.supplements.graph ?? (await buildBridgeGraph(tokens.lexicons.words)),
  };
  const embedding =
    embedder === undefined
      ? null
      : await embedOrWarn(clauses, embedder, previous?.vectors ?? null, memory, warn);
  return new SearchIndex({ clauses, tokens, supplements, vocabulary, embedding, warn });
}

async function embedOrWarn(
  clauses: readonly Clause[],
  embedder: Embedder,
  previous: ClauseVectors | null,
  memory?: VectorMemory,
  warn?: (message: string) => void,
): Promise<Embedding | null> {
  try {
    return { embedder, vectors: await embedClauses(clauses, embedder, previous, memory) };
  } catch (cause) {
    warn?.(
      `The clauses could not be embedded by ${embedder.id}, so the search goes by words alone. ${explain(cause)}`,
    );
    return null;
  }
}

/** Where an index is loaded from. */
export interface StoredIndex {
  readonly clauses: readonly Clause[];
  readonly tokens: TokenStore;
  /** What `SearchIndex.files` gave. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly vocabulary: Vocabulary;
}

/** With what an index is read back. */
export interface LoadOptions extends Pick<BuildOptions, 'embedder' | 'warn'> {
  /** The vectors of the clauses, row by row, where they are not among the files. */
  readonly vectors?: ClauseVectors | null;
}

/**
 * Reads an index back. Throws `index.corrupt` where the tokens lack one of the clauses, files are missing or damaged, or
 * where `embedder` is not the one that made its vectors.
 */
export function loadSearchIndex(
  { clauses, tokens, files, vocabulary }: StoredIndex,
  { embedder, warn, vectors: given }: LoadOptions = {},
): SearchIndex {
  const missing = clauses.find((clause) => !tokens.has(clause.contentHash));
  if (missing !== undefined) {
    throw new KiteiError(
      'index.corrupt',
      `The search index lacks the clause ${missing.id}.`,
      'Run the reindex again.',
    );
  }
  const vectors = embedder === undefined ? null : (given ?? decodeClauseVectors(files));
  const embedding =
    embedder === undefined || vectors === null
      ? null
      : { embedder, vectors: alignedVectors(vectors, clauses, embedder) };
  return new SearchIndex({
    clauses,
    tokens,
    supplements: decodeSupplements(files),
    vocabulary,
    embedding,
    warn,
  });
}
