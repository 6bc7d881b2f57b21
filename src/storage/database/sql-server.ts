import pg from 'pg';
import type { RunSql, SqlServer } from './search-tables.ts';

/** Connections of one process at most, beside those of the question log. */
const CONNECTIONS = 4;
/** How long a connection may take, in milliseconds. */
const CONNECT_MS = 5_000;
/** How long one statement of a question may take, in milliseconds; building takes as long as it needs. */
const STATEMENT_MS = 10_000;
/** How widely pgvector looks for near vectors; at least as many as are asked for. */
const SEARCH_WIDTH = 200;

/** A PostgreSQL database by its address. */
export function openSqlServer(url: string): SqlServer {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `kitei index ${process.pid}`,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    options: `-c hnsw.ef_search=${SEARCH_WIDTH}`,
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const on =
    (connection: Pick<pg.ClientBase, 'query'>, limit?: number): RunSql =>
    async (text, values = []) => {
      // The types know nothing of the limit.
      const query = { text, values: [...values], query_timeout: limit };
      return (await connection.query(query)).rows;
    };
  return {
    run: on(pool as unknown as pg.ClientBase, STATEMENT_MS),
    async connected(work) {
      const client = await pool.connect();
      try {
        return await work(on(client));
      } finally {
        client.release();
      }
    },
  };
}
