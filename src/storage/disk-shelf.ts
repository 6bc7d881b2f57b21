import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicationReceipt, Withdrawal } from '../domain/generation.ts';
import type { PublishedRevision } from '../domain/revised-clause.ts';
import { KiteiError } from '../errors.ts';
import { fileErrorCode, replaceDurably, syncFolder } from './durable-files.ts';
import { watchFolder } from './folder-watch.ts';
import { readDescription, readGenerationFiles, writeGenerationFiles } from './generation-files.ts';
import type { GenerationShelf, StagedOnShelf } from './generation-shelf.ts';
import { isGenerationId, type SealedGeneration } from './manifest.ts';
import { type Watch, watchPointer } from './pointer-watch.ts';
import { formatIdentity, parseIdentity, stateOf, thisProcess } from './process-identity.ts';
import { PublicationRecords } from './publication-records.ts';
import { acquireWriterLock, type LockOptions, type WriterLock } from './writer-lock.ts';

const POINTER_FILE = 'current';
const BUILDING = 'building-';
const TRASH = 'trash-';

/**
 * Generations in a folder: `<generation id>/` complete and immutable, `current` the pointer to the serving one,
 * `writer-*.lock` the right to write, `receipts/` what is kept of publications, `building-*` and `trash-*` work in
 * progress. A process that dies at any moment leaves the serving generation untouched; the next writer removes what it
 * left. Reading needs no lock.
 */
export class DiskShelf implements GenerationShelf {
  readonly #folder: string;
  readonly #records: PublicationRecords;

  constructor(folder: string) {
    this.#folder = folder;
    this.#records = new PublicationRecords(folder);
  }

  async pointer(): Promise<string | null> {
    try {
      return await readFile(join(this.#folder, POINTER_FILE), 'latin1');
    } catch (error) {
      if (fileErrorCode(error) === null) throw error;
      return null;
    }
  }

  /** None where the folder does not exist or cannot be read. */
  async ids(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter(isGenerationId).sort().reverse();
    } catch (error) {
      if (fileErrorCode(error) === null) throw error;
      return [];
    }
  }

  read(id: string) {
    return readGenerationFiles(join(this.#folder, id), id);
  }

  describe(id: string) {
    return readDescription(join(this.#folder, id), id);
  }

  receiptOf(id: string): Promise<PublicationReceipt | null> {
    return this.#records.receiptOf(id);
  }

  withdrawalOf(id: string): Promise<Withdrawal | null> {
    return this.#records.withdrawalOf(id);
  }

  revisionOf(id: string): Promise<PublishedRevision | null> {
    return this.#records.revisionOf(id);
  }

  /** Creates the folder where needed. */
  async lock(options: LockOptions): Promise<WriterLock> {
    return this.#writing(async () => {
      await mkdir(this.#folder, { recursive: true });
      const lock = await acquireWriterLock(this.#folder, options);
      try {
        await this.#sweep();
      } catch (cause) {
        await lock.release().catch(() => undefined);
        throw cause;
      }
      return lock;
    });
  }

  async stage(sealed: SealedGeneration): Promise<StagedOnShelf> {
    const { id } = sealed.generation;
    const beside = join(this.#folder, `${BUILDING}${formatIdentity(thisProcess())}`);
    const discard = () => rm(beside, { recursive: true, force: true });
    await this.#writing(async () => {
      try {
        await writeGenerationFiles(beside, sealed, (other) => join(this.#folder, other));
      } catch (cause) {
        await discard().catch(() => undefined);
        throw cause;
      }
    });
    return {
      readBack: () => readGenerationFiles(beside, id, (name) => !sealed.takenOver?.names.has(name)),
      publish: (pointer, receipt) =>
        this.#writing(async () => {
          await rename(beside, join(this.#folder, id));
          await syncFolder(this.#folder);
          if (receipt !== undefined) await this.#records.keepReceipt(receipt);
          await replaceDurably(join(this.#folder, POINTER_FILE), pointer);
        }),
      discard,
    };
  }

  switchTo(pointer: string, withdrawal: Withdrawal): Promise<void> {
    return this.#writing(async () => {
      await this.#records.keepWithdrawal(withdrawal);
      await replaceDurably(join(this.#folder, POINTER_FILE), pointer);
    });
  }

  remove(id: string): Promise<void> {
    return this.#writing(async () => {
      // Renamed first, so that a removal cut short never looks like a generation.
      const trash = join(this.#folder, `${TRASH}${id}`);
      await rename(join(this.#folder, id), trash);
      await rm(trash, { recursive: true, force: true });
    });
  }

  watch(onSwitch: () => void): Watch {
    return watchPointer(
      () => this.pointer(),
      onSwitch,
      (look, lost) => watchFolder(this.#folder, look, lost),
    );
  }

  /** Removes what writers left that died at their work. */
  async #sweep(): Promise<void> {
    await this.#records.sweep();
    for (const name of await readdir(this.#folder)) {
      const unfinished = name.startsWith(BUILDING) && !isOfOtherLivingProcess(name.slice(BUILDING.length));
      const half = name.startsWith(`${POINTER_FILE}.`) && name.endsWith('.tmp');
      if (unfinished || half || name.startsWith(TRASH)) {
        await rm(join(this.#folder, name), { recursive: true, force: true });
      }
    }
  }

  async #writing<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (cause) {
      const code = fileErrorCode(cause);
      throw code === null ? cause : unwritable(this.#folder, code, cause);
    }
  }
}

function isOfOtherLivingProcess(name: string): boolean {
  const identity = parseIdentity(name);
  return identity !== null && identity.pid !== process.pid && stateOf(identity) === 'alive';
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
