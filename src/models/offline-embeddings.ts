import { Embeddings, type EmbeddingsParams } from '@langchain/core/embeddings';
import { hashedVector } from './hashed-vector.ts';

/** Options of the offline embeddings. */
export interface OfflineEmbeddingsParams extends EmbeddingsParams {
  /** Length of the vectors; 1,024 unless told. */
  readonly dimensions?: number;
}

/**
 * LangChain embeddings without model, network or data: hashed character n-grams as unit vectors. Deterministic.
 * Texts are alike as far as they share characters, which is what a keyword index knows already; a real model
 * brings more.
 */
export class OfflineEmbeddings extends Embeddings {
  readonly dimensions: number;

  constructor({ dimensions = 1024, ...params }: OfflineEmbeddingsParams = {}) {
    super(params);
    this.dimensions = dimensions;
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => [...hashedVector(text, this.dimensions)]));
  }

  override embedQuery(text: string): Promise<number[]> {
    return Promise.resolve([...hashedVector(text, this.dimensions)]);
  }
}
