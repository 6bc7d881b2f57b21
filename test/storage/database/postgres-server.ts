import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, it } from 'vitest';

/** Address of a PostgreSQL server on which tests may make databases; undefined where there is none. */
export const SERVER = process.env.TEST_DATABASE_URL;

/** Runs tests where there is a server, and says so where there is none; databases they made go with them. */
export function withPostgres(tests: () => void): void {
  if (SERVER === undefined) {
    it.skip('PostgreSQL: no server at hand (TEST_DATABASE_URL names none)', () => {});
    return;
  }
  afterAll(() => onServer(...made.map((name) => `drop database ${name} with (force)`)));
  tests();
}

const made: string[] = [];

/** Makes an empty database; its address. */
export async function emptyDatabase(): Promise<string> {
  const name = `kitei_test_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name} template template0`);
  made.push(name);
  const url = new URL(SERVER as string);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements on the server's own database. */
export async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
