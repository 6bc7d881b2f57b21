// The index in memory and in PostgreSQL side by side: what building, starting, asking and holding it costs by size, and
// the slopes of that. Takes the address of a PostgreSQL server on which it may make databases, in TEST_DATABASE_URL.
//   npm run bench -- --index [SIZE …]     1,000 to 100,000 clauses unless told
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { generatePolicies } from './generated-policies.ts';
import { table } from './markdown-table.ts';

const SIZES = [1_000, 10_000, 30_000, 100_000];
/** Generated at every size. */
const CHANGED = 'generated-0-ja.md';
const samples = fileURLToPath(new URL('../../knowledge', import.meta.url));
const measurer = fileURLToPath(new URL('measure.ts', import.meta.url));

type Figures = Readonly<Record<string, number>>;

/** What is measured of each way, and how it is printed. */
const COLUMNS: Readonly<Record<string, string>> = {
  buildS: 'build s',
  buildPeakMb: 'peak MB of the build',
  diskMb: 'files MB',
  tablesMb: 'tables MB',
  startMs: 'start ms',
  changeS: 'build s after one changed clause',
  changePeakMb: 'peak MB of that',
  switchMs: 'until another server serves it ms',
  firstP50: 'ask p50 ms, not heard before',
  firstP95: 'p95',
  p50: 'asked again p50 ms',
  p95: 'p95',
  heldMb: 'held MB',
  residentMb: 'resident MB',
  peakMb: 'peak MB',
};
/** Those for which a slope is told. */
const SLOPES = [
  'buildS',
  'tablesMb',
  'startMs',
  'changeS',
  'changePeakMb',
  'switchMs',
  'firstP50',
  'p50',
  'heldMb',
];

/** Prints the tables as Markdown. */
export async function benchIndex(argv: readonly string[]): Promise<void> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) throw new Error('TEST_DATABASE_URL names no PostgreSQL server.');
  const sizes = argv.map(Number).filter((size) => size > 0);
  console.log(
    `Load of the machine before it began: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}.`,
  );
  const measured: { way: string; clauses: number; figures: Figures }[] = [];
  for (const size of sizes.length > 0 ? sizes : SIZES) {
    const dir = mkdtempSync(join(tmpdir(), 'kitei-bench-'));
    try {
      cpSync(samples, join(dir, 'knowledge'), { recursive: true });
      for (const { name, markdown } of generatePolicies(size))
        writeFileSync(join(dir, 'knowledge', 'policies', name), markdown);
      for (const way of ['memory', 'postgres']) {
        const { clauses, ...figures } = await measureWay(way, dir, server);
        measured.push({ way, clauses: clauses ?? Number.NaN, figures });
        console.error(way, JSON.stringify(figures));
      }
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  const rows = measured.map(({ way, clauses, figures }) => [
    clauses.toLocaleString('en'),
    way,
    ...Object.keys(COLUMNS).map((name) => shown(figures[name])),
  ]);
  table('The index in memory and in PostgreSQL', ['clauses', 'index', ...Object.values(COLUMNS)], rows);
  const slopes = ['memory', 'postgres'].map((way) => {
    const own = measured.filter((one) => one.way === way);
    const points = (name: string) =>
      own.map(({ clauses, figures }) => [clauses, figures[name] ?? 0] as const);
    return [way, ...SLOPES.map((name) => shown(slope(points(name)) * 100_000))];
  });
  table(
    'More for each 100,000 clauses more',
    ['index', ...SLOPES.map((name) => COLUMNS[name] ?? name)],
    slopes,
  );
}

async function measureWay(way: string, dir: string, server: string): Promise<Figures> {
  const name = `kitei_bench_${process.pid}_${way}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onServer(server, `create database ${name} template template0`);
  try {
    const data = join(dir, way);
    const knowledge = join(dir, 'knowledge');
    const run = (mode: string, dataDir = data) =>
      promisify(execFile)(
        process.execPath,
        ['--expose-gc', '--import', 'tsx', measurer, mode, knowledge, dataDir],
        { env: { ...process.env, DATABASE_URL: url.href, KITEI_INDEX: way } },
      );
    const built = figuresOf(await run('build'));
    const served = figuresOf(await run('serve'));
    const [tables] = await onServer(
      url.href,
      `select coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 as bytes from pg_class c
        join pg_namespace n on n.oid = relnamespace where relkind = 'r' and starts_with(nspname, 'kitei_index_')`,
    );
    const other = run('follow', `${data}-of-another-server`);
    await once(other.child.stdout as Readable, 'data');
    const switched = announced(url.href);
    appendFileSync(join(knowledge, 'policies', CHANGED), '改めた一文を加える。\n');
    const changed = figuresOf(await run('build'));
    const { servedAtMs = Number.NaN } = figuresOf(await other);
    const { clauses = Number.NaN, totalMs = Number.NaN, peakMb = Number.NaN } = built;
    return {
      ...served,
      changeS: (changed.totalMs ?? Number.NaN) / 1000,
      changePeakMb: changed.peakMb ?? Number.NaN,
      switchMs: servedAtMs - (await switched),
      clauses,
      buildS: totalMs / 1000,
      buildPeakMb: peakMb,
      diskMb: bytesUnder(data) / 2 ** 20,
      tablesMb: Number(tables?.bytes) / 2 ** 20,
    };
  } finally {
    await onServer(server, `drop database ${name} with (force)`);
  }
}

/** The last line that a measurement printed. */
function figuresOf({ stdout }: { readonly stdout: string }): Figures {
  return JSON.parse(stdout.trim().split('\n').at(-1) as string);
}

/** When the servers of a database are told that another generation serves. */
async function announced(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('listen kitei_generation');
  await once(client, 'notification');
  const at = Date.now();
  await client.end();
  return at;
}

async function onServer(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Of the straight line that fits points best (least squares). */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point[0]), mean((point) => point[1])];
  return mean((point) => (point[0] - x) * (point[1] - y)) / mean((point) => (point[0] - x) ** 2);
}

function shown(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(value < 10 ? 2 : 0);
}

function bytesUnder(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + bytesUnder(join(path, name)), 0);
}
