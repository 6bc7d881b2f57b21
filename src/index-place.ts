import { join } from 'node:path';
import type { Config } from './config.ts';
import { generationFolder } from './indexing/data-folder.ts';
import type { IndexPlace } from './indexing/indexing-options.ts';
import { DatabaseShelf } from './storage/database/database-shelf.ts';
import { openDatabase } from './storage/database/open-database.ts';
import { GenerationStore } from './storage/generation-store.ts';

/** Where the knowledge of a configuration and its index are: in the data folder, or in the database that servers share. */
export function indexPlaceOf({
  knowledgeDir,
  dataDir,
  databaseUrl,
}: Pick<Config, 'knowledgeDir' | 'dataDir' | 'databaseUrl'>): IndexPlace {
  if (databaseUrl === null) return { knowledgeDir, dataDir };
  const folder = join(generationFolder(dataDir, knowledgeDir), 'shared');
  const shelf = new DatabaseShelf(() => openDatabase(databaseUrl), folder);
  return { knowledgeDir, dataDir, store: new GenerationStore(folder, shelf) };
}
