import type { PolicyDocument } from '../domain/policy.ts';
import { type IndexPlace, storeOf } from './indexing-options.ts';
import { readServing } from './serving-generation.ts';

/**
 * Every document version of the generation that serves, whatever the knowledge folder holds by now; null where nothing
 * has been published. Nothing is built, and no search index loaded.
 */
export async function publishedDocuments(place: IndexPlace): Promise<readonly PolicyDocument[] | null> {
  const { current } = await readServing(storeOf(place));
  return current === null ? null : current.content.documents.map((document) => document.open());
}
