import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KiteiError } from '../errors.ts';
import { fileErrorCode, replaceDurably } from './durable-files.ts';

/*
 * Layout: u32 little endian length of the head, the head as JSON {format, model, dimensions}, the probe vector, then
 * records of one size: 32 bytes of key, a vector of f32 little endian, 8 bytes of sha256 over both.
 */
const FORMAT = 1;
const LENGTH_BYTES = 4;
const KEY_BYTES = 32;
const CHECK_BYTES = 8;

/**
 * Vectors of one embedding model in a file that only grows. What a process that was killed had half written is left
 * out when the file is opened again; so is what is damaged. One process writes at a time.
 */
export class VectorFile {
  readonly #path: string;
  readonly #model: string;
  readonly #vectors = new Map<string, Float32Array>();
  #probe: Float32Array | null = null;
  /** Where the next record goes. */
  #end = 0;
  #file: FileHandle | null = null;

  private constructor(path: string, model: string) {
    this.#path = path;
    this.#model = model;
  }

  /**
   * Opens the file, which need not exist yet; one of another model or format counts as empty.
   * @throws KiteiError `index.unwritable` where it cannot be read.
   */
  static async open(path: string, model: string): Promise<VectorFile> {
    const file = new VectorFile(path, model);
    await file.#writing(async () => {
      const bytes = await readFile(path).catch((error) => {
        if (fileErrorCode(error) === 'ENOENT') return null;
        throw error;
      });
      if (bytes !== null) file.#read(bytes);
    });
    return file;
  }

  /** Vector of the text that shows whether the model is still the same; null in an empty file. */
  get probe(): Float32Array | null {
    return this.#probe;
  }

  get(key: string): Float32Array | undefined {
    return this.#vectors.get(key);
  }

  /**
   * Appends vectors; a process that is killed afterwards has them.
   * @param entries by sha256 in hex.
   * @throws KiteiError `index.unwritable`.
   */
  async keep(entries: readonly (readonly [key: string, vector: Float32Array])[]): Promise<void> {
    const bytes = Buffer.concat(entries.map(([key, vector]) => record(key, vector)));
    await this.#writing(async () => {
      this.#file ??= await open(this.#path, 'r+');
      await this.#file.write(bytes, 0, bytes.byteLength, this.#end);
    });
    this.#end += bytes.byteLength;
    for (const [key, vector] of entries) this.#vectors.set(key, vector);
  }

  /** Begins anew with the vectors of another model. */
  async restart(probe: Float32Array): Promise<void> {
    this.#vectors.clear();
    this.#probe = probe;
    const head = Buffer.from(
      JSON.stringify({ format: FORMAT, model: this.#model, dimensions: probe.length }),
    );
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(head.byteLength);
    const bytes = Buffer.concat([length, head, bytesOf(probe)]);
    await this.#writing(async () => {
      await this.close();
      await mkdir(dirname(this.#path), { recursive: true });
      await replaceDurably(this.#path, bytes);
    });
    this.#end = bytes.byteLength;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
  }

  #read(bytes: Buffer): void {
    const begin = LENGTH_BYTES + (bytes.byteLength < LENGTH_BYTES ? 0 : bytes.readUInt32LE(0));
    const dimensions = this.#dimensionsIn(bytes.subarray(LENGTH_BYTES, begin));
    if (dimensions === null || bytes.byteLength < begin + 4 * dimensions) return;
    this.#probe = floats(bytes, begin, dimensions);
    const size = KEY_BYTES + 4 * dimensions + CHECK_BYTES;
    let at = begin + 4 * dimensions;
    for (; at + size <= bytes.byteLength; at += size) {
      const content = bytes.subarray(at, at + size - CHECK_BYTES);
      if (!checkOf(content).equals(bytes.subarray(at + size - CHECK_BYTES, at + size))) continue;
      this.#vectors.set(content.toString('hex', 0, KEY_BYTES), floats(bytes, at + KEY_BYTES, dimensions));
    }
    this.#end = at;
  }

  /** Length of the vectors, null where the head is not one of this model. */
  #dimensionsIn(head: Buffer): number | null {
    try {
      const { format, model, dimensions } = JSON.parse(head.toString('utf8'));
      const isMine = format === FORMAT && model === this.#model && Number.isInteger(dimensions);
      return isMine && dimensions > 0 ? dimensions : null;
    } catch {
      return null;
    }
  }

  async #writing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const code = fileErrorCode(cause);
      if (code === null) throw cause;
      throw new KiteiError(
        'index.unwritable',
        `The vectors cannot be kept in ${this.#path} (${code}).`,
        'See that Kitei may write there and that the disk has space.',
        cause,
      );
    }
  }
}

function record(key: string, vector: Float32Array): Buffer {
  const content = Buffer.concat([Buffer.from(key, 'hex'), bytesOf(vector)]);
  return Buffer.concat([content, checkOf(content)]);
}

function checkOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest().subarray(0, CHECK_BYTES);
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** A copy: the bytes need not lie as floats must. */
function floats(bytes: Buffer, from: number, count: number): Float32Array {
  return new Float32Array(new Uint8Array(bytes.subarray(from, from + 4 * count)).buffer);
}
