import { englishTerm } from '../english-words.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Lexicon } from '../lexicon.ts';
import { hasJapanese } from '../text.ts';
import type { Headword, SynonymDictionary } from './synonym-dictionary.ts';

/** Synonyms in the words of an index: headword key → the other headwords of its groups, each as index terms. */
export interface SynonymTable {
  get(key: string): readonly (readonly string[])[] | undefined;
}

/**
 * The dictionary as an index can use it: headwords whose words the index lacks are left out. Looked up when asked for,
 * so that neither a start nor a revision waits for what no question needs.
 */
export function synonymTable(dictionary: SynonymDictionary, lexicon: Lexicon): SynonymTable {
  const groupsOf = new Map<string, (readonly Headword[])[]>();
  for (const group of dictionary) {
    for (const { key, expands } of group) {
      if (!expands) continue;
      const groups = groupsOf.get(key);
      if (groups === undefined) groupsOf.set(key, [group]);
      else groups.push(group);
    }
  }
  return {
    get: (key) =>
      groupsOf
        .get(key)
        ?.flatMap((group) => group.filter((other) => other.key !== key))
        .map((other) => indexTerms(other.key, lexicon))
        .filter((terms) => terms !== null),
  };
}

/** A headword as terms of the index: one term, or two to four that make it up; null where the index lacks it. */
function indexTerms(key: string, lexicon: Lexicon): readonly string[] | null {
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
