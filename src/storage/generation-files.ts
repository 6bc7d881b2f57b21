import { mkdir, readFile } from 'node:fs/promises';
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
  verifyFile,
} from './manifest.ts';

/** A generation read from the disk, every byte verified. */
export interface StoredGeneration {
  readonly generation: IndexGeneration;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Writes a generation into a new folder and returns when all of it is on the disk.
 * @throws the system's error.
 */
export async function writeGenerationFiles(folder: string, sealed: SealedGeneration): Promise<void> {
  await mkdir(folder);
  for (const [name, bytes] of sealed.files) await createDurably(join(folder, name), bytes);
  await createDurably(join(folder, MANIFEST_FILE), sealed.manifest);
  await createDurably(join(folder, MANIFEST_CHECKSUM_FILE), checksumLine(sealed.generation.manifestSha256));
  await syncFolder(folder);
}

/**
 * Reads a generation and verifies size and checksum of every file.
 * @throws KiteiError `index.corrupt` for a file that is missing, unreadable, truncated or altered, or another format.
 */
export async function readGenerationFiles(folder: string, id: string): Promise<StoredGeneration> {
  const [manifest, checksum] = await Promise.all([
    readPart(folder, id, MANIFEST_FILE),
    readPart(folder, id, MANIFEST_CHECKSUM_FILE),
  ]);
  const { generation, files: entries } = openManifest(id, manifest, checksum);
  const files = await Promise.all(
    entries.map(async (entry) => {
      const bytes = await readPart(folder, id, entry.name);
      verifyFile(id, entry, bytes);
      return [entry.name, bytes] as const;
    }),
  );
  return { generation, files: new Map(files) };
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
