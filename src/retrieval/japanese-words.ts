import type { Morpheme } from './morphology.ts';
import { JAPANESE_FUNCTION_WORDS } from './stop-words.ts';
import { foldKatakana } from './text.ts';

/** Part of speech of a content word, as far as reading rules needs it. */
export type PartOfSpeech = 'noun' | 'verb' | 'adjective' | 'adverb' | 'prefix';

/** A content word of a Japanese text. */
export interface JapaneseWord {
  readonly surface: string;
  /** Dictionary form. */
  readonly base: string;
  /** The form it is indexed under: base with spelling variants folded. */
  readonly term: string;
  readonly pos: PartOfSpeech;
  readonly reading: string | null;
  /** False for words that the dictionary lacks. */
  readonly known: boolean;
  readonly start: number;
}

/** The content words among morphemes: nouns, independent verbs and adjectives, adverbs and prefixes. */
export function japaneseWords(morphemes: readonly Morpheme[]): JapaneseWord[] {
  const words: JapaneseWord[] = [];
  for (const morpheme of morphemes) {
    const pos = contentPart(morpheme);
    if (pos === null || JAPANESE_FUNCTION_WORDS.has(morpheme.base)) continue;
    const { surface, base, reading, known, start } = morpheme;
    words.push({ surface, base, term: japaneseTerm(base), pos, reading, known, start });
  }
  return words;
}

function contentPart({ pos, detail, base }: Morpheme): PartOfSpeech | null {
  switch (pos) {
    case '名詞':
      if (detail === '非自立' || detail === '代名詞' || detail === '数') return null;
      // Unknown symbols and bare numerals come out as nouns; Latin words are read by the English analyser.
      return /[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff々]/.test(base) &&
        !/^[〇一二三四五六七八九十百千万]+$/.test(base)
        ? 'noun'
        : null;
    case '動詞':
      return detail === '自立' ? 'verb' : null;
    case '形容詞':
      return detail === '自立' ? 'adjective' : null;
    case '副詞':
      return 'adverb';
    case '接頭詞':
      return detail === '数接続' || base === 'お' || base === 'ご' || base === '御' ? null : 'prefix';
    default:
      return null;
  }
}

/**
 * The index form of a dictionary form. Words of two and more kanji lose their okurigana, so that 持ち出し,
 * 持出し and 持ち出す, or 取扱い and 取り扱う, are one term; katakana is folded to one spelling.
 */
export function japaneseTerm(base: string): string {
  if (/[\u3041-\u3096]/.test(base)) {
    const kanji = base.replace(/[\u3041-\u3096]/g, '');
    if (/^[\u3400-\u4dbf\u4e00-\u9fff々]{2,}$/.test(kanji)) return kanji;
  }
  return foldKatakana(base);
}
