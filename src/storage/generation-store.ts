import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PastGeneration, PublicationReceipt, Withdrawal } from '../domain/generation.ts';
import type { PublishedRevision } from '../domain/revised-clause.ts';
import { KiteiError } from '../errors.ts';
import { fileErrorCode, replaceDurably, syncFolder } from './durable-files.ts';
import { readDescription, readGenerationFiles, writeGenerationFiles } from './generation-files.ts';
import { isGenerationId, type SealedGeneration, type StoredGeneration } from './manifest.ts';
import { type Watch, watchPointer } from './pointer-watch.ts';
import { formatIdentity, parseIdentity, stateOf, thisProcess } from './process-identity.ts';
import { PublicationRecords } from './publication-records.ts';
import { acquireWriterLock, type LockOptions, type WriterLock } from './writer-lock.ts';

/** What a store can serve, and why not something newer. */
export interface ServingGeneration {
  /** The current generation, or the newest good one before it; null where there is none. */
  readonly serving: StoredGeneration | null;
  readonly refused: readonly Refusal[];
  /** Newer generations that were rolled back, newest first. */
  readonly withdrawn: readonly Withdrawal[];
}

/** A generation passed over, or (id null) a pointer that does not lead to one. */
export interface Refusal {
  readonly id: string | null;
  /** `index.corrupt`, with the reason. */
  readonly error: KiteiError;
}

/** A generation written beside the others and not yet serving. */
export interface StagedGeneration {
  /** Reads back from the disk what is new in it, every byte verified. */
  readBack(): Promise<StoredGeneration>;
  /** Moves it into place, keeps the receipt and switches the pointer: from here on it serves. */
  publish(receipt?: PublicationReceipt): Promise<void>;
  /** Removes it. */
  discard(): Promise<void>;
}

const POINTER_FILE = 'current';
const BUILDING = 'building-';
const TRASH = 'trash-';

/**
 * The index generations of one knowledge folder:
 * `<generation id>/` complete and immutable, `current` the pointer to the serving one, `writer-*.lock` the right
 * to write, `receipts/` what is kept of publications, `building-*` and `trash-*` work in progress. A process that dies at any moment leaves the serving
 * generation untouched; the next writer removes what it left.
 *
 * Reading needs no lock. Everything that writes must hold the lock from `lock`, and fails with KiteiError
 * `index.unwritable` where the disk refuses.
 */
export class GenerationStore {
  readonly folder: string;

  readonly #records: PublicationRecords;

  constructor(folder: string) {
    this.folder = folder;
    this.#records = new PublicationRecords(folder);
  }

