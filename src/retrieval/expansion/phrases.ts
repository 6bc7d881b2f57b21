import { englishTerm } from '../english-words.ts';
import { japaneseTerm } from '../japanese-words.ts';
import type { Morpheme } from '../morphology.ts';
import { foldKatakana, hasJapanese } from '../text.ts';

/** A word of running text, function words included, under the form in which phrases are compared. */
export interface PhraseUnit {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a normalised text as units; Japanese by base form, English by stem. */
export function phraseUnits(normalised: string, morphemes: readonly Morpheme[]): PhraseUnit[] {
  if (morphemes.length === 0) {
    return [...normalised.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
      key: englishTerm(word),
      start: index,
      end: index + word.length,
    }));
  }
  return morphemes
    .filter(({ surface }) => /[\p{L}\p{N}]/u.test(surface))
    .map(({ surface, base, start }) => ({
      key: hasJapanese(surface) ? japaneseTerm(base) : englishTerm(surface.toLowerCase()),
      start,
      end: start + surface.length,
    }));
}

/**
 * True where a phrase may stand at [start, end): Latin letters match whole words, and a short katakana phrase
 * does not match inside a longer katakana word (アカ in アカウント).
 */
export function standsAlone(text: string, start: number, end: number): boolean {
  if (joins(text, start, LATIN) || joins(text, end, LATIN)) return false;
  const isShortKatakana = end - start <= 3 && /^[ァ-ヺー]+$/.test(text.slice(start, end));
  return !isShortKatakana || !(joins(text, start, KATAKANA) || joins(text, end, KATAKANA));
}

const LATIN = /[a-z0-9]/;
const KATAKANA = /[ァ-ヺー]/;

/** True where the characters on both sides of a position belong to the class, so that it is inside a word. */
function joins(text: string, position: number, letter: RegExp): boolean {
  return letter.test(text[position - 1] ?? '') && letter.test(text[position] ?? '');
}

/** One key for the spellings of a headword: katakana folded, separators and spaces of compounds dropped. */
export function headwordKey(headword: string): string {
  return foldKatakana(headword.replace(/[・\s]/g, ''));
}
