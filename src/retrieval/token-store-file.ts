import { KiteiError } from '../errors.ts';
import { Lexicon } from './lexicon.ts';
import {
  type ClauseTokens,
  FIELDS,
  TERM_KINDS,
  type TermKind,
  type TermNumbers,
  TokenStore,
} from './token-store.ts';

/*
 * Layout. `terms-<kind>.txt`: terms joined by line feeds, the line number is the term number. `tokens-hashes.txt`:
 * content hashes, one a line. `tokens-<kind>.bin`, little endian: first one length (u32) per hash and, for words and
 * grams, field (in the order of FIELDS), then all term numbers in the same order, u16 where the lexicon has at most
 * 65,536 terms and u32 where it has more.
 */
const KINDS = [...TERM_KINDS, 'readings'] as const;
type Kind = (typeof KINDS)[number];

const SHORT = 2 ** 16;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The token store as files. */
export function encodeTokenStore(store: TokenStore): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const entries = [...store.entries()];
  files.set('tokens-hashes.txt', encoder.encode(entries.map(([hash]) => hash).join('\n')));
  for (const kind of KINDS) {
    const { terms } = store.lexicons[kind];
    files.set(`terms-${kind}.txt`, encoder.encode(terms.join('\n')));
    const parts = entries.flatMap(([, tokens]) =>
      kind === 'readings' ? [tokens.readings] : FIELDS.map((field) => tokens[kind][field]),
    );
    files.set(`tokens-${kind}.bin`, encodeNumbers(parts, terms.length));
  }
  return files;
}

/** Reads a token store back; throws `index.corrupt` where files are missing or do not fit together. */
export function decodeTokenStore(files: ReadonlyMap<string, Uint8Array>): TokenStore {
  const hashes = lines(files, 'tokens-hashes.txt');
  const lexicons = {
    words: new Lexicon(lines(files, 'terms-words.txt')),
    grams: new Lexicon(lines(files, 'terms-grams.txt')),
    readings: new Lexicon(lines(files, 'terms-readings.txt')),
  };
  const numbers = (kind: Kind, perHash: number) =>
    decodeNumbers(file(files, `tokens-${kind}.bin`), kind, hashes.length * perHash, lexicons[kind].size);
  const words = numbers('words', FIELDS.length);
  const grams = numbers('grams', FIELDS.length);
  const readings = numbers('readings', 1);
  const byField = (parts: readonly TermNumbers[], first: number) =>
    ({ title: parts[first], path: parts[first + 1], body: parts[first + 2] }) as ClauseTokens[TermKind];
  const tokens = hashes.map((hash, at): [string, ClauseTokens] => {
    const first = at * FIELDS.length;
    const own = { words: byField(words, first), grams: byField(grams, first) };
    return [hash, { ...own, readings: readings[at] as TermNumbers }];
  });
  return new TokenStore(lexicons, new Map(tokens));
}

function encodeNumbers(parts: readonly TermNumbers[], termCount: number): Uint8Array {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const lengths = Uint32Array.from(parts, (part) => part.length);
  const values = termCount <= SHORT ? new Uint16Array(total) : new Uint32Array(total);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return Buffer.concat([Buffer.from(lengths.buffer), Buffer.from(values.buffer)]);
}

function decodeNumbers(bytes: Uint8Array, kind: Kind, count: number, termCount: number): TermNumbers[] {
  const name = `tokens-${kind}.bin`;
  const size = termCount <= SHORT ? Uint16Array.BYTES_PER_ELEMENT : Uint32Array.BYTES_PER_ELEMENT;
  const start = count * Uint32Array.BYTES_PER_ELEMENT;
  if (bytes.byteLength < start || (bytes.byteLength - start) % size !== 0)
    throw corrupt(`${name} is cut short`);
  // Copies, because a view over a read buffer need not be aligned.
  const lengths = new Uint32Array(new Uint8Array(bytes.subarray(0, start)).buffer);
  const { buffer } = new Uint8Array(bytes.subarray(start));
  const values = termCount <= SHORT ? new Uint16Array(buffer) : new Uint32Array(buffer);
  for (let i = 0; i < values.length; i++) {
    if ((values[i] as number) >= termCount)
      throw corrupt(`${name} names a term that terms-${kind}.txt lacks`);
  }
  const parts: TermNumbers[] = [];
  let at = 0;
  for (const length of lengths) {
    parts.push(values.subarray(at, at + length));
    at += length;
  }
  if (at > values.length) throw corrupt(`${name} is cut short`);
  if (at < values.length) throw corrupt(`${name} has left-over data`);
  return parts;
}

function file(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw corrupt(`${name} is missing`);
  return bytes;
}

function lines(files: ReadonlyMap<string, Uint8Array>, name: string): string[] {
  const text = decoder.decode(file(files, name));
  return text === '' ? [] : text.split('\n');
}

function corrupt(what: string): KiteiError {
  return new KiteiError(
    'index.corrupt',
    `The search index cannot be read: ${what}.`,
    'Run the reindex again.',
  );
}
