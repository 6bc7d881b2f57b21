import { setTimeout as delay } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';

/** How long a statement waits for another process to finish writing, in milliseconds. */
const PATIENCE_MS = 10_000;
/** Longest pause between two tries, in milliseconds. */
const PAUSE_MS = 20;

/** An open database of libsql (or better-sqlite3, whose interface it has). */
export interface SqliteFile extends SqliteDatabase {
  readonly inTransaction: boolean;
  pragma(text: string): unknown;
}

/**
 * Kysely's dialect for SQLite, made fit for several processes on one file:
 *
 * - A transaction takes the right to write when it begins. One that began by reading could not take it later, once
 *   another process has written, and would have to be repeated.
 * - Waiting for another process does not hold up this one: the tries are repeated from timers, where SQLite's own
 *   `busy_timeout` sleeps with the whole process.
 * - Migrations run in a transaction, which SQLite can do: a process that ends halfway leaves no half-made tables, and
 *   of two that start at once the second finds the work done.
 * - A statement is compiled once.
 */
export class SharedSqliteDialect extends SqliteDialect {
  readonly #file: SqliteFile;
  readonly #driver: SharedSqliteDriver;

  constructor(file: SqliteFile) {
    const compiled = compileOnce(file);
    super({ database: compiled });
    this.#file = compiled;
    this.#driver = new SharedSqliteDriver(compiled);
  }

  override createDriver(): Driver {
    return this.#driver;
  }

  /**
   * The same connection with `synchronous = NORMAL`: what is written through it waits for no disk. The write-ahead log
   * keeps the order, so that the next transaction with `FULL` takes it to the disk as well.
   */
  relaxed(): Dialect {
    const [file, driver] = [this.#file, this.#driver];
    return {
      createAdapter: () => this.createAdapter(),
      createDriver: () => new RelaxedDriver(file, driver),
      createIntrospector: (db) => this.createIntrospector(db),
      createQueryCompiler: () => this.createQueryCompiler(),
    };
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalMigrations();
  }
}

class TransactionalMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SharedSqliteDriver extends SqliteDriver {
  readonly #file: SqliteFile;
  #patient: DatabaseConnection | undefined;
  #ready: Promise<void> | undefined;

  constructor(file: SqliteFile) {
    super({ database: file });
    this.#file = file;
  }

  override init(): Promise<void> {
    this.#ready ??= super.init();
    return this.#ready;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    this.#patient ??= new PatientConnection(connection);
    return this.#patient;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full or failing disk has rolled it back already; the error that says so must come through.
    if (this.#file.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Borrows the connection of another driver for a transaction at a time; that one opens and closes it. */
class RelaxedDriver implements Driver {
  readonly #file: SqliteFile;
  readonly #lender: SharedSqliteDriver;

  constructor(file: SqliteFile, lender: SharedSqliteDriver) {
    this.#file = file;
    this.#lender = lender;
  }

  init = () => this.#lender.init();
  destroy = async () => {};

  async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await this.#lender.acquireConnection();
    // It works as it is compiled: compiled once and kept, it would change nothing the second time.
    try {
      this.#file.pragma('synchronous = NORMAL');
    } catch (error) {
      await this.#lender.releaseConnection();
      throw error;
    }
    return connection;
  }

  async releaseConnection(): Promise<void> {
    try {
      this.#file.pragma('synchronous = FULL');
    } finally {
      await this.#lender.releaseConnection();
    }
  }

  beginTransaction = (connection: DatabaseConnection) => this.#lender.beginTransaction(connection);
  commitTransaction = (connection: DatabaseConnection) => this.#lender.commitTransaction(connection);
  rollbackTransaction = (connection: DatabaseConnection) => this.#lender.rollbackTransaction(connection);
}

class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return onceFree(() => this.#connection.executeQuery<R>(query));
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
  }
}

/** Does work that other processes may hold up for a while: tries again until they have finished. */
export async function onceFree<T>(work: () => T | Promise<T>): Promise<T> {
  for (const begun = performance.now(); ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - begun > PATIENCE_MS) throw error;
      await delay(1 + Math.random() * PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/** Statements kept compiled. There are some fifty shapes; lists of values of many lengths must not fill the memory. */
const KEPT_STATEMENTS = 200;

function compileOnce(file: SqliteFile): SqliteFile {
  const compiled = new Map<string, ReturnType<SqliteFile['prepare']>>();
  return {
    get inTransaction() {
      return file.inTransaction;
    },
    pragma: (text) => file.pragma(text),
    prepare(sql) {
      const known = compiled.get(sql);
      if (known !== undefined) return known;
      const statement = file.prepare(sql);
      if (compiled.size >= KEPT_STATEMENTS) compiled.clear();
      compiled.set(sql, statement);
      return statement;
    },
    close() {
      compiled.clear();
      mergeLog(file);
      file.close();
    },
  };
}

/**
 * Copies the write-ahead log into the file, as far as nobody else is reading, and makes nobody wait. SQLite does so when it
 * closes, but libsql closes only once every statement has been collected, which a process that ends does not wait for.
 */
function mergeLog(file: SqliteFile): void {
  try {
    file.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // A full disk, a damaged file: the log stays beside the file and belongs to it, as after a power cut.
  }
}
