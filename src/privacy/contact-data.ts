import { isIdentifierOrAmount } from './context.ts';
import { type Match, type Rule, where } from './rule.ts';

const AT = String.raw`(?: ?@ ?| ?[(\[]at[)\]] ?| ?[(\[]アット(?:マーク)?[)\]] ?|アットマーク)`;
const DOT = String.raw`(?:\.| ?[(\[]dot[)\]] ?|ドット)`;
const LOCAL = `[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63}`;

const email: readonly Rule[] = [
  {
    kind: 'email',
    pattern: new RegExp(
      `(?<![A-Za-z0-9._%+-])(?<value>${LOCAL}${AT}(?:[A-Za-z0-9-]{1,63}${DOT}){1,5}[A-Za-z]{2,18})(?![A-Za-z0-9])`,
      'dgi',
    ),
    // An address that programs use for fetching, not a mailbox.
    refine: where(({ value }) => !/^git ?@/.test(value)),
  },
  {
    kind: 'email',
    pattern:
      /(?<![A-Za-z0-9._%+-])(?<value>[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63} at [A-Za-z0-9-]{1,63}(?: dot [A-Za-z0-9-]{1,63}){1,4})(?![A-Za-z0-9])/dgi,
  },
];

const BEFORE = String.raw`(?<![\dA-Za-z#_]|[\dA-Za-z][-./])`;
const AFTER = String.raw`(?![\dA-Za-z]|[-./]\d)`;

/**
 * Numbers are found by how they are written, not by numbering plan: a mistyped number is personal too. Numbers of the
 * organisation's own extensions (内線, ext.) are too short for these forms and stay.
 */
const phone: readonly Rule[] = [
  {
    kind: 'phone',
    pattern: new RegExp(String.raw`(?<value>\+ ?\d{1,15}(?:[- .()]{1,2}\d{1,9}){0,7})${AFTER}`, 'dg'),
    refine: where(({ value }) => between(digits(value).length, 8, 16)),
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      String.raw`${BEFORE}(?<value>(?:\(0[1-9]\d{0,3}\)[-. ]{0,2}|0[1-9]\d{0,3}[-. (]{1,2})\d{1,4}[-. )]{1,2}\d{3,4})${AFTER}`,
      'dg',
    ),
    refine: where((match) => isPlainNumber(match) && between(digits(match.value).length, 10, 11)),
  },
  {
    kind: 'phone',
    pattern: new RegExp(String.raw`${BEFORE}(?<value>0[1-9]\d{8,9}|0\d{3,4} \d{6})${AFTER}`, 'dg'),
    refine: where((match) => isPlainNumber(match) && isNational(digits(match.value))),
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      String.raw`${BEFORE}(?<value>(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])\d{3}[-. ]\d{4})${AFTER}`,
      'dg',
    ),
    refine: where(isPlainNumber),
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      String.raw`(?:電話|TEL|携帯|スマホ|FAX|ファク?ック?ス|phone|mobile|cell|call me (?:on|at))(?:先|番号| number| no\.?)?(?: is|は|が)?[ :.(「]{0,3}(?<value>\d{1,4}-\d{4}|\d{2,5}[- ]\d{1,4}[- ]\d{3,4}|\d{6,11})${AFTER}`,
      'dgi',
    ),
    refine: where(({ value }) => between(digits(value).length, 6, 12)),
  },
];

/** Rules for e-mail addresses and telephone numbers. */
export const CONTACT_RULES = { email, phone };

function isPlainNumber(match: Match): boolean {
  return !isIdentifierOrAmount(match);
}

/** Ten digits of a fixed line, or eleven of a mobile, IP or free-dial number or of a British one. */
function isNational(number: string): boolean {
  return number.length === 10 || /^0(?:[5-9]0|800|7\d|20)/.test(number);
}

function digits(value: string): string {
  return value.replace(/\D/g, '');
}

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
