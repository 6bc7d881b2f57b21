import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { KiteiError } from '../errors.ts';
import { decodeWordVectors, type WordVectors } from './word-vectors.ts';

/** A file of word vectors and what it must be. */
export interface WordBridgeFile {
  readonly path: string;
  /** sha256 (hex) of the file. */
  readonly sha256: string;
}

/** The Japanese word vectors that ship with Kitei (docs/models/ja-bridge.md). */
export const JA_BRIDGE: WordBridgeFile = {
  path: fileURLToPath(new URL('ja-bridge/ja-bridge.bin', import.meta.url)),
  sha256: '898e5f8dcce438294a2269a704778e16e75ad2097d6836f4fe8dfc1af171c67d',
};

/** Words with a lower cosine have nothing to do with each other, as far as the vectors can tell. */
const UNRELATED = 0.3;

/** How far one word may stand for another, 0–1: `min(1, max(0, (cosine − 0.3) / 0.7))`. */
export function similarity(cosine: number): number {
  return Math.min(1, Math.max(0, (cosine - UNRELATED) / (1 - UNRELATED)));
}

const loaded = new Map<string, Promise<WordVectors | null>>();

/**
 * The word vectors, read and verified once per process when first asked for (some 40 ms, 18 MB); null where the file
 * is not there, as in an installation that left the data out for its licence.
 *
 * @throws KiteiError `model.corrupt` where the file is another than expected or cannot be read.
 */
export function loadWordBridge(file: WordBridgeFile = JA_BRIDGE): Promise<WordVectors | null> {
  const key = JSON.stringify([file.path, file.sha256]);
  let vectors = loaded.get(key);
  if (vectors === undefined) {
    vectors = read(file);
    // A failure is not remembered: the file may be put right while the process runs.
    vectors.catch(() => loaded.delete(key));
    loaded.set(key, vectors);
  }
  return vectors;
}

async function read({ path, sha256 }: WordBridgeFile): Promise<WordVectors | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw unusable(path, `cannot be read (${code})`, cause);
  }
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw unusable(path, `is damaged or of another version (sha256 ${found})`);
  return decodeWordVectors(bytes);
}

function unusable(path: string, what: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'model.corrupt',
    `The word vectors in ${path} cannot be used: the file ${what}.`,
    'Install Kitei again, or set KITEI_BRIDGE=off to do without them.',
    cause,
  );
}
