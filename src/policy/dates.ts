import { NUMERALS, numberOf, toHalfWidth } from './numerals.ts';

/** First Gregorian year of each era, by name and letter. */
const ERAS: Readonly<Record<string, number>> = { 明治: 1868, 大正: 1912, 昭和: 1926, 平成: 1989, 令和: 2019 };
const LETTERS: Readonly<Record<string, string>> = { M: '明治', T: '大正', S: '昭和', H: '平成', R: '令和' };
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

const N = `[${NUMERALS}]{1,4}`;
const S = '[ \\u3000]*';
const DAY_JA = `(?:${S}(${N})${S}月(?:${S}(${N})${S}日)?)?`;
const PATTERNS: readonly (readonly [RegExp, (match: RegExpExecArray) => FoundDate['parts'] | null])[] = [
  [
    new RegExp(`(明治|大正|昭和|平成|令和)${S}(${N})${S}年${DAY_JA}`, 'g'),
    (m) => eraParts(m[1] ?? '', m[2], m[3], m[4]),
  ],
  [
    new RegExp(`(?<![${NUMERALS}])([12１２][0-9０-９]{3})${S}年${DAY_JA}`, 'g'),
    (m) => plainParts(m[1], m[2], m[3]),
  ],
  [
    /(?<![A-Za-z])([MTSHR])\s?(\d{1,2})[./](\d{1,2})(?:[./](\d{1,2}))?(?![\d.])/g,
    (m) => eraParts(LETTERS[m[1] ?? ''] ?? '', m[2], m[3], m[4]),
  ],
  [/(?<![\d.])([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.]\d)/g, (m) => plainParts(m[1], m[2], m[3])],
  [/(?<![\d.])([12]\d{3})[-/](\d{1,2})(?![\d/-])/g, (m) => plainParts(m[1], m[2], undefined)],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTHS.join('|')}),?\\s+([12]\\d{3})`, 'gi'),
    (m) => englishParts(m[3], m[2], m[1]),
  ],
  [
    new RegExp(`\\b(${MONTHS.join('|')})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+([12]\\d{3})`, 'gi'),
    (m) => englishParts(m[3], m[1], m[2]),
  ],
  [new RegExp(`\\b(${MONTHS.join('|')})\\s+([12]\\d{3})`, 'gi'), (m) => englishParts(m[2], m[1], undefined)],
];

/** A date in a text. */
export interface FoundDate {
  /** ISO date; year-month or year where the text gives no more. */
  readonly iso: string;
  readonly start: number;
  readonly end: number;
  readonly parts: readonly [year: number, month?: number, day?: number];
}

/** Every date in `text` in order: Japanese eras (令和元年5月1日, R5.4.1), Western years, English dates. */
export function findDates(text: string): readonly FoundDate[] {
  const found: FoundDate[] = [];
  const half = toHalfWidth(text);
  for (const [pattern, read] of PATTERNS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(half); match; match = pattern.exec(half)) {
      const parts = read(match);
      const start = match.index;
      const end = start + match[0].length;
      if (parts && !found.some((date) => start < date.end && end > date.start))
        found.push({ iso: isoOf(parts), start, end, parts });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function eraParts(
  era: string,
  year: string | undefined,
  month?: string,
  day?: string,
): FoundDate['parts'] | null {
  const first = ERAS[era];
  const count = numberOf(year ?? '');
  return first === undefined || count === null || count < 1 || count > 99
    ? null
    : checked(first + count - 1, value(month), value(day));
}

function plainParts(year: string | undefined, month?: string, day?: string): FoundDate['parts'] | null {
  const count = numberOf(year ?? '');
  return count === null ? null : checked(count, value(month), value(day));
}

function englishParts(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): FoundDate['parts'] | null {
  return checked(Number(year), MONTHS.indexOf((month ?? '').toLowerCase()) + 1, value(day));
}

function value(text: string | undefined): number | undefined {
  return text === undefined ? undefined : (numberOf(text) ?? undefined);
}

function checked(year: number, month?: number, day?: number): FoundDate['parts'] | null {
  if (month === undefined) return [year];
  if (month < 1 || month > 12) return null;
  if (day === undefined) return [year, month];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > last ? null : [year, month, day];
}

function isoOf(parts: FoundDate['parts']): string {
  const [year, ...rest] = parts;
  return [String(year).padStart(4, '0'), ...rest.map((part) => String(part).padStart(2, '0'))].join('-');
}
