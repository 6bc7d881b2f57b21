import type { IndexGeneration, PublicationReceipt, Withdrawal } from '../domain/generation.ts';
import type { PublishedRevision } from '../domain/revised-clause.ts';
import type { SealedGeneration, StoredGeneration } from './manifest.ts';
import type { Watch } from './pointer-watch.ts';
import type { LockOptions, WriterLock } from './writer-lock.ts';

/**
 * Where generations are kept: a folder, or a database that several servers share. Everything that writes needs the lock
 * and fails with KiteiError `index.unwritable` where that is refused.
 */
export interface GenerationShelf {
  /** The pointer to the serving generation, as `pointerTo` writes it; null where there is none. */
  pointer(): Promise<string | null>;
  /** Ids of the complete generations, newest first. */
  ids(): Promise<readonly string[]>;
  /** @throws KiteiError `index.corrupt` unless every byte is verified. */
  read(id: string): Promise<StoredGeneration>;
  /** What the manifest says; the rest unread. @throws KiteiError `index.corrupt`. */
  describe(id: string): Promise<IndexGeneration>;
  receiptOf(id: string): Promise<PublicationReceipt | null>;
  withdrawalOf(id: string): Promise<Withdrawal | null>;
  /** What the publication of a generation changed; null where that is not known. */
  revisionOf(id: string): Promise<PublishedRevision | null>;
  /**
   * Waits for the exclusive right to write and removes what dead writers left.
   * @throws KiteiError `index.busy` or `index.unwritable`.
   */
  lock(options: LockOptions): Promise<WriterLock>;
  /** Keeps a generation, durably, without letting it serve. */
  stage(sealed: SealedGeneration): Promise<StagedOnShelf>;
  /** Lets another generation serve instead of one that is withdrawn. */
  switchTo(pointer: string, withdrawal: Withdrawal): Promise<void>;
  remove(id: string): Promise<void>;
  /** Calls `onSwitch` within two seconds of another generation beginning to serve, whoever let it. */
  watch(onSwitch: () => void): Watch;
}

/** A generation that is kept and does not serve. */
export interface StagedOnShelf {
  /** Reads back what is new in it, every byte verified. */
  readBack(): Promise<StoredGeneration>;
  publish(pointer: string, receipt?: PublicationReceipt): Promise<void>;
  discard(): Promise<void>;
}

/** The pointer to a generation. */
export function pointerTo(id: string, manifestSha256: string): string {
  return `${id} ${manifestSha256}\n`;
}
