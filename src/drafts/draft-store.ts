import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { KiteiError } from '../errors.ts';
import { generationFolder } from '../indexing/data-folder.ts';
import { fileErrorCode, replaceDurably } from '../storage/durable-files.ts';

/** A change of the knowledge folder that somebody wants and nobody is served yet. */
export interface DraftChange {
  /** Path below the knowledge folder, with `/`. */
  readonly path: string;
  /** sha256 (hex) of the new content; null where the file is to go. */
  readonly sha256: string | null;
  /** sha256 (hex) of the file in the knowledge folder when it was first changed here; null where there was none. */
  readonly base: string | null;
  readonly by: string;
  /** ISO timestamp, UTC. */
  readonly at: string;
}

const schema = z.object({
  path: z.string(),
  sha256: z.string().nullable(),
  base: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});

/** Changes of a knowledge folder, kept beside the index until they are published or given up. */
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
 * The draft of a knowledge folder. Each change is a folder of its own, so that several people and processes can work
 * beside each other: of two changes of one file the later counts.
 * @throws KiteiError `index.unwritable` from every method that writes, `knowledge.invalid` for a path that leads out of
 * the folder.
 */
export function openDraftStore({
  knowledgeDir,
  dataDir,
}: {
  readonly knowledgeDir: string;
  readonly dataDir: string;
}): DraftStore {
  const root = join(generationFolder(dataDir, knowledgeDir), 'draft');
  const folderOf = (path: string) => join(root, sha256Of(Buffer.from(path)).slice(0, 24));
  const readServed = (path: string) => readIfPresent(join(knowledgeDir, requireInside(path)));
  const find = async (path: string) => readChange(folderOf(requireInside(path)));

  const keep = async (change: DraftChange, content: Uint8Array | null) => {
    const folder = folderOf(change.path);
    try {
      await mkdir(folder, { recursive: true });
      if (content !== null) await replaceDurably(join(folder, `${change.sha256}`), content);
      await replaceDurably(join(folder, 'change.json'), JSON.stringify(change));
    } catch (cause) {
      throw unwritable(root, cause);
    }
  };
  const baseOf = async (path: string) => {
    const known = await find(path);
    if (known !== null) return known.base;
    const served = await readServed(path);
    return served === null ? null : sha256Of(served);
  };

  const store: DraftStore = {
    knowledgeDir,
    async list() {
      const names = await readdir(root).catch(() => []);
      const changes = await Promise.all(names.map((name) => readChange(join(root, name))));
      return changes
        .filter((change) => change !== null)
        .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    },
    async read(path) {
      const change = await find(path);
      if (change === null) return readServed(path);
      return change.sha256 === null ? null : readIfPresent(join(folderOf(path), change.sha256));
    },
    readServed,
    async put(path, content, who) {
      const sha256 = sha256Of(content);
      const base = await baseOf(path);
      if (base === sha256) return store.discard(path);
      await keep({ path, sha256, base, ...who }, content);
    },
    async remove(path, who) {
      const base = await baseOf(path);
      if (base === null) return store.discard(path);
      await keep({ path, sha256: null, base, ...who }, null);
    },
    async discard(path) {
      const folder = path === undefined ? root : folderOf(requireInside(path));
      await rm(folder, { recursive: true, force: true }).catch((cause) => {
        throw unwritable(root, cause);
      });
    },
    async conflicts() {
      const changes = await store.list();
      const now = await Promise.all(changes.map(({ path }) => readServed(path)));
      return changes
        .filter(({ base, sha256 }, at) => {
          const served = now[at] ?? null;
          const hash = served === null ? null : sha256Of(served);
          return hash !== base && hash !== sha256;
        })
        .map(({ path }) => path);
    },
  };
  return store;
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

async function readChange(folder: string): Promise<DraftChange | null> {
  const text = await readFile(join(folder, 'change.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function readIfPresent(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT' || fileErrorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

function unwritable(root: string, cause: unknown): KiteiError {
  return new KiteiError(
    'index.unwritable',
    `The draft cannot be kept in ${root} (${fileErrorCode(cause) ?? cause}).`,
    'Give the account that runs Kitei permission to write there, and see that the disk has room.',
    cause,
  );
}
