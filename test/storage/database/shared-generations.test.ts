import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabaseShelf } from '../../../src/storage/database/database-shelf.ts';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { GenerationStore } from '../../../src/storage/generation-store.ts';
import { type GenerationDraft, sealGeneration } from '../../../src/storage/manifest.ts';
import { sampleReceipt } from '../receipts.ts';
import { publish, sampleGeneration, temporaryFolder } from '../samples.ts';
import { emptyDatabase, onServer, withPostgres } from './postgres-server.ts';

withPostgres(() => {
  let url: string;
  let databases: Database[];
  beforeEach(async () => {
    url = await emptyDatabase();
    databases = [];
  });
  afterEach(() => Promise.all(databases.map((database) => database.close())));

  /** What one server has: a connection of its own and a folder of its own. */
  async function server() {
    const database = await openDatabase(url);
    databases.push(database);
    const folder = join(await temporaryFolder(), 'cache');
    const store = new GenerationStore(folder, new DatabaseShelf(async () => database, folder));
    const servingId = async () => (await store.read()).serving?.generation.id;
    return { database, folder, store, servingId };
  }
  const withdrawal = (generation: string, instead: string) => ({
    generation,
    instead,
    withdrawnAt: '2026-04-02T00:00:00.000Z',
    by: 'an admin',
    reason: 'too early',
    sourcesSha256: 'x',
  });

  it('a generation that one server publishes is read by another, byte for byte', async () => {
    const [a, b] = [await server(), await server()];
    expect(await a.store.read()).toEqual({ serving: null, refused: [], withdrawn: [] });
    const sealed = sampleGeneration('1');
    await publish(a.store, sealed);
    for (const { store } of [a, b, b]) {
      const { serving, refused } = await store.read();
      expect(refused).toEqual([]);
      expect(serving?.generation).toEqual(sealed.generation);
      expect(new Map(serving?.files)).toEqual(
        new Map([...sealed.files].map(([name, bytes]) => [name, Buffer.from(bytes)])),
      );
    }
  });

  it('a large file goes in parts, and a file that two generations have is kept once', async () => {
    const [a, b] = [await server(), await server()];
    const large = Buffer.alloc(20 * 1024 * 1024, 'long');
    const draft = (name: string, at: string): GenerationDraft => ({
      builtAt: new Date(at),
      documents: [],
      embedder: 'none',
      files: new Map([
        ['large.bin', large],
        ['name.json', Buffer.from(name)],
      ]),
    });
    const second = sealGeneration(draft('2', '2026-04-02T00:00:00Z'));
    await publish(a.store, sealGeneration(draft('1', '2026-04-01T00:00:00Z')));
    expect(await b.servingId()).toBeDefined();
    await publish(a.store, second);
    const parts = await a.database.db.selectFrom('generation_parts').select('part').execute();
    expect(parts.map(({ part }) => part).sort()).toEqual([0, 0, 0, 1, 2]);
    const { serving } = await b.store.read();
    expect(serving?.generation.id).toBe(second.generation.id);
    expect(Buffer.compare(serving?.files.get('large.bin') as Uint8Array, large)).toBe(0);
  });

  it('history, roll-back and pruning are the same for all', async () => {
    const [a, b] = [await server(), await server()];
    const generations = ['1', '2', '3'].map(sampleGeneration);
    const ids = generations.map(({ generation }) => generation.id);
    for (const sealed of generations) {
      const lock = await a.store.lock({ waitMs: 0 });
      await (await a.store.stage(sealed)).publish(sampleReceipt(sealed.generation.id));
      await lock.release();
    }
    expect(await b.servingId()).toBe(ids[2]);
    const lock = await b.store.lock({ waitMs: 0 });
    await b.store.rollBack(withdrawal(ids[2] as string, ids[1] as string));
    await lock.release();
    expect(await a.servingId()).toBe(ids[1]);
    const history = await a.store.history();
    expect(history.map(({ state }) => state)).toEqual(['withdrawn', 'serving', 'earlier']);
    expect(history[0]?.withdrawal?.reason).toBe('too early');
    expect(history[2]?.receipt).toEqual(sampleReceipt(ids[0] as string));

    await publish(b.store, sampleGeneration('4'), 2);
    expect(await a.store.history()).toHaveLength(2);
    await a.store.read();
    // What is kept nowhere is not kept here.
    const kept = new Set((await a.store.history()).map(({ generation }) => generation.id));
    expect((await readdir(a.folder)).every((id) => kept.has(id))).toBe(true);
    const rows = await a.database.db.selectFrom('generation_parts').select('sha256').distinct().execute();
    const used = await a.database.db.selectFrom('generation_files').select('sha256').distinct().execute();
    expect(new Set(rows.map((row) => row.sha256))).toEqual(new Set(used.map((row) => row.sha256)));
  });

  it('another server hears of a publication and of a roll-back', async () => {
    const [a, b] = [await server(), await server()];
    const heard: (string | undefined)[] = [];
    const watch = b.store.watch(async () => heard.push(await b.servingId()));
    const [first, second] = [sampleGeneration('1'), sampleGeneration('2')];
    await publish(a.store, first);
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([first.generation.id]);
    // It hears again after its connections broke, by looking or by listening anew.
    const name = new URL(url).pathname.slice(1);
    await onServer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    );
    // The broken ones are replaced once that is noticed.
    await expect.poll(() => a.store.read().then(() => 'reads', String), { timeout: 10_000 }).toBe('reads');
    await publish(a.store, second);
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe(second.generation.id);
    watch.close();
  });

  it('one server writes at a time, and says who that is', async () => {
    const [a, b] = [await server(), await server()];
    const lock = await a.store.lock({ waitMs: 0 });
    await expect(b.store.lock({ waitMs: 300 })).rejects.toMatchObject({
      code: 'index.busy',
      message: expect.stringContaining(`:${process.pid}`),
    });
    const told: string[] = [];
    const waiting = b.store.lock({ waitMs: 10_000, onWait: (holder) => told.push(holder) });
    await expect.poll(() => told.length).toBe(1);
    await lock.release();
    await lock.release();
    await (await waiting).release();
    const giveUp = new AbortController();
    const held = await b.store.lock({ waitMs: 0 });
    const given = a.store.lock({ waitMs: 10_000, signal: giveUp.signal });
    giveUp.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await held.release();
  });

  it('of two that publish at once although a lock was lost, one wins and the other is told', async () => {
    const [a, b] = [await server(), await server()];
    await publish(a.store, sampleGeneration('0'));
    const lost = await a.store.lock({ waitMs: 0 });
    const late = sampleGeneration('late');
    const staged = await a.store.stage(late);
    // The server takes the connection that holds the lock for broken.
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`.execute(b.database.db);
    const winner = sampleGeneration('winner');
    await publish(b.store, winner);
    await expect(staged.publish(sampleReceipt(late.generation.id))).rejects.toMatchObject({
      code: 'index.busy',
      message: expect.stringContaining(winner.generation.id),
    });
    await staged.discard();
    await lost.release();
    expect(await a.servingId()).toBe(winner.generation.id);
    expect(await a.store.history()).toHaveLength(2);
  });

  it('a damaged copy is read again, and a generation damaged in the database is refused', async () => {
    const [a, b] = [await server(), await server()];
    const [first, second] = [sampleGeneration('1'), sampleGeneration('2')];
    await publish(a.store, first);
    await b.store.read();
    const path = join(b.folder, first.generation.id, 'search-tokens.bin');
    const before = await readFile(path);
    await writeFile(path, 'altered');
    expect(await b.servingId()).toBe(first.generation.id);
    expect(Buffer.compare(await readFile(path), before)).toBe(0);

    await publish(a.store, second);
    const entry = second.entries.find(({ name }) => name === 'search-tokens.bin');
    await a.database.db
      .updateTable('generation_parts')
      .set({ bytes: Buffer.from('altered') })
      .where('sha256', '=', entry?.sha256 ?? '')
      .execute();
    const { serving, refused } = await b.store.read();
    expect(serving?.generation.id).toBe(first.generation.id);
    expect(refused).toMatchObject([{ id: second.generation.id, error: { code: 'index.corrupt' } }]);
  });

  it('a database that is away is an obstacle with a remedy', async () => {
    const folder = await temporaryFolder();
    const away = () => openDatabase('postgres://nobody@127.0.0.1:1/none');
    const store = new GenerationStore(folder, new DatabaseShelf(away, folder));
    await expect(store.read()).rejects.toMatchObject({ name: 'KiteiError' });
    const { store: other, database } = await server();
    await database.close();
    databases.pop();
    await expect(other.read()).rejects.toMatchObject({
      code: 'index.unwritable',
      remedy: expect.stringContaining('DATABASE_URL'),
    });
  });
});
