import { type Kysely, sql } from 'kysely';
import type { PublicationReceipt, Withdrawal } from '../../domain/generation.ts';
import type { PublishedRevision } from '../../domain/revised-clause.ts';
import { KiteiError } from '../../errors.ts';
import { GenerationCache } from '../generation-cache.ts';
import type { GenerationShelf, StagedOnShelf } from '../generation-shelf.ts';
import { checksumLine, corruptGeneration, openManifest, type SealedGeneration } from '../manifest.ts';
import { type Watch, watchPointer } from '../pointer-watch.ts';
import type { LockOptions, WriterLock } from '../writer-lock.ts';
import { databaseLock } from './database-lock.ts';
import {
  keepFiles,
  keepGeneration,
  keepReceipt,
  keepWithdrawal,
  type RecordColumns,
  readFileOf,
  removeUnusedFiles,
} from './generation-rows.ts';
import type { Database } from './open-database.ts';
import type { Tables } from './tables.ts';

const CHANNEL = 'kitei_generation';
const ONLY = 1;

/**
 * Generations in a database that several servers share, and in a folder of this one those that it has read: each file
 * goes over the wire once. A publication is one transaction, which fails where another server has published since this one took
 * the lock, so that a lock that was lost without notice does no harm.
 */
export class DatabaseShelf implements GenerationShelf {
  readonly #open: () => Promise<Database>;
  readonly #cache: GenerationCache;
  #opening: Promise<Database> | null = null;
  /** What served when this process took the lock. */
  #expected: string | null = null;

  /** @param folder of this machine, for the generations that were read. */
  constructor(open: () => Promise<Database>, folder: string) {
    this.#open = open;
    this.#cache = new GenerationCache(folder);
  }

  pointer(): Promise<string | null> {
    return this.#reading(pointerIn);
  }

