import type { Config } from './config.ts';
import { indexPlaceOf } from './index-place.ts';
import { readOutdatedClauses } from './indexing/outdated-clauses.ts';
import type { Stores } from './stores.ts';

/**
 * Tells the log which clauses were changed in substance by what was published up to now, whoever published it, so that
 * records which cite them are flagged; what was rolled back is forgotten again.
 * @throws the database's error.
 */
export async function noteRevisions(
  config: Pick<Config, 'knowledgeDir' | 'dataDir' | 'databaseUrl'>,
  { revised }: Pick<Stores, 'revised'>,
): Promise<void> {
  const { folder, clauses } = await readOutdatedClauses(indexPlaceOf(config));
  await revised.replace(folder, clauses);
}
