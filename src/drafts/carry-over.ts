import { constants, cp, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { KiteiError } from '../errors.ts';
import { fileErrorCode, replaceDurably } from '../storage/durable-files.ts';
import type { DraftStore } from './draft-store.ts';

/** Makes `folder` hold the knowledge folder as it would be after the draft. Files that cannot be read are left out. */
export async function copyWithDraft(draft: DraftStore, folder: string): Promise<void> {
  const { knowledgeDir } = draft;
  await rm(folder, { recursive: true, force: true });
  await cp(knowledgeDir, folder, {
    recursive: true,
    dereference: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => source === knowledgeDir || isKnowledge(source),
  });
  await write(draft, folder);
}

/**
 * Makes the knowledge folder what the draft says. Each file is replaced whole; where one cannot be, those before it are
 * put back.
 * @returns how to put everything back.
 * @throws KiteiError `index.unwritable`, `publication.refused` where somebody changed one of the files meanwhile.
 */
export async function applyDraft(draft: DraftStore): Promise<() => Promise<void>> {
  const conflicts = await draft.conflicts();
  if (conflicts.length > 0) {
    throw new KiteiError(
      'publication.refused',
      `Somebody has changed ${conflicts.join(', ')} in the knowledge folder since the draft began.`,
      'Give up these changes of the draft, look at the files as they are now, and make the changes again.',
    );
  }
  const before = new Map<string, Uint8Array | null>();
  for (const { path } of await draft.list()) before.set(path, await draft.readServed(path));
  const restore = async () => {
    for (const [path, content] of before) await replace(join(draft.knowledgeDir, path), content);
  };
  try {
    await write(draft, draft.knowledgeDir);
  } catch (cause) {
    await restore().catch(() => undefined);
    throw new KiteiError(
      'index.unwritable',
      `The knowledge folder ${draft.knowledgeDir} cannot be written (${fileErrorCode(cause) ?? cause}).`,
      'Give the account that runs Kitei permission to write there.',
      cause,
    );
  }
  return restore;
}

async function write(draft: DraftStore, folder: string): Promise<void> {
  for (const { path } of await draft.list()) await replace(join(folder, path), await draft.read(path));
}

async function replace(file: string, content: Uint8Array | null): Promise<void> {
  if (content === null) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await replaceDurably(file, content);
}

function isKnowledge(path: string): boolean {
  const name = basename(path);
  return !name.startsWith('.') && name !== 'node_modules';
}
