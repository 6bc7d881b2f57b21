import type { PastGeneration, PublicationReceipt, Withdrawal } from '../domain/generation.ts';
import type { PublishedRevision } from '../domain/revised-clause.ts';
import { KiteiError } from '../errors.ts';
import { DiskShelf } from './disk-shelf.ts';
import { type GenerationShelf, pointerTo } from './generation-shelf.ts';
import type { SealedGeneration, StoredGeneration } from './manifest.ts';
import type { Watch } from './pointer-watch.ts';
import type { LockOptions, WriterLock } from './writer-lock.ts';

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

/**
 * The index generations of one knowledge folder, in a folder of their own unless another shelf is given.
 *
 * Reading needs no lock. Everything that writes must hold the lock from `lock`, and fails with KiteiError
 * `index.unwritable` where the shelf refuses.
 */
export class GenerationStore {
  /** A folder of this machine for what belongs to the generations. */
  readonly folder: string;

  readonly #shelf: GenerationShelf;

  constructor(folder: string, shelf: GenerationShelf = new DiskShelf(folder)) {
    this.folder = folder;
    this.#shelf = shelf;
  }

  /**
   * Reads the generation to serve. Never fails because of damaged files: they are refused and named.
   * @throws KiteiError `index.newer` where the current one is of a newer Kitei: nothing is served or built in its place.
   */
  async read(): Promise<ServingGeneration> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.#shelf.pointer();
      const result = await this.#readFirstGood(before);
      // A writer may have switched and cleaned up while files were being read; then what failed is out of date.
      const moved = result.refused.length > 0 && (await this.#shelf.pointer()) !== before;
      if (!moved || attempt === 3) return result;
    }
  }

  /**
   * Waits for the exclusive right to write, and removes what dead writers left.
   * @throws KiteiError `index.busy` or `index.unwritable`.
   */
  lock(options: LockOptions): Promise<WriterLock> {
    return this.#shelf.lock(options);
  }

  /** Writes a generation beside the others, durably. */
  async stage(sealed: SealedGeneration): Promise<StagedGeneration> {
    const { id, manifestSha256 } = sealed.generation;
    const staged = await this.#shelf.stage(sealed);
    return {
      readBack: () => staged.readBack(),
      publish: (receipt) => staged.publish(pointerTo(id, manifestSha256), receipt),
      discard: () => staged.discard(),
    };
  }

  /**
   * Removes all generations but the serving one and the newest others, `keep` in all.
   * @param damaged ids that are not worth keeping.
   */
  async prune(serving: string, keep: number, damaged: ReadonlySet<string>): Promise<void> {
    const others = (await this.#shelf.ids()).filter((id) => id !== serving);
    const kept = new Set(others.filter((id) => !damaged.has(id)).slice(0, keep - 1));
    for (const id of others.filter((other) => !kept.has(other))) await this.#shelf.remove(id);
  }

  /** Ids of the generations that are kept, newest first. */
  ids(): Promise<readonly string[]> {
    return this.#shelf.ids();
  }

  /** The generations that are kept, newest first; damaged ones are left out. */
  async history(): Promise<readonly PastGeneration[]> {
    const pointer = await this.#shelf.pointer();
    const past: PastGeneration[] = [];
    let isBeforeServing = false;
    for (const id of await this.#shelf.ids()) {
      const generation = await this.#shelf.describe(id).catch(() => null);
      const isServing = pointer?.startsWith(`${id} `) ?? false;
      const [receipt, withdrawal] = [await this.#shelf.receiptOf(id), await this.#shelf.withdrawalOf(id)];
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
    const pointer = await this.#shelf.pointer();
    const revisions: PublishedRevision[] = [];
    let id = pointer?.split(' ', 1)[0] ?? null;
    while (id !== null) {
      const revision = await this.#shelf.revisionOf(id);
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
    const { generation } = await this.#shelf.read(instead);
    await this.#shelf.switchTo(pointerTo(instead, generation.manifestSha256), withdrawal);
  }

  /** Calls `onSwitch` whenever another generation begins to serve, whichever process let it. */
  watch(onSwitch: () => void): Watch {
    return this.#shelf.watch(onSwitch);
  }

  async #readFirstGood(pointer: string | null): Promise<ServingGeneration> {
    const ids = await this.#shelf.ids();
    const pointed = pointer === null ? undefined : ids.find((id) => pointer.startsWith(`${id} `));
    const refused: Refusal[] = [];
    if (pointer !== null && pointed === undefined) {
      refused.push({ id: null, error: lostPointer(this.folder, pointer) });
    }
    const withdrawn: Withdrawal[] = [];
    for (const id of ids) {
      const isPointed = id === pointed;
      const withdrawal = isPointed ? null : await this.#shelf.withdrawalOf(id);
      if (withdrawal !== null) withdrawn.push(withdrawal);
      // Never one newer than the current, which was not published, and none that was rolled back.
      if (withdrawal !== null || (pointed !== undefined && id > pointed)) continue;
      try {
        const stored = await this.#shelf.read(id);
        if (isPointed && pointer !== pointerTo(id, stored.generation.manifestSha256)) {
          refused.push({ id: null, error: lostPointer(this.folder, pointer ?? '') });
        }
        return { serving: stored, refused, withdrawn };
      } catch (error) {
        if (!(error instanceof KiteiError) || (isPointed && error.code === 'index.newer')) throw error;
        refused.push({ id, error });
      }
    }
    return { serving: null, refused, withdrawn };
  }
}

function lostPointer(folder: string, pointer: string): KiteiError {
  return new KiteiError(
    'index.corrupt',
    `The pointer to the current index generation in ${folder} names none that is there (${JSON.stringify(pointer.slice(0, 120))}).`,
    'Run `kitei reindex --force`; until then the newest good generation serves.',
  );
}
