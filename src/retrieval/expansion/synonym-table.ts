import { createRequire } from 'node:module';
import { englishTerm } from '../english-words.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Lexicon } from '../lexicon.ts';
import { hasJapanese, normaliseText } from '../text.ts';
import { headwordKey } from './phrases.ts';

/** Synonyms that touch an index: headword key → the other headwords of its groups, each as index terms. */
export type SynonymTable = ReadonlyMap<string, readonly (readonly string[])[]>;

interface Headword {
  readonly midashi: string;
  /** 0 always expands, 1 is only expanded to, 2 is struck out. */
  readonly expandControl: 0 | 1 | 2;
}

interface SynonymDictionary {
  fetchDictionary(): Promise<readonly { readonly items: readonly Headword[] }[]>;
}

/** A headword in more groups than this means too many things. */
const MAX_GROUPS = 2;

/**
 * Compiles the Sudachi synonym dictionary to the groups that hold a word of the index. Struck-out
 * headwords and those of many meanings are left out; words marked "expanded to only" trigger nothing.
 */
export async function compileSynonyms(lexicon: Lexicon): Promise<SynonymTable> {
  const require = createRequire(import.meta.url);
  const dictionary = await (require('sudachi-synonyms-dictionary') as SynonymDictionary).fetchDictionary();
  const groups = dictionary.map(({ items }) => {
    const byKey = new Map<string, Headword>();
    for (const item of items) {
      if (item.expandControl === 2) continue;
      const key = headwordKey(normaliseText(item.midashi));
      if (!byKey.has(key) || item.expandControl === 0) byKey.set(key, item);
    }
    return byKey;
  });
  const groupCount = new Map<string, number>();
  for (const group of groups) {
    for (const key of group.keys()) groupCount.set(key, (groupCount.get(key) ?? 0) + 1);
  }
  const table = new Map<string, string[][]>();
  for (const group of groups) {
    const unambiguous = [...group].filter(([key]) => (groupCount.get(key) as number) <= MAX_GROUPS);
    const targets = unambiguous.flatMap(([key]) => {
      const terms = indexTerms(key, lexicon);
      return terms === null ? [] : [{ key, terms }];
    });
    if (targets.length === 0) continue;
    for (const [key, { expandControl }] of unambiguous) {
      if (expandControl !== 0) continue;
      const others = targets.filter((target) => target.key !== key).map((target) => target.terms);
      if (others.length > 0) table.set(key, [...(table.get(key) ?? []), ...others]);
    }
  }
  return table;
}

/** A headword as terms of the index: one term, or two to four that make it up; null where the index lacks it. */
function indexTerms(key: string, lexicon: Lexicon): string[] | null {
  const term = hasJapanese(key) ? japaneseTerm(key) : englishTerm(key);
  if (lexicon.find(term) !== undefined) return [term];
  return hasJapanese(key) ? split(key, lexicon, 4) : null;
}

/** Longest-first segmentation into at most `parts` index terms of two and more characters. */
function split(text: string, lexicon: Lexicon, parts: number): string[] | null {
  if (text === '') return [];
  if (parts === 0) return null;
  for (let length = text.length; length >= 2; length--) {
    const head = text.slice(0, length);
    if (lexicon.find(head) === undefined) continue;
    const rest = split(text.slice(length), lexicon, parts - 1);
    if (rest !== null) return [head, ...rest];
  }
  return null;
}
