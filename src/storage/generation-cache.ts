import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexGeneration } from '../domain/generation.ts';
import { fileErrorCode } from './durable-files.ts';
import { readGenerationFiles, writeGenerationFiles } from './generation-files.ts';
import { type FileEntry, isGenerationId, type StoredGeneration } from './manifest.ts';
import { formatIdentity, parseIdentity, stateOf, thisProcess } from './process-identity.ts';

/** A generation as its manifest describes it. */
export interface DescribedGeneration {
  readonly generation: IndexGeneration;
  readonly entries: readonly FileEntry[];
  readonly manifest: string;
}

const FETCHING = 'fetching-';

/**
 * Copies of generations that are kept elsewhere, in a folder that several processes of a machine may share. Losing or
 * damaging it costs no more than reading them again; a disk that refuses it costs that each time.
 */
export class GenerationCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * A generation, every byte verified: what the folder holds of it or of others from there, the rest from elsewhere.
   * @param fetch a file from elsewhere, verified.
   */
  async read(
    wanted: DescribedGeneration,
    fetch: (entry: FileEntry) => Promise<Uint8Array>,
  ): Promise<StoredGeneration> {
    const { generation, entries } = wanted;
    const known = await this.#readOwn(wanted);
    if (known !== null) return known;
    const base = await this.#newest();
    const here = new Map(
      (base?.entries ?? []).map(({ name, sha256 }) => [
        `${name} ${sha256}`,
        base?.files.get(name) as Uint8Array,
      ]),
    );
    const files = new Map<string, Uint8Array>();
    const names = new Set<string>();
    for (const entry of entries) {
      const bytes = here.get(`${entry.name} ${entry.sha256}`);
      if (bytes !== undefined) names.add(entry.name);
      files.set(entry.name, bytes ?? (await fetch(entry)));
    }
    const takenOver = base === null ? null : { from: base.generation.id, names };
    await this.#write({ ...wanted, files, takenOver }).catch(ignoreDisk);
    return { generation, entries, files };
  }

  /** Removes what is kept nowhere any more, and what processes left that died. */
  async keepOnly(ids: ReadonlySet<string>): Promise<void> {
    for (const name of await this.#names()) {
      const gone = isGenerationId(name) && !ids.has(name);
      if (gone || (name.startsWith(FETCHING) && isLeftOver(name))) {
        await rm(join(this.#folder, name), { recursive: true, force: true }).catch(ignoreDisk);
      }
    }
  }

  async #readOwn({ generation }: DescribedGeneration): Promise<StoredGeneration | null> {
    const folder = join(this.#folder, generation.id);
    const own = await readGenerationFiles(folder, generation.id).catch(() => null);
    return own?.generation.manifestSha256 === generation.manifestSha256 ? own : null;
  }

  /** The newest good generation in the folder. */
  async #newest(): Promise<StoredGeneration | null> {
    for (const id of (await this.#names()).filter(isGenerationId).sort().reverse()) {
      const good = await readGenerationFiles(join(this.#folder, id), id).catch(() => null);
      if (good !== null) return good;
    }
    return null;
  }

  async #write(copy: Parameters<typeof writeGenerationFiles>[1]): Promise<void> {
    const { id } = copy.generation;
    const beside = join(
      this.#folder,
      `${FETCHING}${formatIdentity(thisProcess())}-${randomBytes(4).toString('hex')}`,
    );
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeGenerationFiles(beside, copy, (other) => join(this.#folder, other));
      // A damaged copy makes way.
      await rm(join(this.#folder, id), { recursive: true, force: true });
      await rename(beside, join(this.#folder, id));
    } finally {
      await rm(beside, { recursive: true, force: true }).catch(ignoreDisk);
    }
  }

  async #names(): Promise<readonly string[]> {
    return readdir(this.#folder).catch(() => []);
  }
}

function isLeftOver(name: string): boolean {
  const identity = parseIdentity(name.slice(FETCHING.length).replace(/-[0-9a-f]{8}$/, ''));
  return identity === null || stateOf(identity) === 'dead';
}

/** A full or read-only disk, or another process that was quicker: the generation is in memory all the same. */
function ignoreDisk(error: unknown): void {
  if (fileErrorCode(error) === null) throw error;
}
