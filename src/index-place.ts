import { join } from 'node:path';
import type { Config } from './config.ts';
import { generationFolder } from './indexing/data-folder.ts';
import type { IndexPlace } from './indexing/indexing-options.ts';
import { DatabaseShelf } from './storage/database/database-shelf.ts';
import { openDatabase, WORK_MS } from './storage/database/open-database.ts';
import { postgresSearchTables } from './storage/database/search-tables.ts';
import { openSqlServer } from './storage/database/sql-server.ts';
import { GenerationStore } from './storage/generation-store.ts';

/** Where the knowledge of a configuration and its index are: in the data folder, or in the database that servers share. */
export function indexPlaceOf({
  knowledgeDir,
  dataDir,
  databaseUrl,
  indexInDatabase,
}: Pick<Config, 'knowledgeDir' | 'dataDir' | 'databaseUrl'> &
  Partial<Pick<Config, 'indexInDatabase'>>): IndexPlace {
  if (databaseUrl === null) return { knowledgeDir, dataDir };
  const folder = join(generationFolder(dataDir, knowledgeDir), 'shared');
  const shelf = new DatabaseShelf(() => openDatabase(databaseUrl, WORK_MS), folder);
  const place = { knowledgeDir, dataDir, store: new GenerationStore(folder, shelf) };
  return indexInDatabase ? { ...place, tables: postgresSearchTables(openSqlServer(databaseUrl)) } : place;
}
