import { link, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexGeneration } from '../domain/generation.ts';
import { createDurably, fileErrorCode, syncFolder } from './durable-files.ts';
import {
  checksumLine,
  corruptGeneration,
  MANIFEST_CHECKSUM_FILE,
  MANIFEST_FILE,
  openManifest,
  type SealedGeneration,
  type StoredGeneration,
  verifyFile,
} from './manifest.ts';

/**
 * Writes a generation into a new folder and returns when all of it is on the disk. Files taken over from the generation
 * in `folderOf(id)` become further names of the same files: a generation's files never change.
 * @throws the system's error.
 */
export async function writeGenerationFiles(
  folder: string,
  sealed: SealedGeneration,
  folderOf: (id: string) => string,
): Promise<void> {
  await mkdir(folder);
  const { takenOver } = sealed;
  for (const [name, bytes] of sealed.files) {
    const linked =
      takenOver?.names.has(name) &&
      (await linkFile(join(folderOf(takenOver.from), name), join(folder, name)));
    if (!linked) await createDurably(join(folder, name), bytes);
  }
  await createDurably(join(folder, MANIFEST_FILE), sealed.manifest);
  await createDurably(join(folder, MANIFEST_CHECKSUM_FILE), checksumLine(sealed.generation.manifestSha256));
  await syncFolder(folder);
}

/** Gives a file a second name; false where that cannot be, as on disks that know one name for a file only. */
async function linkFile(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads a generation and verifies size and checksum of every file.
 * @param among names of the files wanted; all unless told.
 * @throws KiteiError `index.corrupt` for a file that is missing, unreadable, truncated or altered, or another format.
 */
export async function readGenerationFiles(
  folder: string,
  id: string,
  among: (name: string) => boolean = () => true,
): Promise<StoredGeneration> {
  const { generation, files: entries } = await readManifest(folder, id);
  const files = await Promise.all(
    entries
      .filter(({ name }) => among(name))
      .map(async (entry) => {
        const bytes = await readPart(folder, id, entry.name);
        verifyFile(id, entry, bytes);
        return [entry.name, bytes] as const;
      }),
  );
  return { generation, entries, files: new Map(files) };
}

/**
 * What a generation's manifest says of it, its other files unread.
 * @throws KiteiError `index.corrupt`.
 */
export async function readDescription(folder: string, id: string): Promise<IndexGeneration> {
  return (await readManifest(folder, id)).generation;
}

async function readManifest(folder: string, id: string): Promise<ReturnType<typeof openManifest>> {
  const [manifest, checksum] = await Promise.all([
    readPart(folder, id, MANIFEST_FILE),
    readPart(folder, id, MANIFEST_CHECKSUM_FILE),
  ]);
  return openManifest(id, manifest, checksum);
}

async function readPart(folder: string, id: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name));
  } catch (cause) {
    const code = fileErrorCode(cause);
    throw corruptGeneration(
      id,
      code === 'ENOENT' ? `${name} is missing` : `${name} is unreadable (${code})`,
      cause,
    );
  }
}
