import { Kysely, Migrator } from 'kysely';
import { KiteiError } from '../../errors.ts';
import type { Backend, Listen, ReadColumns, TextSearch } from './backend.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** An open database with its tables as this code knows them. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** The same database, see `Backend.relaxedDialect`. */
  readonly relaxed: Kysely<Tables>;
  /** The same database, see `Backend.readingDialect`. */
  readonly reading: Kysely<Tables>;
  readonly search: TextSearch;
  /** See `Backend.writesAtOnce`. */
  readonly writesAtOnce: boolean;
  /** See `Backend.listen`. */
  readonly listen: Listen | null;
  readonly readColumns: ReadColumns;
  /** See `Backend.takeStock`. */
  takeStock(): Promise<void>;
  /** See `Backend.inspect`. */
  inspect(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** How long a statement may take on a server, in milliseconds, where somebody waits for an answer. */
const ANSWER_MS = 10_000;
/** The same for work in the background: copying a log, publishing an index. */
export const WORK_MS = 10 * 60_000;

/**
 * Opens PostgreSQL at an address (`postgres://…`), or SQLite at a path (`:memory:` for one that ends with the process),
 * and brings its tables up to date; of several processes that start at once, one does so and the others wait.
 *
 * @param limit of one statement on a server, in milliseconds.
 * @throws KiteiError `log.unwritable` where it cannot be opened, is damaged, or belongs to a newer Kitei.
 */
export async function openDatabase(location: string, limit = ANSWER_MS): Promise<Database> {
  let backend: Backend;
  try {
    backend = await openBackend(location, limit);
  } catch (cause) {
    throw unusable(location, cause);
  }
  const db = new Kysely<Tables>({ dialect: backend.dialect });
  const { relaxedDialect, readingDialect } = backend;
  const relaxed = relaxedDialect === null ? db : new Kysely<Tables>({ dialect: relaxedDialect });
  const reading = readingDialect === null ? db : new Kysely<Tables>({ dialect: readingDialect });
  const takeStock = () => backend.takeStock(db as unknown as Kysely<unknown>);
  const inspect = () => backend.inspect(db as unknown as Kysely<unknown>);
  try {
    await upgrade(db, backend);
    await takeStock();
  } catch (cause) {
    await db.destroy();
    throw cause instanceof KiteiError ? cause : unusable(location, cause);
  }
  const { search, writesAtOnce, listen, readColumns } = backend;
  const close = async () => {
    try {
      if (reading !== db) await reading.destroy();
    } finally {
      await db.destroy();
    }
  };
  return { db, relaxed, reading, search, writesAtOnce, listen, readColumns, takeStock, inspect, close };
}

/** Only the driver that is needed is loaded. */
async function openBackend(location: string, limit: number): Promise<Backend> {
  if (isServer(location)) return (await import('./postgres.ts')).openPostgres(location, limit);
  const [{ openSqlite }, { onceFree }] = await Promise.all([
    import('./sqlite.ts'),
    import('./sqlite-dialect.ts'),
  ]);
  // Another process may just be making the file, or mending it after one that was killed.
  return onceFree(() => openSqlite(location));
}

function isServer(location: string): boolean {
  return /^postgres(ql)?:\/\//i.test(location);
}

async function upgrade(db: Kysely<Tables>, backend: Backend): Promise<void> {
  const steps = migrations(backend);
  const applied = await appliedSteps(db);
  const unknown = applied.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    throw new KiteiError(
      'log.unwritable',
      `The database was made by a newer Kitei (${unknown.join(', ')}).`,
      'Start that version again, or choose another database (KITEI_DATA, DATABASE_URL).',
    );
  }
  if (applied.length === Object.keys(steps).length) return;
  const provider = { getMigrations: async () => steps };
  // Parts of Kitei number their steps apart, and no step needs one of another part.
  const { migratingDialect } = backend;
  const migrated = migratingDialect === null ? db : new Kysely<Tables>({ dialect: migratingDialect });
  try {
    const migrator = new Migrator({ db: migrated, provider, allowUnorderedMigrations: true });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    if (migrated !== db) await migrated.destroy();
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

function unusable(location: string, cause: unknown): KiteiError {
  const reason =
    cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : String(cause);
  return new KiteiError(
    'log.unwritable',
    `The database ${isServer(location) ? withoutCredentials(location) : location} cannot be used: ${reason}`,
    isServer(location)
      ? 'See that DATABASE_URL is right, that its server runs and can be reached from here, and that its user owns the database.'
      : 'See that the data folder exists and is writable and the disk not full; restore a damaged database from a backup, or move it away.',
    cause,
  );
}

/** Where a server is, for people to read: no password, no parameters. */
function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return 'of DATABASE_URL';
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}