  /** Reads the generation to serve. Never fails because of damaged files: they are refused and named. */
  async read(): Promise<ServingGeneration> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.#readPointer();
      const result = await this.#readFirstGood(before);
      // A writer may have switched and cleaned up while files were being read; then what failed is out of date.
      const moved = result.refused.length > 0 && (await this.#readPointer()) !== before;
      if (!moved || attempt === 3) return result;
    }
  }

  /**
   * Waits for the exclusive right to write, creating the folder where needed, and removes what dead writers left.
   * @throws KiteiError `index.busy` or `index.unwritable`.
   */
  async lock(options: LockOptions): Promise<WriterLock> {
    return this.#writing(async () => {
      await mkdir(this.folder, { recursive: true });
      const lock = await acquireWriterLock(this.folder, options);
      try {
        await this.#sweep();
      } catch (cause) {
        await lock.release().catch(() => undefined);
        throw cause;
      }
      return lock;
    });
  }

  /** Writes a generation beside the others, durably. */
  async stage(sealed: SealedGeneration): Promise<StagedGeneration> {
    const { id, manifestSha256 } = sealed.generation;
    const beside = join(this.folder, `${BUILDING}${formatIdentity(thisProcess())}`);
    const discard = () => rm(beside, { recursive: true, force: true });
    await this.#writing(async () => {
      try {
        await writeGenerationFiles(beside, sealed, (other) => join(this.folder, other));
      } catch (cause) {
        await discard().catch(() => undefined);
        throw cause;
      }
    });
    return {
      readBack: () => readGenerationFiles(beside, id, (name) => !sealed.takenOver?.names.has(name)),
      publish: (receipt) =>
        this.#writing(async () => {
          await rename(beside, join(this.folder, id));
          await syncFolder(this.folder);
          if (receipt !== undefined) await this.#records.keepReceipt(receipt);
          await replaceDurably(join(this.folder, POINTER_FILE), pointerTo(id, manifestSha256));
        }),
      discard,
    };
  }

  /**
   * Removes all generations but the serving one and the newest others, `keep` in all.
   * @param damaged ids that are not worth keeping.
   */
  async prune(serving: string, keep: number, damaged: ReadonlySet<string>): Promise<void> {
    const others = (await this.#generationIds()).filter((id) => id !== serving);
    const kept = new Set(others.filter((id) => !damaged.has(id)).slice(0, keep - 1));
    await this.#writing(async () => {
      for (const id of others.filter((other) => !kept.has(other))) {
        // Renamed first, so that a removal cut short never looks like a generation.
        const trash = join(this.folder, `${TRASH}${id}`);
        await rename(join(this.folder, id), trash);
        await rm(trash, { recursive: true, force: true });
      }
    });
  }

  /** The generations on the disk, newest first; damaged ones are left out. */
  async history(): Promise<readonly PastGeneration[]> {
    const pointer = await this.#readPointer();
    const past: PastGeneration[] = [];
    let isBeforeServing = false;
    for (const id of await this.#generationIds()) {
      const generation = await readDescription(join(this.folder, id), id).catch(() => null);
      const isServing = pointer?.startsWith(`${id} `) ?? false;
      const [receipt, withdrawal] = [await this.#records.receiptOf(id), await this.#records.withdrawalOf(id)];
      const other = withdrawal !== null ? 'withdrawn' : isBeforeServing ? 'earlier' : 'unpublished';
      if (generation !== null)
        past.push({ generation, state: isServing ? 'serving' : other, receipt, withdrawal });
      isBeforeServing ||= isServing;
    }
    return past;
  }

  /**
   * What the publications changed that led to the serving generation, newest first: neither those that were rolled back
   * nor those that did not come to their end.
   */
  async revisions(): Promise<readonly PublishedRevision[]> {
    const pointer = await this.#readPointer();
    const revisions: PublishedRevision[] = [];
    let id = pointer?.split(' ', 1)[0] ?? null;
    while (id !== null) {
      const revision = await this.#records.revisionOf(id);
      if (revision === null) break;
      revisions.push(revision);
      // Never one that is not older: a damaged receipt must not lead in a circle.
      const { previous } = revision;
      id = previous !== null && previous < id ? previous : null;
    }
    return revisions;
  }

  /**
   * Lets an earlier generation serve again, in one switch of the pointer, after every byte of it was verified.
   * @throws KiteiError `index.corrupt` where it is damaged.
   */
  async rollBack(withdrawal: Withdrawal): Promise<void> {
    const { instead } = withdrawal;
    const { generation } = await readGenerationFiles(join(this.folder, instead), instead);
    await this.#writing(async () => {
      await this.#records.keepWithdrawal(withdrawal);
      await replaceDurably(join(this.folder, POINTER_FILE), pointerTo(instead, generation.manifestSha256));
    });
  }

  /** Calls `onSwitch` whenever another generation begins to serve, whichever process let it. */
  watch(onSwitch: () => void): Watch {
    return watchPointer(this.folder, () => this.#readPointer(), onSwitch);
  }

  async #readFirstGood(pointer: string | null): Promise<ServingGeneration> {
    const ids = await this.#generationIds();
    const pointed = pointer === null ? undefined : ids.find((id) => pointer.startsWith(`${id} `));
    const refused: Refusal[] = [];
    if (pointer !== null && pointed === undefined) {
      refused.push({ id: null, error: lostPointer(this.folder, pointer) });
    }
    const withdrawn: Withdrawal[] = [];
    for (const id of ids) {
      const isPointed = id === pointed;
      const withdrawal = isPointed ? null : await this.#records.withdrawalOf(id);
      if (withdrawal !== null) withdrawn.push(withdrawal);
      // Never one newer than the current, which was not published, and none that was rolled back.
      if (withdrawal !== null || (pointed !== undefined && id > pointed)) continue;
      try {
        const stored = await readGenerationFiles(join(this.folder, id), id);
        if (isPointed && pointer !== pointerTo(id, stored.generation.manifestSha256)) {
          refused.push({ id: null, error: lostPointer(this.folder, pointer ?? '') });
        }
        return { serving: stored, refused, withdrawn };
      } catch (error) {
        if (!(error instanceof KiteiError)) throw error;
        refused.push({ id, error });
      }
    }
    return { serving: null, refused, withdrawn };
  }

  async #readPointer(): Promise<string | null> {
    try {
      return await readFile(join(this.folder, POINTER_FILE), 'latin1');
    } catch (error) {
      if (fileErrorCode(error) === null) throw error;
      return null;
    }
  }

  /** Ids of the complete generations, newest first; none where the folder does not exist or cannot be read. */
  async #generationIds(): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).filter(isGenerationId).sort().reverse();
    } catch (error) {
      if (fileErrorCode(error) === null) throw error;
      return [];
    }
  }

  /** Removes what writers left that died at their work. */
  async #sweep(): Promise<void> {
    await this.#records.sweep();
    for (const name of await readdir(this.folder)) {
      const unfinished = name.startsWith(BUILDING) && !isOfOtherLivingProcess(name.slice(BUILDING.length));
      const half = name.startsWith(`${POINTER_FILE}.`) && name.endsWith('.tmp');
      if (unfinished || half || name.startsWith(TRASH)) {
        await rm(join(this.folder, name), { recursive: true, force: true });
      }
    }
  }

  async #writing<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (cause) {
      const code = fileErrorCode(cause);
      throw code === null ? cause : unwritable(this.folder, code, cause);
    }
  }
}

