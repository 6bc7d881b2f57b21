import type { PolicyDocument } from '../domain/policy.ts';
import { GenerationStore } from '../storage/generation-store.ts';
import { generationFolder } from './data-folder.ts';
import type { IndexingOptions } from './indexing-options.ts';
import { readServing } from './serving-generation.ts';

/**
 * Every document version of the generation that serves, whatever the knowledge folder holds by now; null where nothing
 * has been published. Nothing is built, and no search index loaded.
 */
export async function publishedDocuments({
  knowledgeDir,
  dataDir,
}: Pick<IndexingOptions, 'knowledgeDir' | 'dataDir'>): Promise<readonly PolicyDocument[] | null> {
  const { current } = await readServing(new GenerationStore(generationFolder(dataDir, knowledgeDir)));
  return current === null ? null : current.content.documents.map((document) => document.open());
}
