import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { KiteiError } from '../errors.ts';

/** Packs the files of a folder into a new .tar.gz that only its owner reads. @throws the system's error. */
export async function packFolder(folder: string, file: string): Promise<void> {
  const pack = tar.pack();
  const written = pipeline(pack, createGzip(), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  const fill = async () => {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const { size, mode, mtime } = await stat(path);
      const name = path
        .slice(folder.length + 1)
        .split(sep)
        .join('/');
      await pipeline(createReadStream(path), pack.entry({ name, size, mode: mode & 0o777, mtime }));
    }
    pack.finalize();
  };
  await Promise.all([
    written,
    fill().catch((error) => {
      pack.destroy(error);
      throw error;
    }),
  ]);
}

/**
 * Unpacks a .tar.gz into a new folder. Only plain files are taken, and none outside the folder.
 * @throws KiteiError `backup.invalid` for anything else.
 */
export async function unpackInto(folder: string, file: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const extract = tar.extract();
  const read = pipeline(createReadStream(file), createGunzip(), extract);
  // Heard of below; a broken archive must not end the process before that.
  read.catch(() => {});
  try {
    for await (const entry of extract) {
      const { name, type, mode } = entry.header;
      const path = normalize(name);
      if (type !== 'file' || path.startsWith('..') || path.startsWith(sep) || /^[a-z]:/i.test(path))
        throw new Error(`it holds ${JSON.stringify(name)}`);
      await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
      await pipeline(
        entry,
        createWriteStream(join(folder, path), { flags: 'wx', mode: (mode ?? 0o600) & 0o700 }),
      );
    }
    await read;
  } catch (cause) {
    throw new KiteiError(
      'backup.invalid',
      `${file} cannot be unpacked: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Name an archive that `kitei backup` made; nothing was changed.',
      cause,
    );
  }
}
