import { constants, inflateSync } from 'node:zlib';
import { KiteiError } from '../errors.ts';

/** No page or font of a policy unpacks to more than this, and no file to more than that. */
const LARGEST_STREAM = 48 * 1024 * 1024;
const LARGEST_TOGETHER = 192 * 1024 * 1024;
/** A stream's dictionary stands right before it. */
const DICTIONARY = 2000;

/**
 * Refuses files whose compressed parts unpack to far more than text needs: reading them would take the memory of the
 * whole process. Pictures are not looked at, as they are never unpacked for their text.
 *
 * @throws KiteiError `policy.unreadable`.
 */
export function checkStreams(bytes: Uint8Array, path: string): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let together = 0;
  let at = 0;
  for (;;) {
    const word = file.indexOf('stream', at);
    if (word < 0) return;
    const start = word + (file[word + 6] === 0x0d ? 8 : 7);
    const end = file.indexOf('endstream', start);
    if (end < 0) return;
    at = end + 9;
    const dictionary = file.toString('latin1', Math.max(0, word - DICTIONARY), word);
    if (!/\/Fl(?:ateDecode)?\b/.test(dictionary.slice(dictionary.lastIndexOf(' obj')))) continue;
    if (/\/Subtype\s*\/Image\b/.test(dictionary.slice(dictionary.lastIndexOf(' obj')))) continue;
    together += unpackedSize(file.subarray(start, end));
    if (together > LARGEST_TOGETHER) throw tooLarge(path);
  }
}

/** Bytes that a stream unpacks to, up to the limit; 0 for one that is encrypted or broken. */
function unpackedSize(packed: Uint8Array): number {
  try {
    return inflateSync(packed, { maxOutputLength: LARGEST_STREAM, finishFlush: constants.Z_SYNC_FLUSH })
      .length;
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? LARGEST_TOGETHER + 1 : 0;
  }
}

function tooLarge(path: string): KiteiError {
  return new KiteiError(
    'policy.unreadable',
    `${path} unpacks to more than a policy can have.`,
    'Check where the file comes from; print it to a new PDF file from the program that made it.',
  );
}
