import type { Dialect, Kysely, QueryExecutorProvider, RawBuilder, SelectQueryBuilder } from 'kysely';

/**
 * What databases do in their own ways. Everything else is written once, in Kysely, for all of them: text, whole
 * numbers, `insert … on conflict`, `returning`, joins and indexes, some of them partial.
 */
export interface Backend {
  readonly dialect: Dialect;
  /**
   * The same database for what need not be on the disk by itself: it gets there with the next transaction of `dialect`.
   * A power cut before that may lose it, the end of the process may not. Null where there is nothing to be gained.
   */
  readonly relaxedDialect: Dialect | null;
  /**
   * The same database for reading alone, on a connection of its own that works beside the process: what takes long holds
   * up nothing. Null where every connection does so, or there is no second one.
   */
  readonly readingDialect: Dialect | null;
  /** The same database without a limit of time, for changing its tables. Null where `dialect` has none. */
  readonly migratingDialect: Dialect | null;
  /** Type of a column of 64-bit whole numbers that is a table's key. */
  readonly longKey: 'integer' | 'bigint';
  /** Type of a key that the database numbers itself, ascending. */
  readonly numberedKey: 'integer' | 'bigserial';
  /** Whether several transactions write at once, so that rows must be held while they are decided on. */
  readonly writesAtOnce: boolean;
  readonly search: TextSearch;
  /**
   * Hears what other processes announce in a channel, on a connection of its own, until that breaks (then `onLost`) or
   * is closed. Null where the database is one machine's own.
   */
  readonly listen: Listen | null;
  readonly readColumns: ReadColumns;
  /** Makes a table refuse changes and deletions. */
  appendOnly(db: Kysely<unknown>, table: string): Promise<void>;
  /** Takes that back, for a migration. */
  mayChange(db: Kysely<unknown>, table: string): Promise<void>;
  /** What the database finds damaged in itself; reads all of it. */
  inspect(db: Kysely<unknown>): Promise<readonly string[]>;
  /** Lets the database look at how its values are spread, so that it picks the right indexes. Takes milliseconds. */
  takeStock(db: Kysely<unknown>): Promise<void>;
}

/** Rows column by column. What columns named `…_json` hold is parsed. */
export type Columns<Row> = {
  readonly [Name in keyof Row]: readonly (Name extends `${string}_json` ? unknown : Row[Name])[];
};

/** Reads many rows, in the order of the query. What is selected is text or whole numbers; `names` are all of its columns. */
export type ReadColumns = <DB, TB extends keyof DB, Row extends object>(
  db: QueryExecutorProvider,
  query: SelectQueryBuilder<DB, TB, Row>,
  names: readonly (keyof Row & string)[],
) => Promise<Columns<Row>>;

export const isJson = (column: string): boolean => column.endsWith('_json');

/** See `Backend.listen`. */
export type Listen = (
  channel: string,
  onNotice: () => void,
  onLost: () => void,
) => Promise<{ close(): void }>;

/** Full-text search of redacted questions. Any text of one character or more is found, wherever it stands. */
export interface TextSearch {
  create(db: Kysely<unknown>): Promise<void>;
  add(db: Kysely<unknown>, seq: number, text: string): Promise<void>;
  remove(db: Kysely<unknown>, seqs: readonly number[]): Promise<void>;
  /** A table expression with a column `seq`: the records whose question contains the text, readable by `seq` in order. */
  matches(text: string): RawBuilder<{ seq: number }>;
}
