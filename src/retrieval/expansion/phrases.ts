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

/** Where the units of a phrase stand in a row in a text, as [start, end) of the text. */
export function findUnits(
  text: readonly PhraseUnit[],
  phrase: readonly PhraseUnit[],
): [number, number] | null {
  if (phrase.length === 0) return null;
  for (let from = 0; from + phrase.length <= text.length; from++) {
    if (phrase.every(({ key }, offset) => text[from + offset]?.key === key)) {
      return [(text[from] as PhraseUnit).start, (text[from + phrase.length - 1] as PhraseUnit).end];
    }
  }
  return null;
}

/**
 * Where a phrase stands in a text as it is written, as [start, end). Latin letters match whole words; a
 * short katakana phrase does not match inside a longer katakana word (アカ in アカウント).
 */
export function findWritten(text: string, phrase: string): [number, number] | null {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const insideLatin = joins(text, at, /[a-z0-9]/) || joins(text, end, /[a-z0-9]/);
    const katakana = phrase.length <= 3 && /^[ァ-ヺー]+$/.test(phrase);
    const insideKatakana = katakana && (joins(text, at, /[ァ-ヺー]/) || joins(text, end, /[ァ-ヺー]/));
    if (!insideLatin && !insideKatakana) return [at, end];
  }
  return null;
}

/** True where the characters on both sides of a position belong to the class, so that it is inside a word. */
function joins(text: string, position: number, letter: RegExp): boolean {
  return letter.test(text[position - 1] ?? '') && letter.test(text[position] ?? '');
}

/** One key for the spellings of a headword: katakana folded, separators and spaces of compounds dropped. */
export function headwordKey(headword: string): string {
  return foldKatakana(headword.replace(/[・\s]/g, ''));
}
