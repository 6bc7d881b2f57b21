import { spawn } from 'node:child_process';
import { chmod, copyFile, open } from 'node:fs/promises';
import Sqlite from 'libsql';
import { KiteiError } from '../../errors.ts';

/**
 * Writes a copy of a SQLite database as it is at one moment, while other processes go on writing into it. What its
 * write-ahead log holds is in the copy.
 */
export async function copySqlite(from: string, to: string): Promise<void> {
  const database = new Sqlite(from);
  try {
    database.pragma('busy_timeout = 10000');
    database.prepare('vacuum into ?').run(to);
  } finally {
    database.close();
  }
  await chmod(to, 0o600);
  await synced(to);
}

/** Puts a copy where no database is. */
export async function placeSqlite(copy: string, to: string): Promise<void> {
  await copyFile(copy, to);
  await chmod(to, 0o600);
  await synced(to);
}

/** Writes a PostgreSQL database into a file by `pg_dump`, which sees one moment of it. */
export async function dumpPostgres(url: string, to: string): Promise<void> {
  await runClient('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${to}`], url);
  await chmod(to, 0o600);
}

/** Puts a dump in the place of everything in a database, in one transaction. */
export async function restorePostgres(dump: string, url: string): Promise<void> {
  await runClient(
    'pg_restore',
    ['--clean', '--if-exists', '--no-owner', '--no-privileges', '--single-transaction', '--dbname=', dump],
    url,
  );
}

/** Runs a program of PostgreSQL. The address goes by the environment: other users see the arguments of a process. */
function runClient(program: string, args: readonly string[], url: string): Promise<void> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const decoded = (value: string) => decodeURIComponent(value);
  const sslmode = searchParams.get('sslmode');
  const env = {
    ...process.env,
    PGHOST: decoded(searchParams.get('host') ?? hostname),
    ...(port !== '' && { PGPORT: port }),
    ...(username !== '' && { PGUSER: decoded(username) }),
    ...(password !== '' && { PGPASSWORD: decoded(password) }),
    PGDATABASE: decoded(pathname.slice(1)),
    ...(sslmode !== null && { PGSSLMODE: sslmode }),
  };
  const named = args.map((arg) => (arg === '--dbname=' ? `--dbname=${env.PGDATABASE}` : arg));
  return new Promise((resolve, reject) => {
    const child = spawn(program, named, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part) => {
      said += part;
    });
    child.once('error', (cause) => reject(notRun(program, cause.message, cause)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(notRun(program, said.trim()))));
  });
}

function notRun(program: string, why: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'log.unwritable',
    `${program} failed: ${why.slice(0, 300)}`,
    `Install PostgreSQL's client programs of the server's version or a later one (Debian: postgresql-client), and see that DATABASE_URL is right.`,
    cause,
  );
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
