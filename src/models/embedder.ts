import type { Language } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';

/** What a LangChain `Embeddings` offers; any of them will do. */
export interface EmbeddingsLike {
  embedDocuments(texts: string[]): Promise<number[][]>;
  embedQuery(text: string): Promise<number[]>;
}

/** An embedding model as the search uses it. */
export interface Embedder {
  /** Model name and version: vectors of another id are not comparable and are made anew. */
  readonly id: string;
  readonly embeddings: EmbeddingsLike;
  /** What likeness is worth beside the words, by language of the question; 1 weighs as much as having every word. */
  readonly weight: Readonly<Record<Language, number>>;
}

/**
 * A vector scaled to length 1; a zero vector stays zero.
 * @throws KiteiError `model.corrupt` for an empty vector and for coordinates that are not finite numbers.
 */
export function unitVector(vector: ArrayLike<number>, dimensions: number = vector.length): Float32Array {
  let square = 0;
  for (let i = 0; i < vector.length; i++) {
    const coordinate: unknown = vector[i];
    // What arrives as JSON may be anything: null, where a server computed no number, would count as 0.
    square += typeof coordinate === 'number' ? coordinate ** 2 : Number.NaN;
  }
  if (vector.length === 0 || vector.length !== dimensions || !Number.isFinite(square)) {
    throw new KiteiError(
      'model.corrupt',
      `The embedding model gave a vector of ${vector.length} numbers that cannot be used; ${dimensions} finite numbers were expected.`,
      'Check the embedding model and its server, e.g. by the length and format of the vectors it returns.',
    );
  }
  const length = Math.sqrt(square);
  return Float32Array.from(vector, (coordinate) => (length === 0 ? 0 : coordinate / length));
}
