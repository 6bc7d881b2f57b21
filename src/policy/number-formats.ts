import { AIUEO, IROHA } from './numerals.ts';

/**
 * Prints numbers as Word's automatic numbering does, by the name of the format (ECMA-376, ST_NumberFormat). Formats
 * that are not here are printed in Arabic digits.
 */
export function printNumber(value: number, format: string): string {
  return (PRINTERS[format] ?? String)(value);
}

const PRINTERS: Readonly<Record<string, (value: number) => string>> = {
  none: () => '',
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: (value) => `(${value})`,
  decimalEnclosedFullstop: (value) => `${value}.`,
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: letters,
  lowerLetter: (value) => letters(value).toLowerCase(),
  ordinal: (value) => `${value}${ordinalSuffix(value)}`,
  aiueo: (value) => oneOf(AIUEO, value),
  aiueoFullWidth: (value) => oneOf(AIUEO, value),
  iroha: (value) => oneOf(IROHA, value),
  irohaFullWidth: (value) => oneOf(IROHA, value),
  ideographTraditional: (value) => oneOf('甲乙丙丁戊己庚辛壬癸', value),
  ideographZodiac: (value) => oneOf('子丑寅卯辰巳午未申酉戌亥', value),
  ideographDigital: kanjiDigits,
  japaneseDigitalTenThousand: kanjiDigits,
  japaneseCounting: kanji,
  chineseCounting: kanji,
  chineseCountingThousand: kanji,
  taiwaneseCounting: kanji,
  taiwaneseCountingThousand: kanji,
  ideographEnclosedCircle: (value) => (value <= 10 ? String.fromCodePoint(0x3280 + value - 1) : kanji(value)),
};

const DIGITS = '〇一二三四五六七八九';

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

function circled(value: number): string {
  if (value >= 1 && value <= 20) return String.fromCodePoint(0x2460 + value - 1);
  if (value <= 35) return String.fromCodePoint(0x3251 + value - 21);
  return value <= 50 ? String.fromCodePoint(0x32b1 + value - 36) : String(value);
}

function roman(value: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let printed = '';
  for (const [worth, sign] of parts) {
    while (rest >= worth) {
      printed += sign;
      rest -= worth;
    }
  }
  return printed;
}

/** A … Z, then AA, BB: Word repeats the letter. */
function letters(value: number): string {
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
}

function ordinalSuffix(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}

function oneOf(signs: string, value: number): string {
  return signs.charAt((value - 1) % signs.length);
}

function kanjiDigits(value: number): string {
  return String(value).replace(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
}

/** 一, 十, 十二, 百二十: numbers up to 9,999 with their units. */
function kanji(value: number): string {
  if (value === 0 || value > 9999) return kanjiDigits(value);
  const units = ['千', '百', '十', ''];
  return [...String(value).padStart(4, '0')]
    .map((digit, index) => {
      if (digit === '0') return '';
      const unit = units[index] ?? '';
      return (digit === '1' && unit !== '' ? '' : DIGITS.charAt(Number(digit))) + unit;
    })
    .join('');
}
