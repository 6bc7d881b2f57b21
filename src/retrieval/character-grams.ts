import { foldKatakana } from './text.ts';

const RUN = /[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff々a-z0-9]+/g;
const KANJI = /[\u3400-\u4dbf\u4e00-\u9fff々]/;
const JAPANESE = /[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff々]/;

/**
 * Kanji unigrams and character 2- and 3-grams of the Japanese runs of a normalised text, in order.
 * Grams of hiragana alone are grammar more often than content, so only those of three characters are kept;
 * runs without any Japanese are left to the word channel.
 */
export function characterGrams(text: string): string[] {
  const grams: string[] = [];
  for (const [run] of foldKatakana(text).matchAll(RUN)) {
    if (!JAPANESE.test(run)) continue;
    for (let i = 0; i < run.length; i++) {
      const character = run[i] as string;
      if (KANJI.test(character)) grams.push(character);
      if (i + 2 <= run.length) {
        const pair = run.slice(i, i + 2);
        if (/[^\u3041-\u3096]/.test(pair)) grams.push(pair);
      }
      if (i + 3 <= run.length) grams.push(run.slice(i, i + 3));
    }
  }
  return grams;
}
