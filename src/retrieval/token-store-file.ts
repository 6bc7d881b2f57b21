import { KiteiError } from '../errors.ts';
import { Lexicon } from './lexicon.ts';
import { type ClauseTokens, FIELDS, TERM_KINDS, type TermKind, TokenStore } from './token-store.ts';

/*
 * Layout. `terms-<kind>.txt`: terms joined by line feeds, the line number is the term number.
 * `readings.txt`: katakana reading of each word, empty where unknown, in the order of the words.
 * `tokens-hashes.txt`: content hashes, one a line. `tokens-<kind>.bin`: u32 little endian, first one length
 * per hash and field (in the order of FIELDS), then all term numbers in the same order.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The token store as files. */
export function encodeTokenStore(store: TokenStore): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const entries = [...store.entries()];
  files.set('tokens-hashes.txt', encoder.encode(entries.map(([hash]) => hash).join('\n')));
  const readings = store.lexicons.words.terms.map((_, word) => store.readings.get(word) ?? '');
  files.set('readings.txt', encoder.encode(readings.join('\n')));
  for (const kind of TERM_KINDS) {
    files.set(`terms-${kind}.txt`, encoder.encode(store.lexicons[kind].terms.join('\n')));
    const parts = entries.flatMap(([, tokens]) => FIELDS.map((field) => tokens[kind][field]));
    const total = parts.reduce((sum, part) => sum + part.length, parts.length);
    const values = new Uint32Array(total);
    let at = parts.length;
    parts.forEach((part, index) => {
      values[index] = part.length;
      values.set(part, at);
      at += part.length;
    });
    files.set(`tokens-${kind}.bin`, new Uint8Array(values.buffer));
  }
  return files;
}

/** Reads a token store back; throws `index.corrupt` where files are missing or do not fit together. */
export function decodeTokenStore(files: ReadonlyMap<string, Uint8Array>): TokenStore {
  const hashes = lines(files, 'tokens-hashes.txt');
  const lexicons = {
    words: new Lexicon(lines(files, 'terms-words.txt')),
    grams: new Lexicon(lines(files, 'terms-grams.txt')),
  };
  const words = fieldTokens(files, 'words', hashes.length, lexicons.words.size);
  const grams = fieldTokens(files, 'grams', hashes.length, lexicons.grams.size);
  const tokens = new Map<string, ClauseTokens>();
  hashes.forEach((hash, index) => {
    tokens.set(hash, {
      words: words[index] as ClauseTokens['words'],
      grams: grams[index] as ClauseTokens['grams'],
    });
  });
  const readings = new Map<number, string>();
  lines(files, 'readings.txt').forEach((reading, word) => {
    if (reading !== '') readings.set(word, reading);
  });
  return new TokenStore(lexicons, tokens, readings);
}

function fieldTokens(
  files: ReadonlyMap<string, Uint8Array>,
  kind: TermKind,
  count: number,
  termCount: number,
): ClauseTokens[TermKind][] {
  const name = `tokens-${kind}.bin`;
  const bytes = file(files, name);
  if (bytes.byteLength % 4 !== 0) throw corrupt(`${name} is cut short`);
  // A copy, because a view over a read buffer need not be aligned to four bytes.
  const values = new Uint32Array(bytes.slice().buffer);
  const parts = count * FIELDS.length;
  let at = parts;
  const take = (index: number): Uint32Array => {
    const end = at + (values[index] ?? Number.NaN);
    if (!(end <= values.length)) throw corrupt(`${name} is cut short`);
    const part = values.subarray(at, end);
    at = end;
    return part;
  };
  const result: ClauseTokens[TermKind][] = [];
  for (let i = 0; i < count; i++) {
    const first = i * FIELDS.length;
    result.push({ title: take(first), path: take(first + 1), body: take(first + 2) });
  }
  if (at !== values.length) throw corrupt(`${name} has left-over data`);
  for (let i = parts; i < values.length; i++) {
    if ((values[i] as number) >= termCount)
      throw corrupt(`${name} names a term that terms-${kind}.txt lacks`);
  }
  return result;
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
