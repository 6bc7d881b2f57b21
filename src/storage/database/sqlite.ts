import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import Sqlite from 'libsql';
import { type Backend, isJson, type ReadColumns, type TextSearch } from './backend.ts';
import { SharedSqliteDialect, type SqliteFile } from './sqlite-dialect.ts';
import { SqliteReadingDialect } from './sqlite-reading.ts';
import { characterPairs, searchedPairs } from './text-search.ts';

/**
 * How long SQLite itself waits for another process, in milliseconds. Short, since all else stands still meanwhile: the
 * dialect waits longer, and lets the process go on.
 */
const BUSY_MS = 50;
/** Pages kept in memory, in KiB: the indexes of a large log. */
const CACHE_KIB = 64 * 1024;
/** Pages of the write-ahead log (of 4 KiB) after which they move to the file; records of one time share most of them. */
const LOG_PAGES = 4_000;

/**
 * Opens SQLite at a path, or in memory for `:memory:`. The file is readable by its owner only.
 *
 * WAL lets readers go on while one process writes. With `synchronous = FULL` every commit is on the disk before it is
 * acknowledged, so neither the end of the process nor a power cut loses one, as long as the disk keeps what it says it
 * has kept. (`NORMAL` would save some 0.3 ms for each question and lose the last seconds at a power cut.)
 */
export function openSqlite(path: string): Backend {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true });
    createPrivately(path);
  }
  const file = new Sqlite(path);
  file.pragma(`busy_timeout = ${BUSY_MS}`);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  file.pragma(`cache_size = -${CACHE_KIB}`);
  // Statements of libsql are those of better-sqlite3, which Kysely's dialect is written for.
  const dialect = new SharedSqliteDialect(file as unknown as SqliteFile);
  return {
    dialect,
    relaxedDialect: dialect.relaxed(),
    readingDialect: path === ':memory:' ? null : new SqliteReadingDialect(path),
    migratingDialect: null,
    // Only a key of this very type is the table's own order.
    longKey: 'integer',
    numberedKey: 'integer',
    writesAtOnce: false,
    listen: null,
    search,
    readColumns,
    async appendOnly(db, table) {
      for (const change of ['update', 'delete']) {
        await sql`create trigger ${sql.ref(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
          begin select raise(abort, ${sql.lit(`${table} only grows`)}); end`.execute(db);
      }
    },
    async mayChange(db, table) {
      for (const change of ['update', 'delete']) {
        await sql`drop trigger ${sql.ref(`${table}_no_${change}`)}`.execute(db);
      }
    },
    async inspect(db) {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db);
      const { rows: orphans } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
      return [
        ...rows.map(({ integrity_check: line }) => line).filter((line) => line !== 'ok'),
        ...new Set(orphans.map(({ table }) => `rows of ${table} belong to no record`)),
      ];
    },
    async takeStock(db) {
      await sql`pragma analysis_limit = 1000`.execute(db);
      // The tables whose indexes there is a choice between.
      for (const table of ['records', 'record_clauses']) await sql`analyze ${sql.table(table)}`.execute(db);
    },
  };
}

/**
 * Makes the file, readable by its owner only, where there is none. One that exists is not touched: a process that closes a
 * file loses its locks on it, those of a database open elsewhere in the process too, and another process would then take
 * the log of its writes away (https://sqlite.org/howtocorrupt.html, 2.2).
 */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Values cross from SQLite one by one, which takes several times as long as finding them; a text crosses as one. Of a text
 * by column, JSON can be a part as it stands, and nothing is made for a row that is not kept.
 */
const readColumns: ReadColumns = async (db, query, names) => {
  const lists = names.map((name) => {
    const column = sql.ref(name);
    const list = isJson(name)
      ? sql`group_concat(coalesce(${column}, 'null'))`
      : sql`json_group_array(${column})`;
    return sql`${list} as ${column}`;
  });
  const { rows } = await sql<Record<string, string | null>>`
    select ${sql.join(lists)} from ${query.as('wanted')}`.execute(db);
  const listOf = (name: string) => {
    const text = rows[0]?.[name] ?? '';
    return JSON.parse(isJson(name) ? `[${text}]` : text);
  };
  return Object.fromEntries(names.map((name) => [name, listOf(name)])) as never;
};

/** SQLite's FTS5 over pairs of characters. It hands out what it finds in the order of `seq`, from either end. */
const search: TextSearch = {
  async create(db) {
    await sql`create virtual table record_text using fts5(pairs, content='', contentless_delete=1)`.execute(
      db,
    );
    // Its merging stays as it comes: merging later, in greater numbers, makes most additions quicker and some of them
    // stand still for as long as a large part of the index takes to be written anew (4 s in a log of a million).
  },
  async add(db, seq, text) {
    const pairs = characterPairs(text).join(' ');
    await sql`insert into record_text(rowid, pairs) values (${seq}, ${pairs})`.execute(db);
  },
  async remove(db, seqs) {
    for (const seq of seqs) await sql`delete from record_text where rowid = ${seq}`.execute(db);
  },
  matches(text) {
    const { words, open } = searchedPairs(text);
    const phrase = `"${words.join(' ')}"${open ? ' *' : ''}`;
    return sql`(select rowid as seq from record_text where record_text match ${phrase})`;
  },
};