function pointerTo(id: string, manifestSha256: string): string {
  return `${id} ${manifestSha256}\n`;
}

function isOfOtherLivingProcess(name: string): boolean {
  const identity = parseIdentity(name);
  return identity !== null && identity.pid !== process.pid && stateOf(identity) === 'alive';
}

function lostPointer(folder: string, pointer: string): KiteiError {
  return new KiteiError(
    'index.corrupt',
    `The pointer to the current index generation in ${folder} names none that is there (${JSON.stringify(pointer.slice(0, 120))}).`,
    'Run `kitei reindex --force`; until then the newest good generation serves.',
  );
}

function unwritable(folder: string, code: string, cause: unknown): KiteiError {
  const [reason, remedy] = UNWRITABLE[code] ?? [
    `the system answered ${code}`,
    'See that the folder exists on a disk that works and that Kitei may write to it.',
  ];
  return new KiteiError(
    'index.unwritable',
    `The index cannot be written to ${folder}: ${reason}.`,
    remedy,
    cause,
  );
}

const FREE_SPACE = 'Free some space there, or choose a data folder on another disk.';
const GRANT_WRITING = 'Give Kitei the right to write there, or choose another data folder.';
const UNWRITABLE: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  ENOSPC: ['the disk is full', FREE_SPACE],
  EDQUOT: ['the disk quota is used up', FREE_SPACE],
  EFBIG: ['a file would exceed the size allowed', 'Raise the limit on file sizes, or choose another disk.'],
  EROFS: ['the disk is read-only', GRANT_WRITING],
  EACCES: ['permission is denied', GRANT_WRITING],
  EPERM: ['permission is denied', GRANT_WRITING],
  ENOTDIR: ['a part of this path is a file', 'Choose a data folder whose parents are folders.'],
  EEXIST: ['a part of this path is a file', 'Choose a data folder whose parents are folders.'],
};
