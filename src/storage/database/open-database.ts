import { Kysely, type Migration, Migrator } from 'kysely';
import { KiteiError } from '../../errors.ts';
import type { Backend, TextSearch } from './backend.ts';
import { migrations } from './migrations.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** An open database with its tables as this code knows them. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly search: TextSearch;
  /** See `Backend.takeStock`. */
  takeStock(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens SQLite at a path (`:memory:` for one that ends with the process) and brings its tables up to date; of several
 * processes that start at once, one does so and the others wait.
 *
 * @throws KiteiError `log.unwritable` where it cannot be opened, is damaged, or belongs to a newer Kitei.
 */
export async function openDatabase(path: string): Promise<Database> {
  let backend: Backend;
  try {
    backend = openSqlite(path);
  } catch (cause) {
    throw unusable(path, cause);
  }
  const db = new Kysely<Tables>({ dialect: backend.dialect });
  const takeStock = () => backend.takeStock(db as unknown as Kysely<unknown>);
  try {
    await upgrade(db, migrations(backend));
    await takeStock();
  } catch (cause) {
    await db.destroy();
    throw cause instanceof KiteiError ? cause : unusable(path, cause);
  }
  return { db, search: backend.search, takeStock, close: () => db.destroy() };
}

async function upgrade(db: Kysely<Tables>, steps: Record<string, Migration>): Promise<void> {
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
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
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
