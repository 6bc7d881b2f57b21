import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { KiteiError } from '../errors.ts';

/** Raised whenever backups change their form; those of other forms are refused. */
const FORMAT = 1;
const MANIFEST = 'backup.json';

const manifestForm = z.object({
  format: z.literal(FORMAT),
  createdAt: z.string(),
  /** What the database was, so that it goes back to one of its kind. */
  database: z.enum(['sqlite', 'postgres']),
  /** Where the secret was: in a file, which the backup holds, or in the environment, which it does not. */
  secret: z.enum(['file', 'environment']),
  /** False where the samples that ship with Kitei were answered from: these are not backed up. */
  knowledge: z.boolean(),
  /** The audit log when the backup began: the copy holds this head. It is worth keeping elsewhere. */
  audit: z.object({ entries: z.number(), head: z.string() }),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});

/** What a backup says of itself. Paths are relative, with `/`. */
export type BackupManifest = z.infer<typeof manifestForm>;

/** Writes the manifest of all files in a folder. */
export async function sealBackup(
  folder: string,
  said: Omit<BackupManifest, 'format' | 'files'>,
): Promise<BackupManifest> {
  const files: BackupManifest['files'] = [];
  for (const path of await filesIn(folder)) {
    files.push({
      path,
      size: (await stat(join(folder, path))).size,
      sha256: await sha256Of(join(folder, path)),
    });
  }
  const manifest = { format: FORMAT, ...said, files } as const;
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  return manifest;
}

/**
 * Reads a backup's manifest and verifies every file against it.
 * @throws KiteiError `backup.invalid` where it is none, or a file is missing, altered or one too many.
 */
export async function verifyBackup(folder: string): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  const there = new Set((await filesIn(folder)).filter((path) => path !== MANIFEST));
  for (const { path, size, sha256 } of manifest.files) {
    if (!there.delete(path)) throw invalid(folder, `${path} is missing`);
    const found = await stat(join(folder, path));
    if (found.size !== size || (await sha256Of(join(folder, path))) !== sha256)
      throw invalid(folder, `${path} is not what was backed up`);
  }
  const [unknown] = there;
  if (unknown !== undefined) throw invalid(folder, `${unknown} does not belong to it`);
  return manifest;
}

async function readManifest(folder: string): Promise<BackupManifest> {
  let said: unknown;
  try {
    said = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
  } catch (cause) {
    throw invalid(folder, `${MANIFEST} is missing or cannot be read`, cause);
  }
  const format = (said as { readonly format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT)
    throw invalid(folder, `it was made by a newer Kitei (form ${format}; this one reads ${FORMAT})`);
  const read = manifestForm.safeParse(said);
  if (!read.success) throw invalid(folder, `${MANIFEST} is not one of a backup`);
  return read.data;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join(posix.sep),
    )
    .sort();
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function invalid(folder: string, why: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'backup.invalid',
    `The backup ${folder} cannot be restored: ${why}.`,
    'Take another backup; nothing was changed.',
    cause,
  );
}
