/** A number with its unit in a text, e.g. 3,000円, 一万円, £50, fourteen days. */
export interface Quantity {
  /** In the base unit of its kind: minutes, days, months, metres … */
  readonly value: number;
  readonly unit: string;
  /** Span in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Wordings of units, the base unit, and how many of it they make. */
const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [/^(?:円|yen)/i, 'yen', 1],
  [/^(?:km|キロメートル|キロ(?!グラム)|kilomet(?:er|re)s?)/i, 'metre', 1_000],
  [/^(?:メートル|m(?![a-z])|met(?:er|re)s?)/i, 'metre', 1],
  [/^(?:miles?)/i, 'mile', 1],
  [/^(?:kg|キログラム)/i, 'kg', 1],
  [/^(?:分間?|minutes?|mins?\b)/i, 'minute', 1],
  [/^(?:時間|hours?|hrs?\b)/i, 'minute', 60],
  [/^(?:日間?(?![本曜付常程時])|days?)/i, 'day', 1],
  [/^(?:週間|weeks?)/i, 'day', 7],
  [/^(?:か月|ヶ月|ヵ月|カ月|箇月|ケ月|months?)/i, 'month', 1],
  [/^(?:年間?|years?)/i, 'month', 12],
  [/^(?:回|度(?!目)|times?)/i, 'time', 1],
  [/^(?:人|名|people|persons?)/i, 'person', 1],
  [/^(?:泊|夜|nights?)/i, 'night', 1],
  [/^(?:枚|ページ|頁|pages?)/i, 'page', 1],
  [/^(?:台)/, 'machine', 1],
  [/^(?:件|通)/, 'item', 1],
  [/^(?:歳|才)/, 'age', 1],
  [/^(?:文字|characters?)/i, 'character', 1],
  [/^(?:%|パーセント|percent)/i, 'percent', 1],
  [/^(?:pounds?|quid)/i, 'pound', 1],
  [/^(?:euros?)/i, 'euro', 1],
  [/^(?:dollars?|usd)/i, 'dollar', 1],
];
const SIGNS: Readonly<Record<string, string>> = { '£': 'pound', '€': 'euro', $: 'dollar', '¥': 'yen' };

const KANJI_DIGITS = '〇一二三四五六七八九';
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const LARGE_UNITS: Readonly<Record<string, number>> = { 万: 10_000, 億: 100_000_000 };
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
};

// Digits (grouped, decimal), kanji digits and units in any mixture (1万5千, 二十五), or an English number word.
const NUMBER = new RegExp(
  `([£€$¥]?)((?:\\d[\\d,]*(?:\\.\\d+)?|[〇一二三四五六七八九十百千万億])+|\\b(?:${Object.keys(NUMBER_WORDS).join('|')})\\b)[ -]?`,
  'g',
);
/** What stands before a numeral that counts nothing: 第三, 同一, 9月30日, 平成13年. */
const NO_COUNT_BEFORE = /(?:[第同唯統単均]|\d月|[一二三四五六七八九十]月|平成|令和|昭和)$/;
/** 十分な, 十分に: "sufficient", not ten minutes. */
const SUFFICIENT = /^十分(?![間前後以ほぐく程だまをも、。?]|$)/;

/** The quantities a text names, in order. `text` must be normalised (NFKC, lower case). */
export function quantities(text: string): readonly Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [whole, sign = '', number = ''] = match;
    const start = match.index;
    const end = start + whole.length;
    if (NO_COUNT_BEFORE.test(text.slice(0, start)) || SUFFICIENT.test(text.slice(start))) continue;
    const value = NUMBER_WORDS[number] ?? numericValue(number);
    const money = SIGNS[sign];
    if (money !== undefined) {
      found.push({ value, unit: money, start, end });
      continue;
    }
    const rest = text.slice(end);
    for (const [pattern, unit, size] of UNITS) {
      const written = pattern.exec(rest)?.[0];
      if (written === undefined) continue;
      // 2026年 is a year of the calendar.
      if (!(written === '年' && value >= 1_900))
        found.push({ value: value * size, unit, start, end: end + written.length });
      // 「15キロ」 is a distance or a weight.
      if (written === 'キロ') found.push({ value, unit: 'kg', start, end: end + written.length });
      break;
    }
  }
  return found;
}

/** The value of a number in digits, kanji or both: 12,500, 三十, 1万5千, 一二. */
function numericValue(number: string): number {
  let total = 0;
  let section = 0;
  let digits = '';
  const take = (none: number) => {
    const value = digits === '' ? none : Number(digits);
    digits = '';
    return value;
  };
  for (const character of number.replaceAll(',', '')) {
    const small = SMALL_UNITS[character];
    const large = LARGE_UNITS[character];
    if (small !== undefined) section += take(1) * small;
    else if (large !== undefined) {
      total += (section + take(section === 0 ? 1 : 0)) * large;
      section = 0;
    } else {
      const kanji = KANJI_DIGITS.indexOf(character);
      digits += kanji < 0 ? character : String(kanji);
    }
  }
  return total + section + take(0);
}