  ids(): Promise<readonly string[]> {
    return this.#reading(async (db) => {
      const rows = await db.selectFrom('generations').select('id').orderBy('id', 'desc').execute();
      return rows.map(({ id }) => id);
    });
  }

  read(id: string) {
    return this.#reading(async (db) => {
      const { generation, files, manifest } = await manifestOf(db, id);
      const stored = await this.#cache.read({ generation, entries: files, manifest }, (entry) =>
        readFileOf(db, id, entry),
      );
      const rows = await db.selectFrom('generations').select('id').execute();
      await this.#cache.keepOnly(new Set(rows.map((row) => row.id)));
      return stored;
    });
  }

  describe(id: string) {
    return this.#reading(async (db) => (await manifestOf(db, id)).generation);
  }

  async receiptOf(id: string): Promise<PublicationReceipt | null> {
    return parsed(await this.#recordOf(id, 'receipt_json'));
  }

  async withdrawalOf(id: string): Promise<Withdrawal | null> {
    return parsed(await this.#recordOf(id, 'withdrawal_json'));
  }

  async revisionOf(id: string): Promise<PublishedRevision | null> {
    return parsed(await this.#recordOf(id, 'revision_json'));
  }

  async lock(options: LockOptions): Promise<WriterLock> {
    const { signal } = options;
    signal?.throwIfAborted();
    const lock = await this.#writing((db) => databaseLock(db, options)).catch((error) => {
      throw signal?.aborted ? signal.reason : error;
    });
    try {
      await this.#writing(async (db) => {
        this.#expected = await pointerIn(db);
        await removeUnusedFiles(db);
      });
      return lock;
    } catch (cause) {
      await lock.release().catch(() => undefined);
      throw cause;
    }
  }

  async stage(sealed: SealedGeneration): Promise<StagedOnShelf> {
    const { generation, entries, takenOver } = sealed;
    await this.#writing((db) => keepFiles(db, sealed));
    return {
      readBack: () =>
        this.#reading(async (db) => {
          const fresh = entries.filter(({ name }) => !takenOver?.names.has(name));
          const files = new Map<string, Uint8Array>();
          for (const entry of fresh) files.set(entry.name, await readFileOf(db, generation.id, entry));
          return { generation, entries, files };
        }),
      publish: (pointer, receipt) =>
        this.#switch(pointer, async (work) => {
          await keepGeneration(work, sealed);
          if (receipt !== undefined) await keepReceipt(work, receipt);
        }),
      discard: () => this.#writing(removeUnusedFiles),
    };
  }

  switchTo(pointer: string, withdrawal: Withdrawal): Promise<void> {
    return this.#switch(pointer, (work) => keepWithdrawal(work, withdrawal));
  }

  remove(id: string): Promise<void> {
    return this.#writing(async (db) => {
      await db.deleteFrom('generations').where('id', '=', id).execute();
      await removeUnusedFiles(db);
    });
  }

  watch(onSwitch: () => void): Watch {
    return watchPointer(
      () => this.pointer(),
      onSwitch,
      async (look, lost) => {
        const { listen } = await this.#database();
        if (listen === null) throw new TypeError('This database announces nothing.');
        return listen(CHANNEL, look, lost);
      },
    );
  }

  /** Lets another generation serve, together with what belongs to that, unless another server was quicker. */
  #switch(pointer: string, alongside: (work: Kysely<Tables>) => Promise<void>): Promise<void> {
    const expected = this.#expected;
    return this.#writing((db) =>
      db.transaction().execute(async (work) => {
        if (!(await move(work, expected, pointer))) throw outrun(await pointerIn(work));
        await alongside(work);
        await sql`select pg_notify(${CHANNEL}, '')`.execute(work);
        this.#expected = pointer;
      }),
    );
  }

  #recordOf(id: string, column: keyof RecordColumns): Promise<string | null> {
    return this.#reading(async (db) => {
      const row = await db
        .selectFrom('generation_records')
        .select(column)
        .where('generation', '=', id)
        .executeTakeFirst();
      return row?.[column] ?? null;
    });
  }

  async #database(): Promise<Database> {
    this.#opening ??= this.#open();
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  #reading<T>(read: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#told('read', read);
  }

  #writing<T>(write: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#told('written', write);
  }

  async #told<T>(done: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    try {
      return await work((await this.#database()).db);
    } catch (cause) {
      if (!isOfDatabase(cause)) throw cause;
      throw new KiteiError(
        'index.unwritable',
        `The index in the database cannot be ${done}: ${cause.message}`,
        'See that the server of DATABASE_URL runs, can be reached and has space left.',
        cause,
      );
    }
  }
}

async function pointerIn(db: Kysely<Tables>): Promise<string | null> {
  const row = await db.selectFrom('generation_pointer').select('pointer').executeTakeFirst();
  return row?.pointer ?? null;
}

/** Sets the pointer; false where it is not what was expected any more. */
async function move(db: Kysely<Tables>, expected: string | null, pointer: string): Promise<boolean> {
  if (expected === null) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('generation_pointer')
      .values({ only: ONLY, pointer })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await db
    .updateTable('generation_pointer')
    .set({ pointer })
    .where('pointer', '=', expected)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function manifestOf(db: Kysely<Tables>, id: string) {
  const row = await db.selectFrom('generations').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw corruptGeneration(id, 'the database does not have it');
  const { manifest, manifest_sha256 } = row;
  const opened = openManifest(id, Buffer.from(manifest), Buffer.from(checksumLine(manifest_sha256)));
  return { ...opened, manifest };
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}

function isOfDatabase(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof KiteiError);
}

function outrun(pointer: string | null): KiteiError {
  const id = pointer?.split(' ')[0] ?? 'none';
  return new KiteiError(
    'index.busy',
    `Another server has published meanwhile: generation ${id} serves, and this one was not published.`,
    'Look at what it has published, and publish again where that is still wanted.',
  );
}
