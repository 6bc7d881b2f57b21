import { setTimeout as delay } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
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

  constructor(file: SqliteFile) {
    const compiled = compileOnce(file);
    super({ database: compiled });
    this.#file = compiled;
  }

  override createDriver(): Driver {
    return new SharedSqliteDriver(this.#file);
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

  constructor(file: SqliteFile) {
    super({ database: file });
    this.#file = file;
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

class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (const begun = Date.now(); ; ) {
      try {
        return await this.#connection.executeQuery<R>(query);
      } catch (error) {
        if (!isBusy(error) || Date.now() - begun > PATIENCE_MS) throw error;
        await delay(1 + Math.random() * PAUSE_MS);
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
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
      file.close();
    },
  };
}
