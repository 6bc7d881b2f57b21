import type { Language } from '../domain/policy.ts';

const CIRCLED = /[\u2460-\u2473\u2474-\u2487\u3251-\u325f\u32b1-\u32bf]/g;

/** The number a circled or parenthesised numeral stands for (①, ⑴, ㉑), as `(n)`: NFKC alone would give a bare digit. */
function readEnclosedNumber(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code >= 0x2474 && code <= 0x2487) return `(${code - 0x2474 + 1})`;
  if (code >= 0x3251 && code <= 0x325f) return `(${code - 0x3251 + 21})`;
  if (code >= 0x32b1) return `(${code - 0x32b1 + 36})`;
  return `(${code - 0x2460 + 1})`;
}

/** ゝ and ヽ repeat the kana before them, ゞ and ヾ repeat it voiced. */
function repeatKana(_: string, kana: string, marks: string): string {
  return [...marks].reduce((written, mark) => {
    const last = written.at(-1) as string;
    return written + (mark === 'ゝ' || mark === 'ヽ' ? last : `${last}゙`.normalize('NFC'));
  }, kana);
}

/** CJK radicals that PDF fonts put in place of the ideograph and that NFKC leaves alone. */
const RADICALS: Readonly<Record<string, string>> = {
  '⺠': '民',
  '⻁': '虎',
  '⻄': '西',
  '⻆': '角',
  '⻑': '長',
  '⻘': '青',
  '⻝': '食',
  '⻤': '鬼',
  '⻨': '麦',
  '⻩': '黄',
  '⻫': '斉',
  '⻭': '歯',
  '⻯': '竜',
  '⻲': '亀',
  '⺟': '母',
  '⺡': '水',
  '⺼': '肉',
  '⻌': '辶',
  '⻖': '阜',
};

const JAPANESE = '\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff々';
const SPACE_AFTER_JAPANESE = new RegExp(`([${JAPANESE}]) (?=[a-z0-9${JAPANESE}])`, 'gi');
const SPACE_BEFORE_JAPANESE = new RegExp(`([a-z0-9]) (?=[${JAPANESE}])`, 'gi');

/**
 * One spelling for what is written alike: circled numbers read first, then NFKC (full-width letters,
 * half-width kana, Kangxi radicals), long-vowel and iteration marks, plain quotes and dashes, invisible
 * characters removed, spaces inside Japanese terms removed, everything in lower case. Idempotent.
 */
export function normaliseText(text: string): string {
  return (
    text
      .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, '')
      .replace(CIRCLED, readEnclosedNumber)
      .replace(/[⺀-⻳]/g, (radical) => RADICALS[radical] ?? radical)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(SPACE_AFTER_JAPANESE, '$1')
      .replace(SPACE_BEFORE_JAPANESE, '$1')
      // Again, for letters may only now stand beside their accents.
      .normalize('NFKC')
      .replace(/[\u2018\u2019\u02bc]/g, "'")
      .replace(/[\u201c\u201d]/g, '"')
      .replace(/[\u2010-\u2015\u2212\u2500]/g, '-')
      .replace(/([ぁ-ゖァ-ヺ])([ゝゞヽヾ]+)/g, repeatKana)
      .replace(/([ァ-ヺー])-+(?![0-9a-z])/g, '$1ー')
      .replace(/([一-鿿])々(?=[一-鿿])(?<=[一-鿿]{2}々)/g, '$1$1')
      // Once more, for a dash before a space may have become Japanese.
      .replace(SPACE_AFTER_JAPANESE, '$1')
      .replace(/ー{2,}/g, 'ー')
      .trim()
  );
}

const KATAKANA_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ヴァ/g, 'バ'],
  [/ヴィ/g, 'ビ'],
  [/ヴェ/g, 'ベ'],
  [/ヴォ/g, 'ボ'],
  [/ヴ/g, 'ブ'],
  [/ウィ/g, 'ウイ'],
  [/ウェ/g, 'ウエ'],
  [/ウォ/g, 'ウオ'],
  // サーバー and サーバ are one word; メモ and the like (two kana) keep a mark that carries the sound.
  [/([ァ-ヺー]{2,})ー(?![ァ-ヺー])/g, '$1'],
];

/** Katakana written one way: ヴ and small vowels spelled out, the long mark at a word's end dropped. */
export function foldKatakana(text: string): string {
  if (!/[ァ-ヺ]/.test(text)) return text;
  return KATAKANA_SPELLINGS.reduce((folded, [spelling, plain]) => folded.replace(spelling, plain), text);
}

/** Hiragana as katakana, character by character; everything else unchanged. */
export function toKatakana(text: string): string {
  return text.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** True where the text holds kana or kanji. */
export function hasJapanese(text: string): boolean {
  return /[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\u3400-\u4dbf\u4e00-\u9fff々]/.test(text);
}

/**
 * `ja` where kana or kanji carry the sentence, else `en`. A Japanese name inside an English question does
 * not make it Japanese; an English product name inside a Japanese one does not make it English.
 */
export function detectLanguage(text: string): Language {
  const japanese =
    text.match(/[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\u3400-\u4dbf\u4e00-\u9fff々]/g)?.length ?? 0;
  if (japanese === 0) return 'en';
  const latinWords = text.match(/[A-Za-zＡ-Ｚａ-ｚ]{2,}/g)?.length ?? 0;
  return japanese >= latinWords * 2 ? 'ja' : 'en';
}
