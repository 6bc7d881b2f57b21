import { KiteiError } from '../errors.ts';

/*
 * Layout: u32 little endian length of the head, the head as JSON `[[name, size], …]`, then the files' bytes in that order.
 */
const LENGTH_BYTES = 4;

/** Several small files as one. */
export function bundleFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const head = Buffer.from(JSON.stringify([...files].map(([name, bytes]) => [name, bytes.byteLength])));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(head.byteLength);
  return Buffer.concat([length, head, ...files.values()]);
}

/** The files of a bundle, as views; throws `index.corrupt` for bytes of any other shape. */
export function openBundle(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = LENGTH_BYTES + view.getUint32(0, true);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, at))) as [string, number][];
    const files = new Map<string, Uint8Array>();
    for (const [name, size] of head) {
      files.set(name, bytes.subarray(at, at + size));
      at += size;
    }
    if (at !== bytes.byteLength) throw new RangeError(`${bytes.byteLength} bytes instead of ${at}`);
    return files;
  } catch (cause) {
    throw new KiteiError(
      'index.corrupt',
      'A part of the index generation cannot be read.',
      'Run `kitei reindex --force` to build a new one.',
      cause,
    );
  }
}
