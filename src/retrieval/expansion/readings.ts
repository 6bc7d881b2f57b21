import type { Lexicon } from '../lexicon.ts';
import type { Morpheme } from '../morphology.ts';
import { JAPANESE_FUNCTION_WORDS } from '../stop-words.ts';
import { toKatakana } from '../text.ts';
import type { Expander, Expansion } from './expansion.ts';

const WEIGHT = 1;
/** Shorter readings stand for too many words. */
const MIN_READING = 4;
const MAX_WORDS = 4;

/**
 * Words written in hiragana (じょうほうしさん) by the readings of the index's words (情報, 資産). Several
 * words count only where some clause has them side by side, which `areNeighbours` tells.
 */
export function readingExpander(
  readings: ReadonlyMap<number, string>,
  areNeighbours: (first: number, second: number) => boolean,
  lexicon: Lexicon,
): Expander {
  const byReading = new Map<string, number[]>();
  for (const [word, reading] of readings) {
    const alike = byReading.get(reading);
    if (alike === undefined) byReading.set(reading, [word]);
    else alike.push(word);
  }

  /** No word is longer: so what is tried at one place does not grow with the question. */
  let longestReading = 0;
  for (const reading of byReading.keys()) longestReading = Math.max(longestReading, reading.length);

  /** The first row of words that is read so, fewest words first. */
  const compose = (kana: string, previous: number | null, words: number): number[] | null => {
    const fits = (word: number) => previous === null || areNeighbours(previous, word);
    if (words === 1) {
      const word = byReading.get(kana)?.find(fits);
      return word === undefined ? null : [word];
    }
    for (let length = Math.min(kana.length - 1, longestReading); length >= 1; length--) {
      for (const head of byReading.get(kana.slice(0, length)) ?? []) {
        const rest = fits(head) ? compose(kana.slice(length), head, words - 1) : null;
        if (rest !== null) return [head, ...rest];
      }
    }
    return null;
  };
  const longest = (kana: string, from: number): { length: number; words: number[] } | null => {
    const most = Math.min(kana.length - from, MAX_WORDS * longestReading);
    for (let length = most; length >= MIN_READING; length--) {
      for (let count = 1; count <= MAX_WORDS; count++) {
        const words = compose(kana.slice(from, from + length), null, count);
        if (words !== null) return { length, words };
      }
    }
    return null;
  };

  return {
    name: 'readings',
    expand({ normalised, morphemes }) {
      const found: Expansion[] = [];
      for (const { 0: run, index } of normalised.matchAll(/[ぁ-ゖー]{4,}/g)) {
        const kana = toKatakana(run);
        for (let from = 0; from + MIN_READING <= kana.length; from++) {
          const match = longest(kana, from);
          if (match === null) continue;
          const start = index + from;
          const end = start + match.length;
          if (isGrammar(morphemes, start, end)) continue;
          const as = match.words.map((word) => lexicon.term(word)).join('');
          found.push({ start, end, kind: 'exact', weight: WEIGHT, as, words: match.words });
          from += match.length - 1;
        }
      }
      return found;
    },
  };
}

/** True for a stretch that the analyser reads as nothing but particles, endings and function words. */
function isGrammar(morphemes: readonly Morpheme[], start: number, end: number): boolean {
  return morphemes
    .filter((morpheme) => morpheme.start < end && start < morpheme.start + morpheme.surface.length)
    .every(({ pos, base, known }) => known && (GRAMMAR.has(pos) || JAPANESE_FUNCTION_WORDS.has(base)));
}

const GRAMMAR: ReadonlySet<string> = new Set(['助詞', '助動詞', '接続詞', '感動詞', '連体詞', '副詞']);
