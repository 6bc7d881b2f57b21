import type { Vocabulary } from '../domain/knowledge.ts';
import type { Clause } from '../domain/policy.ts';
import type { ClauseIndex, RankedClause, Retrieval, RetrieveOptions } from '../domain/retrieval.ts';
import { CHANNELS } from './channels.ts';
import { gatherEvidence } from './evidence.ts';
import { loadMorphology, type Morphology } from './morphology.ts';
import { buildQuery, type Expander } from './query.ts';
import { analyseQuestion } from './question.ts';
import { buildSearchContext, type SearchContext } from './search-context.ts';
import { hasJapanese } from './text.ts';
import { TokenStore } from './token-store.ts';
import { decodeTokenStore, encodeTokenStore } from './token-store-file.ts';
import { WEIGHTS } from './weights.ts';

/** Called as clauses are indexed. */
export type ProgressListener = (done: number, total: number) => void;

export interface BuildOptions {
  readonly vocabulary: Vocabulary;
  /** An earlier index whose analysed tokens are taken over for unchanged clauses. */
  readonly previous?: SearchIndex;
  readonly onProgress?: ProgressListener;
}

const DEFAULT_LIMIT = 20;

/** Clauses ready to be searched, in memory. Immutable: a revision is a new index. */
export class SearchIndex implements ClauseIndex {
  readonly clauses: readonly Clause[];
  readonly tokens: TokenStore;
  readonly #context: SearchContext;
  readonly #expanders: readonly Expander[] = [];

  constructor(clauses: readonly Clause[], tokens: TokenStore, _vocabulary: Vocabulary) {
    this.clauses = clauses;
    this.tokens = tokens;
    this.#context = buildSearchContext(clauses, tokens);
  }

  /** Ranks the clauses for a question; see `Retrieval` for what the parts promise. */
  async retrieve(question: string, options: RetrieveOptions = {}): Promise<Retrieval> {
    const analysis = await analyseQuestion(question);
    const without = new Set(options.without ?? []);
    const { words, grams } = this.tokens.lexicons;
    const query = buildQuery(
      analysis,
      { lexicon: words, postings: this.#context.words },
      { lexicon: grams },
      this.#expanders,
    );
    const weights = WEIGHTS[analysis.language].channels;
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
    const best = topPositions(total, options.limit ?? DEFAULT_LIMIT, accept);
    const ranked = best.map((position): RankedClause => {
      const clause = this.clauses[position] as Clause;
      return {
        clause,
        score: total[position] as number,
        ...gatherEvidence(query.terms, this.#wordsOf(clause)),
        channels: Object.fromEntries(scored.map(({ name, scores }) => [name, scores[position] as number])),
      };
    });
    return {
      language: analysis.language,
      terms: query.terms.filter((term) => term.content).map((term) => term.query),
      ranked,
      numbered: [...this.#context.numbers.lookUp(question).keys()]
        .filter(accept)
        .map((position) => this.clauses[position] as Clause),
    };
  }

  /** Everything needed to load the index again, by file name. */
  files(): ReadonlyMap<string, Uint8Array> {
    return encodeTokenStore(this.tokens);
  }

  #wordsOf(clause: Clause): ReadonlySet<number> {
    const words = this.tokens.get(clause.contentHash)?.words;
    if (words === undefined) return new Set();
    return new Set([...words.title, ...words.path, ...words.body]);
  }
}

/** Indexes clauses; those whose content hash `previous` knows are not analysed again. */
export async function buildSearchIndex(
  clauses: readonly Clause[],
  { vocabulary, previous, onProgress }: BuildOptions,
): Promise<SearchIndex> {
  const tokens = previous === undefined ? new TokenStore() : previous.tokens.keeping(clauses);
  const fresh = clauses.filter((clause) => !tokens.has(clause.contentHash));
  const morphology = fresh.some((clause) =>
    hasJapanese(clause.text + clause.title + clause.headingPath.join()),
  )
    ? await loadMorphology()
    : NO_MORPHOLOGY;
  let done = clauses.length - fresh.length;
  for (const clause of fresh) {
    tokens.add(clause, morphology);
    if (++done % 500 === 0) {
      onProgress?.(done, clauses.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  onProgress?.(clauses.length, clauses.length);
  return new SearchIndex(clauses, tokens, vocabulary);
}

/** Reads an index back from its files; the morphological dictionary is loaded when the first question needs it. */
export async function loadSearchIndex(
  files: ReadonlyMap<string, Uint8Array>,
  clauses: readonly Clause[],
  vocabulary: Vocabulary,
): Promise<SearchIndex> {
  return new SearchIndex(clauses, decodeTokenStore(files), vocabulary);
}

const NO_MORPHOLOGY: Morphology = { analyse: () => [] };

/** Positions of the highest positive scores, best first; equal scores in clause order. */
function topPositions(scores: Float32Array, limit: number, accept: (position: number) => boolean): number[] {
  const positions: number[] = [];
  let floor = 0;
  const compare = (a: number, b: number) => (scores[b] as number) - (scores[a] as number) || a - b;
  for (let i = 0; i < scores.length; i++) {
    if ((scores[i] as number) <= floor || !accept(i)) continue;
    positions.push(i);
    if (positions.length >= limit * 4 + 64) {
      positions.sort(compare).length = limit;
      floor = scores[positions[limit - 1] as number] as number;
    }
  }
  return positions.sort(compare).slice(0, limit);
}
