import type { Vocabulary } from '../domain/knowledge.ts';
import type { Clause } from '../domain/policy.ts';
import type { ClauseIndex, Retrieval, RetrieveOptions } from '../domain/retrieval.ts';
import { explain, KiteiError } from '../errors.ts';
import type { Embedder } from '../models/embedder.ts';
import type { NearestVectors } from '../models/nearest-vectors.ts';
import type { VectorMemory } from '../models/vector-memory.ts';
import { analyseClauses, type ProgressListener } from './analyse-clauses.ts';
import { buildBridgeGraph } from './bridge/bridge-graph.ts';
import { type IndexBridge, openIndexBridge } from './bridge/index-bridge.ts';
import { ClauseNumbers, namedClauses } from './clause-numbers.ts';
import {
  alignedVectors,
  type ClauseVectors,
  decodeClauseVectors,
  embedClauses,
  encodeClauseVectors,
  openClauseVectors,
} from './clause-vectors.ts';
import { createExpanders, type IndexedWords } from './expansion/expanders.ts';
import { compileSynonyms } from './expansion/synonym-dictionary.ts';
import { decodeSupplements, encodeSupplements, type IndexSupplements } from './index-supplements.ts';
import { type RankableIndex, rankClauses } from './rank-clauses.ts';
import { type InvertedClauses, invertClauses } from './search-context.ts';
import type { TokenStore } from './token-store.ts';
import { VectorLikeness, type VectorSearch } from './vector-likeness.ts';

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

/** Clauses ready to be searched, in memory. Immutable: a revision is a new index. */
export class SearchIndex implements ClauseIndex {
  readonly clauses: readonly Clause[];
  readonly tokens: TokenStore;
  readonly supplements: IndexSupplements;
  /** Vectors of the clauses, in their order, where an embedder was configured. */
  readonly vectors: ClauseVectors | null;
  readonly #likeness: VectorLikeness | null;
  readonly #vocabulary: Vocabulary;
  #inverted: Promise<InvertedClauses> | undefined;
  #rankable: Promise<RankableIndex> | undefined;
  #bridge: Promise<IndexBridge | null> | undefined;

  constructor({ clauses, tokens, supplements, vocabulary, embedding = null, warn }: IndexParts) {
    this.clauses = clauses;
    this.tokens = tokens;
    this.supplements = supplements;
    this.vectors = embedding?.vectors ?? null;
    this.#likeness =
      embedding === null
        ? null
        : new VectorLikeness(embedding.embedder, searchAmong(embedding.vectors), warn);
    this.#vocabulary = vocabulary;
  }

  /** Loads what the first question would otherwise wait for: the dictionary and the other wordings. */
  async prepare(): Promise<void> {
    await Promise.all([this.#prepareRanking(), this.#openBridge().catch(() => null)]);
  }

  async retrieve(question: string, options: RetrieveOptions = {}): Promise<Retrieval> {
    return rankClauses(await this.#prepareRanking(), question, options);
  }

  /** What is needed to load the index again beside its tokens, by file name. */
  files(): ReadonlyMap<string, Uint8Array> {
    const files = encodeSupplements(this.supplements);
    return this.vectors === null ? files : new Map([...files, ...encodeClauseVectors(this.vectors)]);
  }

  /** Its clauses, inverted. */
  invert(): Promise<InvertedClauses> {
    this.#inverted ??= invertClauses(this.clauses, this.tokens);
    return this.#inverted;
  }

  #prepareRanking(): Promise<RankableIndex> {
    this.#rankable ??= this.#openRanking();
    return this.#rankable;
  }

  async #openRanking(): Promise<RankableIndex> {
    const { clauses, tokens } = this;
    const inverted = await this.invert();
    const numbers = new ClauseNumbers(clauses);
    const at = (clause: number) => clauses[clause] as Clause;
    return {
      words: tokens.lexicons.words,
      statistics: inverted.words,
      expanders: await createExpanders(
        this.#vocabulary,
        indexedWords(tokens, inverted),
        this.supplements.synonyms,
      ),
      bridge: () => this.#openBridge(),
      likeness: this.#likeness,
      grams: () => tokens.lexicons.grams,
      named: async (question) => namedClauses(question, numbers),
      gather: async () => inverted,
      versionOf: at,
      clause: at,
    };
  }

  #openBridge(): Promise<IndexBridge | null> {
    if (this.#bridge === undefined) {
      this.#bridge = this.invert().then((inverted) =>
        openIndexBridge(indexedWords(this.tokens, inverted), this.#vocabulary, this.supplements.graph),
      );
      // Word vectors that could not be used are tried again with the next question.
      this.#bridge.catch(() => {
        this.#bridge = undefined;
      });
    }
    return this.#bridge;
  }
}

function indexedWords(
  { lexicons: { words }, readings }: TokenStore,
  { words: postings, pairs, wordPairs, languages }: InvertedClauses,
): IndexedWords {
  return {
    words,
    readings,
    languages,
    isIndexed: (word) => postings.frequency(word) > 0,
    areNeighbours: (first, second) => pairs.frequency(wordPairs.term(first, second)) > 0,
  };
}

/** Vectors in memory, opened when they are first searched. */
function searchAmong(vectors: ClauseVectors): VectorSearch {
  let search: Promise<NearestVectors> | undefined;
  return {
    dimensions: vectors.dimensions,
    size: vectors.hashes.length,
    async nearest(vector, limit) {
      search ??= openClauseVectors(vectors);
      return (await search).nearest(vector, limit);
    },
  };
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
