import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import Sqlite from 'libsql/promise';

/** How long a statement waits for another connection, in milliseconds; the process goes on meanwhile. */
const BUSY_MS = 10_000;

/**
 * Kysely's dialect for reading a file of SQLite that is open elsewhere in the process. Statements work in a thread of
 * libsql's, and only their results cross: rows should be few, as those of `readColumns` are. The file is opened when it is
 * first read.
 */
export class SqliteReadingDialect implements Dialect {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  createDriver = (): Driver => new ReadingDriver(this.#path);
  createAdapter = () => new SqliteAdapter();
  createIntrospector = (db: Kysely<unknown>) => new SqliteIntrospector(db);
  createQueryCompiler = () => new SqliteQueryCompiler();
}

class ReadingDriver implements Driver {
  readonly #path: string;
  #connection: ReadingConnection | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  init = async () => {};

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new ReadingConnection(this.#path);
    return this.#connection;
  }

  releaseConnection = async () => {};
  beginTransaction = onlyReads;
  commitTransaction = onlyReads;
  rollbackTransaction = onlyReads;

  async destroy(): Promise<void> {
    await this.#connection?.close();
  }
}

class ReadingConnection implements DatabaseConnection {
  readonly #path: string;
  #file: Promise<Sqlite> | undefined;
  /** Statements one after the other: they would wait for each other anyway. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const read = async () => {
      const statement = await (await this.#opened()).prepare(sql);
      return { rows: (await statement.all(...parameters)) as R[] };
    };
    const result = this.#last.then(read, read);
    this.#last = result.catch(() => {});
    return result;
  }

  streamQuery = onlyWhole;

  async close(): Promise<void> {
    await this.#last;
    (await this.#file)?.close();
  }

  /** What could not be opened is tried again with the next statement. */
  #opened(): Promise<Sqlite> {
    this.#file ??= opened(this.#path).catch((error: unknown) => {
      this.#file = undefined;
      throw error;
    });
    return this.#file;
  }
}

async function opened(path: string): Promise<Sqlite> {
  const file = new Sqlite(path, {});
  await file.pragma(`busy_timeout = ${BUSY_MS}`, {});
  await file.pragma('query_only = ON', {});
  return file;
}

async function onlyReads(): Promise<never> {
  throw new Error('This connection only reads, without transactions.');
}

function onlyWhole(): never {
  throw new Error('This connection hands out whole results.');
}
