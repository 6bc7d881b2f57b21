import type { Language } from '../domain/policy.ts';
import { explain } from '../errors.ts';
import { type Embedder, unitVector } from '../models/embedder.ts';
import type { NearVector } from '../models/nearest-vectors.ts';
import type { SearchTerm } from './query-terms.ts';
import type { QuestionAnalysis } from './question.ts';

/** So many nearest clauses are told apart; those beyond count as equally far. */
const NEAREST = 100;

/** Finds clauses by their vectors. */
export interface VectorSearch {
  readonly dimensions: number;
  /** How many clauses there are. */
  readonly size: number;
  /** At most `limit` clauses, by their place in the index, nearest first. */
  nearest(vector: Float32Array, limit: number): Promise<readonly NearVector[]>;
}

/** How alike the clauses are to a question in the eyes of an embedding model. */
export class VectorLikeness {
  readonly #embedder: Embedder;
  readonly #search: VectorSearch;
  readonly #warn: (message: string) => void;
  #failing = false;

  /** @param warn told once when the embedder begins to fail. */
  constructor(embedder: Embedder, search: VectorSearch, warn: (message: string) => void = () => {}) {
    this.#embedder = embedder;
    this.#search = search;
    this.#warn = warn;
  }

  weight(language: Language): number {
    return this.#embedder.weight[language];
  }

  /**
   * Likeness of clauses by their place in the index, null while the embedder fails: nobody waits for an answer because
   * a supplement is missing. 0 for the hundredth nearest, nothing beyond, and for the nearest the idf of the
   * question's words together, as if it had them all, so that an embedder's scale does not matter.
   */
  async score(
    analysis: QuestionAnalysis,
    terms: readonly SearchTerm[],
  ): Promise<ReadonlyMap<number, number> | null> {
    try {
      const scores = await this.#score(analysis, terms);
      this.#failing = false;
      return scores;
    } catch (cause) {
      if (!this.#failing)
        this.#warn(
          `${this.#embedder.id} cannot embed questions; answers go by words alone. ${explain(cause)}`,
        );
      this.#failing = true;
      return null;
    }
  }

  async #score(
    { text }: QuestionAnalysis,
    terms: readonly SearchTerm[],
  ): Promise<ReadonlyMap<number, number>> {
    const { dimensions, size } = this.#search;
    const embedded = await this.#embedder.embeddings.embedQuery(text);
    const near = await this.#search.nearest(unitVector(embedded, dimensions), NEAREST);
    const nearest = near[0]?.cosine ?? 0;
    const farthest = near.at(-1)?.cosine ?? 0;
    const mass = terms.reduce((sum, { query }) => sum + query.idf, 0) || Math.log(1 + size);
    return new Map(
      near.map(({ row, cosine }) => [
        row,
        mass * (nearest === farthest ? 1 : (cosine - farthest) / (nearest - farthest)),
      ]),
    );
  }
}
