import { characterGrams } from './character-grams.ts';
import { englishWords } from './english-words.ts';
import { japaneseWords } from './japanese-words.ts';
import type { Morphology } from './morphology.ts';
import { hasJapanese, normaliseText } from './text.ts';

/** The index terms of one piece of text, in reading order, repeats kept. */
export interface Tokens {
  /** Base forms of Japanese content words and stems of English words. */
  readonly words: readonly string[];
  /** Kanji unigrams and character 2–3-grams of the Japanese parts. */
  readonly grams: readonly string[];
  /** Katakana readings of the Japanese nouns, by term. */
  readonly readings: ReadonlyMap<string, string>;
}

/** Analyses a text in any mix of Japanese and English into the terms it is indexed under. */
export function tokenise(text: string, morphology: Morphology): Tokens {
  const normalised = normaliseText(text);
  const english = englishWords(normalised);
  if (!hasJapanese(normalised))
    return { words: english.map((word) => word.term), grams: [], readings: new Map() };
  const japanese = japaneseWords(morphology.analyse(normalised));
  const words = [...japanese, ...english].sort((a, b) => a.start - b.start);
  const readings = new Map<string, string>();
  for (const { pos, term, reading } of japanese)
    if (pos === 'noun' && reading !== null) readings.set(term, reading);
  return { words: words.map((word) => word.term), grams: characterGrams(normalised), readings };
}
