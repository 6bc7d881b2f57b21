/** Numbers as policy texts write them: ASCII, full-width, kanji (十二, 一二, 百十五), roman, kana and circled. */

const KANJI_DIGITS = '〇一二三四五六七八九';
const KANJI_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Characters that an Arabic or kanji number may consist of; for use inside regular expressions. */
export const DIGITS = '0-9０-９';
export const NUMERALS = `${DIGITS}〇一二三四五六七八九十百千元`;

/** Order of ア-style item marks. */
export const AIUEO =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
/** Order of イロハ-style item marks. */
export const IROHA =
  'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス';

/** Full-width digits, letters and signs as ASCII; leaves every other character alone. */
export function toHalfWidth(text: string): string {
  return text.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

/**
 * The value of a whole number in Arabic (any width) or kanji digits, positional (「一二」 = 12) or with units
 * (「百十五」 = 115); 元 is 1. Null when the text is no number.
 */
export function numberOf(text: string): number | null {
  const half = toHalfWidth(text);
  if (/^\d{1,9}$/.test(half)) return Number(half);
  if (half === '元') return 1;
  if (/^[〇一二三四五六七八九]{1,9}$/.test(half)) {
    return Number([...half].map((digit) => KANJI_DIGITS.indexOf(digit)).join(''));
  }
  if (!/^[一二三四五六七八九十百千]{1,9}$/.test(half)) return null;
  let total = 0;
  let digit = 0;
  for (const character of half) {
    const unit = KANJI_UNITS[character];
    if (unit === undefined) digit = KANJI_DIGITS.indexOf(character);
    else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

/** The value of a well-formed roman numeral up to 89 in either case; null otherwise. */
export function romanOf(text: string): number | null {
  const lower = text.toLowerCase();
  if (!/^(?=.)(l?x{0,3}|xl)(ix|iv|v?i{0,3})$/.test(lower)) return null;
  let total = 0;
  for (let index = 0; index < lower.length; index += 1) {
    const value = ROMAN[lower[index] ?? ''] ?? 0;
    total += value < (ROMAN[lower[index + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}

/** First code point and length of each run of ready-made numbered characters, by what they look like. */
const ENCLOSED: readonly (readonly [first: number, count: number, value: number, look: string])[] = [
  [0x2460, 20, 1, 'circled'],
  [0x3251, 15, 21, 'circled'],
  [0x32b1, 15, 36, 'circled'],
  [0x2776, 10, 1, 'negative-circled'],
  [0x2474, 20, 1, 'paren'],
  [0x2488, 20, 1, 'dot'],
  [0x3220, 10, 1, 'paren-kanji'],
  [0x32d0, 44, 1, 'circled-kana'],
  [0x24d0, 26, 1, 'circled-letter'],
  [0x249c, 26, 1, 'paren-letter'],
  [0x2170, 12, 1, 'roman-lower'],
  [0x2160, 12, 1, 'roman-upper'],
];

/** Reads a single ready-made numbered character (①, ⑴, ㋐, ⅳ …); null for any other. */
export function enclosedNumber(character: string): { readonly value: number; readonly look: string } | null {
  const code = character.codePointAt(0) ?? 0;
  for (const [first, count, value, look] of ENCLOSED) {
    if (code >= first && code < first + count) return { value: value + code - first, look };
  }
  return null;
}
