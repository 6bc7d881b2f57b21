import type { Morpheme } from '../morphology.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that the word vectors were not trained to compare (docs/models/ja-bridge.md), by part of speech. */
const LEFT_OUT = {
  noun: words(`
    こと もの とき ため 等 の よう これ それ どれ どこ 何 誰 いつ 次 上記 以下 場合 人 自分 時 ん さん
  `),
  verbOrAdjective: words(`
    する ある いる なる れる られる せる できる いう 行う やる くる いく てる くれる もらう おく ない よい いい
    良い ちゃう とる よる かかる もつ 思う みる 見る
  `),
  adverb: words(`
    どう そう こう とても もう まだ また すぐ ちょっと なぜ どうして 例えば もし たとえば なお 特に 必ず
  `),
} as const;

/** Numerals, and words without any letter or digit. */
const NUMERAL = /^[\d.,〇一二三四五六七八九十百千]+$/;
const MARKS = /^[^\p{L}\p{N}]+$/u;

/** False for words that are left out whatever their part of speech is. */
export function isBridgeable(word: string): boolean {
  return !Object.values(LEFT_OUT).some((left) => left.has(word)) && !NUMERAL.test(word) && !MARKS.test(word);
}

/**
 * The morphemes that the word vectors were trained on, by their base form: nouns but for numerals, pronouns and
 * formal nouns; independent verbs and adjectives; adverbs; prefixes. The text must be normalised before.
 */
export function bridgeWords(morphemes: readonly Morpheme[]): readonly Morpheme[] {
  return morphemes.filter(isBridgeWord);
}

function isBridgeWord({ pos, detail, base }: Morpheme): boolean {
  switch (pos) {
    case '名詞':
      return !(
        detail === '非自立' ||
        detail === '代名詞' ||
        detail === '数' ||
        LEFT_OUT.noun.has(base) ||
        NUMERAL.test(base) ||
        MARKS.test(base)
      );
    case '動詞':
    case '形容詞':
      return detail === '自立' && !LEFT_OUT.verbOrAdjective.has(base);
    case '副詞':
      return !LEFT_OUT.adverb.has(base);
    case '接頭詞':
      return true;
    default:
      return false;
  }
}
