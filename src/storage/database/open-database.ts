import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, type Migration, Migrator, SqliteDialect } from 'kysely';
import Sqlite from 'libsql';
import { KiteiError } from '../../errors.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';
import { sqliteTextSearch, type TextSearch } from './text-search.ts';

/** An open database with its tables as this code knows them. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly search: TextSearch;
  close(): Promise<void>;
}

/** How long a statement waits for another process that is writing, in milliseconds. */
const BUSY_MS = 5_000;
/** How often an upgrade is tried when another process upgrades at the same time. */
const UPGRADE_TRIES = 5;

/**
 * Opens SQLite at a path (`:memory:` for one that ends with the process) and brings its tables up to date.
 *
 * WAL lets readers go on while one process writes. `synchronous=FULL` puts every commit on the disk before it is
 * acknowledged: neither the end of the process nor of the power loses one (a commit takes some .3 ms on an SSD).
 *
 * @throws KiteiError `log.unwritable` where it cannot be opened, is damaged, or belongs to a newer Kitei.
 */
export async function openDatabase(path: string): Promise<Database> {
  let db: Kysely<Tables>;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const file = new Sqlite(path);
    file.pragma(`busy_timeout = ${BUSY_MS}`);
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = FULL');
    // libsql's statements are those of better-sqlite3, which the dialect was written for.
    db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file as never }) });
  } catch (cause) {
    throw unusable(path, cause);
  }
  try {
    await upgrade(db, migrations(sqliteTextSearch));
  } catch (cause) {
    await db.destroy();
    throw cause instanceof KiteiError ? cause : unusable(path, cause);
  }
  return { db, search: sqliteTextSearch, close: () => db.destroy() };
}

async function upgrade(db: Kysely<Tables>, steps: Record<string, Migration>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
  for (let attempt = 1; ; attempt++) {
    const applied = await appliedSteps(db);
    const unknown = applied.filter((name) => !(name in steps));
    if (unknown.length > 0) {
      throw new KiteiError(
        'log.unwritable',
        `The database was made by a newer Kitei (${unknown.join(', ')}).`,
        'Start that version again, or choose another data folder with KITEI_DATA.',
      );
    }
    if (applied.length === Object.keys(steps).length) return;
    const { error } = await migrator.migrateToLatest();
    if (error === undefined) return;
    if (attempt === UPGRADE_TRIES) throw error;
  }
}

async function appliedSteps(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}

function unusable(path: string, cause: unknown): KiteiError {
  return new KiteiError(
    'log.unwritable',
    `The database ${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
    'See that the data folder exists and is writable and the disk not full; restore a damaged database from a backup, or move it away.',
    cause,
  );
}
