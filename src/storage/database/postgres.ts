import { hostname } from 'node:os';
import { type Dialect, sql } from 'kysely';
import pg from 'pg';
import { type Backend, isJson, type ReadColumns, type TextSearch } from './backend.ts';
import { PlainTextPostgresDialect } from './postgres-dialect.ts';
import { normalised } from './text-search.ts';

/** Connections of one process at most. */
const CONNECTIONS = 10;
/** Says whose connection it is, in the server's own views and to those who wait for it. */
const OWN_NAME = `kitei ${hostname().slice(0, 40)}:${process.pid}`;
/** How long a connection may take, in milliseconds: a question waits no longer before it goes to the spool. */
const CONNECT_MS = 5_000;
/** Those of them that read long stretches of the log, and how long one statement of theirs may take, in milliseconds. */
const READING_CONNECTIONS = 2;
const READING_MS = 10 * 60_000;
/** How much longer Kitei waits for the server to say that it has given up. */
const GRACE_MS = 2_000;

/**
 * Opens a PostgreSQL database by its address (`postgres://user:password@host:port/name`). Connections are made when
 * they are needed and replaced when they break: after the server was away, the next statement finds it again.
 *
 * A commit is acknowledged once it is on the server's disk (`synchronous_commit`, on unless the server's keeper has
 * decided otherwise).
 *
 * @param limit of one statement, in milliseconds: also where the server has stopped without breaking its connections.
 */
export function openPostgres(url: string, limit: number): Backend {
  return {
    dialect: dialectOf(url, { max: CONNECTIONS - READING_CONNECTIONS, limit }),
    relaxedDialect: null,
    readingDialect: dialectOf(url, { max: READING_CONNECTIONS, limit: READING_MS }),
    migratingDialect: dialectOf(url, { max: 1, limit: null }),
    longKey: 'bigint',
    numberedKey: 'bigserial',
    writesAtOnce: true,
    listen: (channel, onNotice, onLost) => listen(url, channel, onNotice, onLost),
    search,
    readColumns,
    async appendOnly(db, table) {
      const refuse = sql.id(`${table}_only_grows`);
      await sql`create function ${refuse}() returns trigger language plpgsql as
        ${sql.lit(`begin raise exception '${table} only grows'; end`)}`.execute(db);
      await sql`create trigger ${refuse} before update or delete or truncate on ${sql.table(table)}
        for each statement execute function ${refuse}()`.execute(db);
    },
    async mayChange(db, table) {
      const refuse = sql.id(`${table}_only_grows`);
      await sql`drop trigger ${refuse} on ${sql.table(table)}`.execute(db);
      await sql`drop function ${refuse}()`.execute(db);
    },
    async inspect() {
      // A PostgreSQL server watches over its own files.
      return [];
    },
    async takeStock() {
      // Autovacuum does.
    },
  };
}

/** @param limit of one statement, in milliseconds; null for none. */
function dialectOf(
  url: string,
  { max, limit }: { readonly max: number; readonly limit: number | null },
): Dialect {
  return new PlainTextPostgresDialect({
    // A pool is made with the first statement, and closed by whoever used it.
    pool: async () => {
      const pool = new pg.Pool({
        connectionString: url,
        application_name: OWN_NAME,
        max,
        connectionTimeoutMillis: CONNECT_MS,
        ...(limit !== null && {
          statement_timeout: limit,
          query_timeout: limit + GRACE_MS,
          idle_in_transaction_session_timeout: limit,
        }),
        keepAlive: true,
        // Commands end without being told to.
        allowExitOnIdle: true,
        types: { getTypeParser: parserOf },
      });
      // A connection that breaks while nobody uses it is replaced; whoever uses it hears of it through the statement.
      pool.on('error', () => {});
      pool.on('connect', (client) => {
        client.on('error', () => {});
        giveUpUnanswered(client as unknown as OpenClient);
      });
      return pool;
    },
  });
}

/** As much of a connection as its types keep to themselves. */
interface OpenClient {
  query(...args: readonly unknown[]): unknown;
  /** Whether the pool may hand it out again. */
  _queryable: boolean;
  readonly connection: { readonly stream: { destroy(): void } };
}

/**
 * Gives a connection up with the first statement that gets no answer in time. Nobody knows whether it will still be carried
 * out, and where it began a transaction, what the next one wrote on this connection would be part of that, and be undone.
 */
function giveUpUnanswered(client: OpenClient): void {
  const query = client.query.bind(client);
  client.query = (...args) => {
    const answer = query(...args);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: Error) => {
      if (error.message === 'Query read timeout') {
        client._queryable = false;
        client.connection.stream.destroy();
      }
      throw error;
    });
  };
}

async function listen(
  url: string,
  channel: string,
  onNotice: () => void,
  onLost: () => void,
): Promise<{ close(): void }> {
  const client = new pg.Client({
    connectionString: url,
    application_name: OWN_NAME,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  client.on('notification', onNotice);
  client.on('error', onLost);
  client.on('end', onLost);
  const close = () => {
    client.removeListener('end', onLost);
    client.end().catch(() => {});
  };
  try {
    await client.connect();
    // Hearing what others do keeps no process running. (The types know nothing of it.)
    (client as unknown as { unref(): void }).unref();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    close();
    throw error;
  }
  return { close };
}

/** The driver hands out rows as quickly as columns. */
const readColumns: ReadColumns = async (_, query, names) => {
  const rows: readonly Record<string, unknown>[] = await query.execute();
  const listOf = (name: string) =>
    rows.map(({ [name]: value }) => (isJson(name) ? JSON.parse(value as string) : value));
  return Object.fromEntries(names.map((name) => [name, listOf(name)])) as never;
};

const BIGINT = 20;

/** 64-bit numbers arrive as numbers: all of Kitei's are below 2^53. */
const parserOf = ((oid: number, format?: 'text' | 'binary') =>
  oid === BIGINT && format !== 'binary'
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;

/**
 * A table of the questions with their characters and pairs of neighbouring characters, found by an inverted index, and
 * of what that finds the questions that contain the text.
 */
const search: TextSearch = {
  async create(db) {
    await sql`create table record_text (
      seq bigint primary key, question text collate "C" not null, pairs text[] collate "C" not null
    )`.execute(db);
    // Each question goes into the index with its own commit: a list of those to be put in later makes one of them wait.
    await sql`create index record_text_pairs on record_text using gin (pairs) with (fastupdate = off)`.execute(
      db,
    );
  },
  async add(db, seq, text) {
    const question = normalised(text);
    const pairs = [...new Set([...question, ...neighbours(question)])];
    await sql`insert into record_text (seq, question, pairs) values (${seq}, ${question}, ${pairs})`.execute(
      db,
    );
  },
  async remove(db, seqs) {
    await sql`delete from record_text where seq = any(${[...seqs]}::bigint[])`.execute(db);
  },
  matches(text) {
    const wanted = normalised(text);
    const characters = [...wanted];
    const pairs = characters.length > 1 ? [...new Set(neighbours(wanted))] : characters;
    return sql`(select seq from record_text
      where pairs @> ${pairs}::text[] and position(${wanted} in question) > 0)`;
  },
};

function neighbours(question: string): readonly string[] {
  const characters = [...question];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
