import { before, isIdentifierOrAmount } from './context.ts';
import { type Match, type Rule, type Span, where } from './rule.ts';

/** Groups of digits with what people put between them, as far as they reach. */
const DIGIT_GROUPS = /\d{1,24}(?:[ \-・._/]{1,3}\d{1,24}){0,20}/dg;

interface DigitGroup extends Span {
  readonly digits: string;
}

/** Runs of neighbouring groups that have between `least` and `most` digits together. */
function* runs(match: Match, least: number, most: number): Generator<readonly DigitGroup[]> {
  const groups = [...match.value.matchAll(/\d{1,24}/g)].map(({ 0: digits, index }) => ({
    digits,
    start: match.start + index,
    end: match.start + index + digits.length,
  }));
  for (let first = 0; first < groups.length; first++) {
    let count = 0;
    for (let last = first; last < groups.length; last++) {
      count += groups[last]?.digits.length ?? 0;
      if (count > most) break;
      if (count >= least && standsApart(groups, first, last, match.text)) yield groups.slice(first, last + 1);
    }
  }
}

/** Whether a run of groups is not joined to the groups beside it, by a sign or by being one more of its kind. */
function standsApart(groups: readonly DigitGroup[], first: number, last: number, text: string): boolean {
  const apart = (one: DigitGroup | undefined, other: DigitGroup | undefined) =>
    one === undefined ||
    other === undefined ||
    (/^ {1,3}$/.test(text.slice(one.end, other.start)) && one.digits.length !== other.digits.length);
  return apart(groups[first - 1], groups[first]) && apart(groups[last], groups[last + 1]);
}

const spanOf = (run: readonly DigitGroup[]): Span => ({
  start: run[0]?.start ?? 0,
  end: run.at(-1)?.end ?? 0,
});
const digitsOf = (run: readonly DigitGroup[]) => run.map(({ digits }) => digits).join('');
const sizesOf = (run: readonly DigitGroup[]) => run.map(({ digits }) => digits.length).join('-');

const MY_NUMBER_LABEL = /(?:マイナンバー|個人番号|個番|my ?number|individual number)[^\d\n]{0,14}$/i;

export const MY_NUMBER_RULES: readonly Rule[] = [
  {
    kind: 'my_number',
    pattern: DIGIT_GROUPS,
    refine: (match) => [...runs(match, 12, 12)].filter((run) => isMyNumber(run, match.text)).map(spanOf),
  },
];

/** The check digit may be mistyped and does not decide, save where the digits are grouped in an unusual way. */
function isMyNumber(run: readonly DigitGroup[], text: string): boolean {
  const span = { text, ...spanOf(run) };
  if (MY_NUMBER_LABEL.test(before(span))) return true;
  const digits = digitsOf(run);
  if (isIdentifierOrAmount(span) || isTimestamp(digits)) return false;
  switch (sizesOf(run)) {
    case '12':
    case '4-4-4':
    case '6-6':
    case '1-1-1-1-1-1-1-1-1-1-1-1':
      return !run.every(({ digits }) => /^\d0{2,24}$/.test(digits));
    case '3-3-3-3':
      return !run.every(({ digits }) => digits.endsWith('0'));
    default:
      return (
        hasMyNumberCheckDigit(digits) &&
        !/^0|^(?:19|20)\d\d-\d\d?-\d\d?/.test(text.slice(span.start, span.end))
      );
  }
}

/** A point in time written in twelve digits: year, month, day, hour, minute. */
function isTimestamp(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/.test(digits);
}

/** The check digit of Order No. 85 of 2014 of the Ministry of Internal Affairs and Communications, article 5. */
function hasMyNumberCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let n = 1; n <= 11; n++) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

const CARD_LABEL = /(?:カード(?:番号|No\.?)?|card(?: number| no\.?)?)[^\d\n]{0,12}$/i;
const CARD_GROUPS = /^(?:1[3-9]|4-4-4-4(?:-[1-3])?|4-6-[45])$/;

/** First digits of the large card networks. */
const CARD_NETWORK = /^(?:4|5[1-5]|2[2-7]|3[4-9]|6[0-9])/;

export const MONEY_RULES: readonly Rule[] = [
  { kind: 'card', pattern: /(?:CVV2?|CVC2?|セキュリティコード)[ :は]{0,3}(?<value>\d{3,4})(?!\d)/dgi },
  { kind: 'account', pattern: /ゆうちょ(?:銀行)?[^\d\n]{0,8}(?<value>\d{5}-\d{1,8})(?!\d)/dg },
  {
    kind: 'card',
    pattern: DIGIT_GROUPS,
    refine: (match) => [...runs(match, 13, 19)].filter((run) => isCard(run, match.text)).map(spanOf),
  },
  {
    kind: 'account',
    pattern:
      /(?:口座|振込先|振り込み先)(?:番号|No\.?)?[はが:\s「]{0,3}(?<value>\d{5,8}|\d{3}-\d{4,7})(?!\d)/dg,
  },
  {
    kind: 'account',
    pattern: /(?<value>(?:普通|当座|貯蓄)(?:預金)?(?:口座)?[ :]{0,2}(?:No\.? ?)?\d{6,8})(?!\d)/dg,
  },
  { kind: 'account', pattern: /(?<value>記号 ?:? ?\d{5} ?[-、,]? ?番号 ?:? ?\d{2,8})(?!\d)/dg },
  {
    kind: 'account',
    pattern:
      /\b(?:account|acct|routing|sort)\.? ?(?:number|no\.?|code|#)(?: is| was)?[ :#]{1,3}(?<value>\d[\d -]{3,18}\d)(?!\d)/dgi,
  },
  {
    kind: 'account',
    pattern:
      /(?<![A-Za-z0-9])(?<value>[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])/dg,
    refine: (match) => internationalAccount(match),
  },
];

function isCard(run: readonly DigitGroup[], text: string): boolean {
  if (!CARD_GROUPS.test(sizesOf(run))) return false;
  const span = { text, ...spanOf(run) };
  if (CARD_LABEL.test(before(span))) return true;
  const digits = digitsOf(run);
  return CARD_NETWORK.test(digits) && passesLuhn(digits) && !isIdentifierOrAmount(span);
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The part of a match that is an IBAN by its check digits (ISO 13616), or all of it where it is labelled. */
function internationalAccount(match: Match): readonly Span[] {
  const { value, start } = match;
  for (let end = value.length; end >= 15; end = value.lastIndexOf(' ', end - 1)) {
    const code = value.slice(0, end).replaceAll(' ', '');
    if (code.length >= 15 && hasIbanCheckDigits(code)) return [{ start, end: start + end }];
  }
  return /IBAN[^A-Za-z0-9]{0,5}$/i.test(before(match)) ? [match] : [];
}

function hasIbanCheckDigits(code: string): boolean {
  let rest = 0;
  for (const character of code.slice(4) + code.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Whether a number of a labelled kind has enough digits to be one. */
export const hasDigits = (least: number) => where(({ value }) => value.replace(/\D/g, '').length >= least);
