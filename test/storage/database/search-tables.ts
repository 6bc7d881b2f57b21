import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite/vector';
import type { SqlServer } from '../../../src/storage/database/search-tables.ts';

/** PostgreSQL with pgvector inside this process, empty. */
export async function pglite(): Promise<SqlServer & { close(): Promise<void> }> {
  const db = await PGlite.create({ extensions: { vector } });
  await db.exec('set hnsw.ef_search = 200').catch(() => undefined);
  const run: SqlServer['run'] = async (statement, values = []) =>
    (await db.query<Record<string, unknown>>(statement, [...values])).rows;
  return { run, connected: (work) => work(run), close: () => db.close() };
}
