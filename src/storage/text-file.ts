import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KiteiError } from '../errors.ts';

/** Where a text stands in a file, in bytes. */
export interface TextPlace {
  readonly start: number;
  readonly length: number;
}

/** Closes the file of what nobody reads any more. */
const closing = new FinalizationRegistry<number>((file) => closeSync(file));

/**
 * Texts that are read back one at a time instead of being held in memory. The file has no name: it goes with the process,
 * or when nobody reads it any more.
 */
export class TextFile {
  readonly #file: number;
  #end = 0;

  /** @throws KiteiError `index.unwritable`. */
  constructor(folder: string) {
    const path = join(folder, `texts-${randomBytes(8).toString('hex')}`);
    this.#file = told(() => {
      mkdirSync(folder, { recursive: true });
      const file = openSync(path, 'wx+');
      unlinkSync(path);
      return file;
    });
    closing.register(this, this.#file);
  }

  /** @throws KiteiError `index.unwritable`. */
  append(text: string): TextPlace {
    const bytes = Buffer.from(text);
    const start = this.#end;
    told(() => {
      for (let at = 0; at < bytes.length; )
        at += writeSync(this.#file, bytes, at, bytes.length - at, start + at);
    });
    this.#end += bytes.length;
    return { start, length: bytes.length };
  }

  read({ start, length }: TextPlace): string {
    const bytes = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; ) {
      const read = readSync(this.#file, bytes, at, length - at, start + at);
      if (read === 0) throw new RangeError('The file of texts ends too early.');
      at += read;
    }
    return bytes.toString('utf8');
  }
}

function told<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new KiteiError(
      'index.unwritable',
      `The texts of the clauses cannot be written: ${(cause as Error).message}`,
      'Free space or check the permissions of the data folder.',
      cause,
    );
  }
}
