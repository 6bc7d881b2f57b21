import type { SearchTableContent, SearchTableShelf, SearchTables } from '../../domain/search-tables.ts';
import { KiteiError } from '../../errors.ts';

type Row = Readonly<Record<string, unknown>>;

/** Runs one statement and gives its rows; bytes come as Uint8Array. */
export type RunSql = (statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A PostgreSQL database. */
export interface SqlServer {
  readonly run: RunSql;
  /** Work on a connection of its own. */
  connected<T>(work: (run: RunSql) => Promise<T>): Promise<T>;
}

/** A schema for each generation: filled before it is indexed, and removed as a whole. */
const PREFIX = 'kitei_index_';
/** Beyond so many dimensions pgvector has no index of plain vectors, and search is exact. */
const MOST_INDEXED_DIMENSIONS = 2_000;
/** So many rows or bytes go over the wire at once. */
const BATCH_ROWS = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;
/** The part that is written last. */
const COMPLETE = 'complete';

/** Search tables in PostgreSQL; vectors take the extension pgvector. */
export function postgresSearchTables({ run, connected }: SqlServer): SearchTableShelf {
  const isComplete = async (own: RunSql, schema: string): Promise<boolean> => {
    const [there] = await own('select to_regclass($1) is not null as yes', [`${schema}.parts`]);
    if (there?.yes !== true) return false;
    const rows = await own(`select name from ${schema}.parts where name = $1`, [COMPLETE]);
    return rows.length > 0;
  };
  return {
    open: (generation) =>
      told('read', async () => {
        const schema = schemaOf(generation);
        return (await isComplete(run, schema)) ? tablesOf(schema, run) : null;
      }),
    write: (generation, content) =>
      told('written', () =>
        connected(async (own) => {
          const schema = schemaOf(generation);
          await own('select pg_advisory_lock(hashtext($1))', [schema]);
          try {
            if (await isComplete(own, schema)) return;
            await own(`drop schema if exists ${schema} cascade`);
            await fill(schema, content, own);
          } finally {
            await own('select pg_advisory_unlock(hashtext($1))', [schema]);
          }
        }),
      ),
    canHoldVectors: () =>
      told('read', async () => {
        const [found] = await run(
          `select count(*)::integer as extensions from pg_available_extensions where name = 'vector'`,
        );
        return found?.extensions === 1;
      }),
    keepOnly: (generations) =>
      told('written', async () => {
        const kept = new Set([...generations].map(schemaOf));
        const rows = await run(
          `select nspname::text as name from pg_namespace where starts_with(nspname, $1)`,
          [PREFIX],
        );
        for (const { name } of rows) {
          if (!kept.has(name as string)) await run(`drop schema if exists ${name} cascade`);
        }
      }),
  };
}

function tablesOf(schema: string, run: RunSql): SearchTables {
  return {
    lists: (keys) =>
      told('read', async () => {
        const rows = await run(`select key, bytes from ${schema}.lists where key = any($1)`, [keys]);
        return new Map(rows.map(({ key, bytes }) => [key as string, bytes as Uint8Array]));
      }),
    part: (name) =>
      told('read', async () => {
        const [row] = await run(`select bytes from ${schema}.parts where name = $1`, [name]);
        return (row?.bytes as Uint8Array | undefined) ?? null;
      }),
    nearest: (vector, limit) =>
      told('read', async () => {
        const rows = await run(
          `select row_number as row, 1 - (embedding <=> $1::vector) as cosine from ${schema}.vectors
            order by embedding <=> $1::vector limit ${limit}`,
          [textOf(vector)],
        );
        return rows.map(({ row, cosine }) => ({ row: row as number, cosine: cosine as number }));
      }),
  };
}

async function fill(schema: string, { parts, lists, vectors }: SearchTableContent, run: RunSql) {
  await run(`create schema ${schema}`);
  await run(`create table ${schema}.lists (key text collate "C" not null, bytes bytea not null)`);
  // Long lists of numbers hardly shrink, and would have to be unpacked for every question.
  await run(`alter table ${schema}.lists alter column bytes set storage external`);
  await insertAll(`${schema}.lists (key, bytes)`, lists, run);
  await run(`alter table ${schema}.lists add primary key (key)`);
  if (vectors !== null) {
    const { dimensions } = vectors;
    await run('create extension if not exists vector');
    await run(
      `create table ${schema}.vectors (row_number integer not null, embedding vector(${dimensions}) not null)`,
    );
    await insertAll(`${schema}.vectors (row_number, embedding)`, rowsOf(vectors), run);
    if (dimensions <= MOST_INDEXED_DIMENSIONS)
      await run(`create index on ${schema}.vectors using hnsw (embedding vector_cosine_ops)`);
  }
  await run(`create table ${schema}.parts (name text primary key, bytes bytea not null)`);
  await run(`analyze ${schema}.lists`);
  await insertAll(`${schema}.parts (name, bytes)`, [...parts, [COMPLETE, new Uint8Array()]], run);
}

async function insertAll(
  target: string,
  rows: Iterable<readonly [unknown, Uint8Array | string]>,
  run: RunSql,
): Promise<void> {
  let values: unknown[] = [];
  let bytes = 0;
  const send = async () => {
    if (values.length === 0) return;
    const places = Array.from({ length: values.length / 2 }, (_, i) => `($${2 * i + 1}, $${2 * i + 2})`);
    await run(`insert into ${target} values ${places.join(', ')}`, values);
    values = [];
    bytes = 0;
  };
  for (const [key, value] of rows) {
    values.push(key, value);
    bytes += value.length;
    if (values.length >= 2 * BATCH_ROWS || bytes >= BATCH_BYTES) await send();
  }
  await send();
}

function* rowsOf({ dimensions, values }: { readonly dimensions: number; readonly values: Float32Array }) {
  for (let row = 0; row * dimensions < values.length; row++)
    yield [row, textOf(values.subarray(row * dimensions, (row + 1) * dimensions))] as const;
}

/** A vector as pgvector reads it. */
function textOf(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}

function schemaOf(generation: string): string {
  return `${PREFIX}${generation.toLowerCase().replace(/[^a-z0-9]/g, '_')}`;
}

async function told<T>(done: 'read' | 'written', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof KiteiError) throw cause;
    const lacksVectors = /extension "vector"|type "vector"/.test(cause.message);
    throw new KiteiError(
      'index.unwritable',
      `The search tables in the database cannot be ${done}: ${cause.message}`,
      lacksVectors
        ? 'Install pgvector on the server of DATABASE_URL and let its user create the extension, or leave the embedder out.'
        : 'See that the server of DATABASE_URL runs, can be reached and has space left, and that its user may create schemas.',
      cause,
    );
  }
}
