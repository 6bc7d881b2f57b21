import { KiteiError } from '../errors.ts';

const MAGIC = 'SJA1';
const HEADER_BYTES = 16;

/** Words with a vector of unit length each, eight bits a coordinate. Row `i` is the vector of `words[i]`. */
export interface WordVectors {
  /** Each once, commonest in the training texts first. */
  readonly words: readonly string[];
  readonly dimensions: number;
  /** Row of a word, undefined where the table does not have it. */
  rowOf(word: string): number | undefined;
  /** Cosine of two rows, −1 to 1; of a row with itself 1 within 1e-6. */
  cosine(a: number, b: number): number;
  /** Coordinates of a row as whole numbers; times `scale(row)` they have unit length. A view, not to be changed. */
  coordinates(row: number): Int8Array;
  scale(row: number): number;
}

/**
 * Reads a table in the layout SJA1, little endian without padding: `SJA1`, u32 number of words n, u32 dimensions d,
 * u32 length of the words in bytes, the words in UTF-8 joined by line feeds, n × f32 scale, n × d × i8 coordinates.
 *
 * @throws KiteiError `model.corrupt` for bytes of any other shape.
 */
export function decodeWordVectors(bytes: Uint8Array): WordVectors {
  if (bytes.byteLength < HEADER_BYTES || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC)
    throw corrupt(`it does not begin with ${MAGIC}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(4, true);
  const dimensions = view.getUint32(8, true);
  const wordBytes = view.getUint32(12, true);
  const scalesAt = HEADER_BYTES + wordBytes;
  const rowsAt = scalesAt + 4 * count;
  const expected = rowsAt + count * dimensions;
  if (bytes.byteLength !== expected)
    throw corrupt(`it has ${bytes.byteLength} bytes where its header asks for ${expected}`);

  const block = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, scalesAt));
  const words = count === 0 ? [] : block.split('\n');
  const rows = new Map(words.map((word, row) => [word, row]));
  if (words.length !== count || rows.size !== count)
    throw corrupt(`it does not have ${count} different words`);

  // The scales need not be aligned to four bytes, so they are copied; the coordinates are a view.
  const scales = Float32Array.from({ length: count }, (_, row) => view.getFloat32(scalesAt + 4 * row, true));
  if (!scales.every((scale) => Number.isFinite(scale) && scale > 0))
    throw corrupt('it has a row without length');
  const table = new Int8Array(bytes.buffer, bytes.byteOffset + rowsAt, count * dimensions);
  const coordinates = (row: number) => table.subarray(row * dimensions, (row + 1) * dimensions);
  const scale = (row: number) => scales[row] as number;
  return {
    words,
    dimensions,
    rowOf: (word) => rows.get(word),
    cosine: (a, b) => scale(a) * scale(b) * dotProduct(coordinates(a), coordinates(b), 0),
    coordinates,
    scale,
  };
}

/** Dot product of `a` with the coordinates of `table` from `start` on. */
export function dotProduct(a: Int8Array, table: Int8Array, start: number): number {
  // Four sums at a time keep the processor busy: half the time of one sum.
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = a.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const at = start + i;
    first += (a[i] as number) * (table[at] as number);
    second += (a[i + 1] as number) * (table[at + 1] as number);
    third += (a[i + 2] as number) * (table[at + 2] as number);
    fourth += (a[i + 3] as number) * (table[at + 3] as number);
  }
  for (let i = whole; i < a.length; i++) first += (a[i] as number) * (table[start + i] as number);
  return first + second + third + fourth;
}

function corrupt(what: string): KiteiError {
  return new KiteiError(
    'model.corrupt',
    `The word vectors cannot be read: ${what}.`,
    'Install Kitei again, or set KITEI_BRIDGE=off to do without them.',
  );
}
