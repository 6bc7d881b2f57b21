import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DraftChange, DraftChanges } from '../domain/draft-changes.ts';
import { KiteiError } from '../errors.ts';
import { fileErrorCode } from '../storage/durable-files.ts';

/** Changes of a knowledge folder, kept in the database until they are published or given up. */
export interface DraftStore {
  readonly knowledgeDir: string;
  /** Sorted by path. */
  list(): Promise<readonly DraftChange[]>;
  /** A file as the draft has it: changed, or as it stands in the folder; null where there is none, or it is to go. */
  read(path: string): Promise<Uint8Array | null>;
  /** As `read`, without the draft. */
  readServed(path: string): Promise<Uint8Array | null>;
  /** What is the same as in the folder is no change, and given up. */
  put(path: string, content: Uint8Array, who: { readonly by: string; readonly at: string }): Promise<void>;
  remove(path: string, who: { readonly by: string; readonly at: string }): Promise<void>;
  /** Gives up the change of a path; of all where none is named. */
  discard(path?: string): Promise<void>;
  /** Paths whose files somebody has changed in the folder since they were changed here. */
  conflicts(): Promise<readonly string[]>;
}

/**
 * The draft of a knowledge folder: several people and servers can work beside each other.
 * @throws KiteiError `log.unwritable` from every method that writes, `knowledge.invalid` for a path that leads out of
 * the folder.
 */
export function openDraftStore(knowledgeDir: string, changes: DraftChanges): DraftStore {
  const readServed = (path: string) => readIfPresent(join(knowledgeDir, requireInside(path)));
  const find = async (path: string) => changes.find(requireInside(path));
  const baseOf = async (path: string) => {
    const known = await find(path);
    if (known !== null) return known.base;
    const served = await readServed(path);
    return served === null ? null : sha256Of(served);
  };

  return {
    knowledgeDir,
    list: changes.list,
    async read(path) {
      return (await find(path)) === null ? readServed(path) : changes.content(path);
    },
    readServed,
    async put(path, content, who) {
      const sha256 = sha256Of(content);
      const base = await baseOf(path);
      if (base === sha256) return changes.discard(path);
      await changes.put({ path, sha256, base, ...who }, content);
    },
    async remove(path, who) {
      const base = await baseOf(path);
      if (base === null) return changes.discard(path);
      await changes.put({ path, sha256: null, base, ...who }, null);
    },
    discard: changes.discard,
    async conflicts() {
      const drafted = await changes.list();
      const now = await Promise.all(drafted.map(({ path }) => readServed(path)));
      return drafted
        .filter(({ base, sha256 }, at) => {
          const served = now[at] ?? null;
          const hash = served === null ? null : sha256Of(served);
          return hash !== base && hash !== sha256;
        })
        .map(({ path }) => path);
    },
  };
}

/** Whether a folder can have a draft: one document alone, or nothing, cannot. */
export async function canBeDrafted(knowledgeDir: string): Promise<boolean> {
  return (await stat(knowledgeDir).catch(() => null))?.isDirectory() ?? false;
}

/** sha256 (hex) of a content. */
export function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A path that stays below the knowledge folder and is not hidden there. */
function requireInside(path: string): string {
  const parts = path.split('/');
  const leadsOut = parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part));
  if (!leadsOut) return path;
  throw new KiteiError(
    'knowledge.invalid',
    `"${path}" is no path of a document.`,
    'Name a file within the knowledge folder.',
  );
}

async function readIfPresent(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT' || fileErrorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
