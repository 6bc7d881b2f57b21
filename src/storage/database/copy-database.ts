import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { KiteiError } from '../../errors.ts';
import type { Database } from './open-database.ts';

/** A table that was copied. */
export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
  /** Of all rows, whatever their order: the sum of the SHA-256 of each, modulo 2^256, in hex. */
  readonly checksum: string;
}

type Row = Readonly<Record<string, unknown>>;
type AnyDatabase = Kysely<Record<string, Row>>;

const ROWS_AT_ONCE = 500;
/** Databases bound the number of values of one statement. */
const VALUES_AT_ONCE = 20_000;
const MODULUS = 1n << 256n;
/** What a server leaves in an empty database at its start. */
const SECRET_CHECK = 'kitei.secret';

/**
 * Copies everything from a database of one machine into one that several share, in one transaction: after a failure the
 * target is as it was. Nobody can write into the source meanwhile. Each table is read back and compared before the
 * copy counts.
 *
 * @throws KiteiError `log.unwritable` where the target holds something already, or does not give back what was written.
 */
export async function copyDatabase(
  source: Database,
  target: Database,
  onTable: (table: CopiedTable) => void = () => {},
): Promise<readonly CopiedTable[]> {
  const copied: CopiedTable[] = [];
  await source.db.transaction().execute(async (reading) => {
    const from = reading as unknown as AnyDatabase;
    const tables = await tablesOf(from);
    await target.db.transaction().execute(async (writing) => {
      const to = writing as unknown as AnyDatabase;
      await to.deleteFrom('channel_state').where('kind', '=', SECRET_CHECK).execute();
      for (const name of tables) await requireEmpty(to, name);
      for (const name of tables) {
        const read = tally();
        for await (const rows of batches(from, name)) {
          for (const row of rows) read.add(row);
          const columns = Object.keys(rows[0] ?? {}).length;
          const atOnce = Math.floor(VALUES_AT_ONCE / Math.max(1, columns));
          for (let at = 0; at < rows.length; at += atOnce) {
            await to
              .insertInto(name)
              .values(rows.slice(at, at + atOnce))
              .execute();
          }
          if (name === 'record_details') await makeSearchable(target, writing, rows);
        }
        const kept = tally();
        for await (const row of rowsInCursor(to, name)) kept.add(row);
        if (kept.total() !== read.total()) throw differs(name);
        const table = { name, rows: read.count(), checksum: read.total() };
        copied.push(table);
        onTable(table);
      }
      await sql`select setval(pg_get_serial_sequence('audit', 'seq'), coalesce(max(seq), 0) + 1, false) from audit`.execute(
        to,
      );
    });
  });
  return copied;
}

/** The tables with content of their own; those that others refer to come first. */
async function tablesOf(db: AnyDatabase): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  const names = tables.map(({ name }) => name).filter((name) => !/^(record_text|sqlite_)/.test(name));
  return ['records', ...names.filter((name) => name !== 'records').sort()];
}

async function requireEmpty(db: AnyDatabase, name: string): Promise<void> {
  if ((await db.selectFrom(name).selectAll().limit(1).execute()).length === 0) return;
  throw new KiteiError(
    'log.unwritable',
    `The database to move to is not empty: its table ${name} has rows.`,
    'Give a new database. Nothing was changed in this one.',
  );
}

/** Bytes as every driver takes them. */
function withBuffers(row: Row): Row {
  const isBytes = (value: unknown) => value instanceof ArrayBuffer;
  if (!Object.values(row).some(isBytes)) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      isBytes(value) ? Buffer.from(value as ArrayBuffer) : value,
    ]),
  );
}

async function* batches(db: AnyDatabase, name: string): AsyncIterable<readonly Row[]> {
  let rows: Row[] = [];
  for await (const row of db.selectFrom(name).selectAll().stream()) {
    rows.push(withBuffers(row));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** Every row of a table of PostgreSQL, some of them in memory at a time. */
async function* rowsInCursor(db: AnyDatabase, name: string): AsyncIterable<Row> {
  await sql`declare copied no scroll cursor for select * from ${sql.table(name)}`.execute(db);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(ROWS_AT_ONCE)} from copied`.execute(db);
    if (rows.length === 0) break;
    yield* rows;
  }
  await sql`close copied`.execute(db);
}

async function makeSearchable(
  { search }: Database,
  db: Parameters<Parameters<ReturnType<Database['db']['transaction']>['execute']>[0]>[0],
  rows: readonly Row[],
): Promise<void> {
  for (const { seq, question } of rows) {
    if (typeof question === 'string')
      await search.add(db as unknown as Kysely<unknown>, seq as number, question);
  }
}

function tally() {
  let count = 0;
  let sum = 0n;
  return {
    add(row: Row) {
      count += 1;
      const columns = Object.keys(row).sort();
      // PostgreSQL keeps U+FFFD for a character that its text cannot have.
      const text = JSON.stringify(columns.map((name) => [name, comparable(row[name])])).replaceAll(
        '\\u0000',
        '\uFFFD',
      );
      sum = (sum + BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)) % MODULUS;
    },
    count: () => count,
    total: () => sum.toString(16).padStart(64, '0'),
  };
}

/** Bytes by their checksum: as JSON they would be many times as long. */
function comparable(value: unknown): unknown {
  return value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value;
}

function differs(name: string): KiteiError {
  return new KiteiError(
    'log.unwritable',
    `Table ${name} does not read back as it was written; nothing was moved.`,
    'See that the encoding of the database is UTF8, and look at the server’s disk and memory.',
  );
}
