import type { Language } from '../domain/policy.ts';
import { explain } from '../errors.ts';
import { type Embedder, unitVector } from '../models/embedder.ts';
import type { NearestVectors } from '../models/nearest-vectors.ts';
import { type ClauseVectors, openClauseVectors } from './clause-vectors.ts';
import type { SearchTerm } from './query-terms.ts';
import type { QuestionAnalysis } from './question.ts';

/** So many nearest clauses are told apart; those beyond count as equally far. */
const NEAREST = 100;

/** How alike the clauses are to a question in the eyes of an embedding model. */
export class VectorLikeness {
  readonly #embedder: Embedder;
  readonly #vectors: ClauseVectors;
  readonly #warn: (message: string) => void;
  #search: Promise<NearestVectors> | undefined;
  #failing = false;

  /** @param warn told once when the embedder begins to fail. */
  constructor(embedder: Embedder, vectors: ClauseVectors, warn: (message: string) => void = () => {}) {
    this.#embedder = embedder;
    this.#vectors = vectors;
    this.#warn = warn;
  }

  weight(language: Language): number {
    return this.#embedder.weight[language];
  }

  /**
   * Likeness by clause position, null while the embedder fails: nobody waits for an answer because a supplement is
   * missing. 0 for the hundredth nearest and beyond, and for the nearest the idf of the
   * question's words together, as if it had them all, so that an embedder's scale does not matter.
   */
  async score(analysis: QuestionAnalysis, terms: readonly SearchTerm[]): Promise<Float32Array | null> {
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

  async #score({ text }: QuestionAnalysis, terms: readonly SearchTerm[]): Promise<Float32Array> {
    this.#search ??= openClauseVectors(this.#vectors);
    const [search, embedded] = await Promise.all([this.#search, this.#embedder.embeddings.embedQuery(text)]);
    const scores = new Float32Array(this.#vectors.hashes.length);
    const near = search.nearest(unitVector(embedded, this.#vectors.dimensions), NEAREST);
    const nearest = near[0]?.cosine ?? 0;
    const farthest = near.at(-1)?.cosine ?? 0;
    const mass = terms.reduce((sum, { query }) => sum + query.idf, 0) || Math.log(1 + scores.length);
    for (const { row, cosine } of near) {
      const share = nearest === farthest ? 1 : (cosine - farthest) / (nearest - farthest);
      scores[row] = mass * share;
    }
    return scores;
  }
}
