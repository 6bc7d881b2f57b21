import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { KiteiError } from '../../errors.ts';

/**
 * The secret of a data folder, made at the first call: 32 random bytes in base64, readable by its owner only. Two
 * processes that start at once get the same one.
 * @throws KiteiError `log.unwritable`.
 */
export function secretOf(dataDir: string): string {
  const path = join(dataDir, 'secret');
  try {
    mkdirSync(dataDir, { recursive: true });
    const made = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    const known = readIfPresent(path);
    if (known !== null) return known;
    writeDurably(made, randomBytes(32).toString('base64'));
    try {
      // A link, unlike a rename, fails where another process was first.
      linkSync(made, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(made, { force: true });
    }
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new KiteiError(
      'log.unwritable',
      `The secret of the question log cannot be kept in ${path} (${(cause as NodeJS.ErrnoException).code}).`,
      'Make the data folder writable, or set KITEI_SECRET.',
      cause,
    );
  }
}

function readIfPresent(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text.length < 32) throw new Error('too short');
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** What is sealed with a secret is lost with it: it must be on the disk before it is used. */
function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
