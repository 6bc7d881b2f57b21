import { createRequire } from 'node:module';
import { KiteiError } from '../../errors.ts';
import { normaliseText } from '../text.ts';
import { headwordKey } from './phrases.ts';

/** A word of a group of synonyms. */
export interface Headword {
  /** See `headwordKey`. */
  readonly key: string;
  /** False for words that are only expanded to. */
  readonly expands: boolean;
}

/** Groups of words that mean the same, in their own order; the same for every index. */
export type SynonymDictionary = readonly (readonly Headword[])[];

/** The file of a generation that keeps the dictionary. */
export const SYNONYMS_FILE = 'synonyms.txt';

interface SudachiHeadword {
  readonly midashi: string;
  /** 0 always expands, 1 is only expanded to, 2 is struck out. */
  readonly expandControl: 0 | 1 | 2;
}

interface SudachiSynonyms {
  fetchDictionary(): Promise<readonly { readonly items: readonly SudachiHeadword[] }[]>;
}

/** A headword in more groups than this means too many things. */
const MAX_GROUPS = 2;

let compiled: Promise<SynonymDictionary> | undefined;

/**
 * Compiles the Sudachi synonym dictionary, once per process (under a second). Struck-out headwords, those of many
 * meanings and groups of which nothing useful is left are left out.
 */
export function compileSynonyms(): Promise<SynonymDictionary> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<SynonymDictionary> {
  const require = createRequire(import.meta.url);
  const dictionary = await (require('sudachi-synonyms-dictionary') as SudachiSynonyms).fetchDictionary();
  const groups = dictionary.map(({ items }) => {
    const byKey = new Map<string, Headword>();
    for (const { midashi, expandControl } of items) {
      if (expandControl === 2) continue;
      const key = headwordKey(normaliseText(midashi));
      if (!byKey.has(key) || expandControl === 0) byKey.set(key, { key, expands: expandControl === 0 });
    }
    return [...byKey.values()];
  });
  const groupCount = new Map<string, number>();
  for (const { key } of groups.flat()) groupCount.set(key, (groupCount.get(key) ?? 0) + 1);
  return groups
    .map((group) => group.filter(({ key }) => (groupCount.get(key) as number) <= MAX_GROUPS))
    .filter((group) => group.length > 1 && group.some(({ expands }) => expands));
}

/** Marks a headword that is only expanded to. */
const ONLY_EXPANDED_TO = '-';
const EXPANDS = '+';

/** The dictionary as a file: one group a line, its words with a mark before them, tabs between. */
export function encodeSynonyms(dictionary: SynonymDictionary): Uint8Array {
  const line = (group: readonly Headword[]) =>
    group.map(({ key, expands }) => `${expands ? EXPANDS : ONLY_EXPANDED_TO}${key}`).join('\t');
  return new TextEncoder().encode(dictionary.map(line).join('\n'));
}

/** Reads the dictionary back; throws `index.corrupt` for other bytes. */
export function decodeSynonyms(bytes: Uint8Array | undefined): SynonymDictionary {
  const text = new TextDecoder().decode(bytes ?? new Uint8Array());
  if (!/^[+-]/.test(text)) {
    throw new KiteiError(
      'index.corrupt',
      `The search index cannot be read: ${SYNONYMS_FILE} is ${bytes === undefined ? 'missing' : 'damaged'}.`,
      'Run the reindex again.',
    );
  }
  const headword = (word: string) => ({ key: word.slice(1), expands: word.startsWith(EXPANDS) });
  return text.split('\n').map((line) => line.split('\t').map(headword));
}
