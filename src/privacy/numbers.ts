import { type Detector, pattern } from './kinds.ts';

/** What people put between groups of digits. */
const SEPARATOR = '[ \\u3000\\-‐‑‒–—―−ー・._]';

/** Words before a number that say it is one of a thing, not of a person. */
const OF_A_THING =
  /(?:文書|管理|資産|受付|整理|伝票|注文|契約|案件|物品|備品|法人|登録|製造|型|シリアル|チケット|問い?合わ?せ|発注|請求書?|議案|通知|起案|決裁|台帳|document|asset|ticket|order|invoice|serial|reference|case|tracking|contract|record)\s*(?:番号|コード|ＩＤ|ID|No\.?|number|#)?\s*(?:は|が|[:：=#])?\s*$/i;

/** Units after a number that make it an amount. */
const AMOUNT =
  /^\s*(?:円|ドル|ユーロ|件|人|個|回|行|バイト|文字|ビット|[KMGT]?B\b|bytes?\b|yen\b|JPY|USD|dollars?\b)/i;

/** 12 digits, in any grouping that people write them in. */
const TWELVE_DIGITS = new RegExp(`(?<![\\d.,/:])\\d(?:${SEPARATOR}{0,2}\\d){11}(?![\\d.,/:]*\\d)`);

/**
 * My Number (個人番号): 12 digits, whether the check digit holds or not, since people mistype. Twelve digits that are an
 * amount, the number of a thing, a date with a time, or a row of short numbers are not; a number whose check digit holds
 * (総務省令第85号 第5条) is taken in any grouping.
 */
export const myNumber: Detector = (text) =>
  pattern('my_number', TWELVE_DIGITS, (found, { index }) => {
    const before = text.slice(Math.max(0, index - 24), index);
    const after = text.slice(index + found.length, index + found.length + 8);
    if (/(?:マイナンバー|個人番号|my\s?number|individual number)[^\d]{0,12}$/i.test(before)) return true;
    if (OF_A_THING.test(before) || AMOUNT.test(after)) return false;
    if (/^(?:19|20)\d\d[-/. ](?:0?[1-9]|1[0-2])[-/. ]/.test(found)) return false;
    if (/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/.test(found)) return false;
    const groups = found.split(new RegExp(`${SEPARATOR}+`));
    const length = groups[0]?.length ?? 0;
    const usual = [1, 3, 4, 6, 12].includes(length) && groups.every((group) => group.length === length);
    return usual || hasMyNumberCheckDigit(found.replace(/\D/g, ''));
  })(text);

/** Whether the last of 12 digits is the check digit of the others. */
export function hasMyNumberCheckDigit(digits: string): boolean {
  if (!/^\d{12}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 11)]
    .reverse()
    .reduce((total, digit, n) => total + Number(digit) * (n < 6 ? n + 2 : n - 4), 0);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

/** Payment cards: 13 to 19 digits that begin like a card and pass the check of ISO/IEC 7812 (Luhn). */
export const cardNumber = pattern(
  'card',
  new RegExp(`(?<![\\d.,])[2-6]\\d{2,3}(?:${SEPARATOR}?\\d){10,15}(?!\\d)`),
  (found) => passesLuhn(found.replace(/\D/g, '')),
);

function passesLuhn(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Card numbers that are called so, whether they pass the check or not. */
const namedCard = pattern(
  'card',
  new RegExp(
    `(?:カード番号|クレカ番号|card\\s?(?:number|no\\.?))\\s{0,2}(?:は|が|is|[:：=])?\\s{0,2}(?<it>\\d(?:${SEPARATOR}?\\d){11,18})(?!\\d)`,
    'i',
  ),
);

/** Bank accounts: seven digits or so after words that say so, and IBANs that pass their check (ISO 13616). */
const accountNumber = pattern(
  'account',
  /(?:口座(?:番号)?|普通(?:預金)?|当座(?:預金)?|貯金|(?:bank )?account(?: number| no\.?)?)\s{0,2}(?:は|が|を|is|[:：=])?\s{0,2}(?:No\.?\s{0,2})?(?<it>\d(?:[ -]?\d){4,13})(?![\d年月日名人件円つ個])/i,
);
const iban = pattern('account', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/, (found) => {
  const compact = found.replace(/ /g, '');
  if (compact.length < 15 || compact.length > 34) return false;
  const digits = [...`${compact.slice(4)}${compact.slice(0, 4)}`].map((sign) => Number.parseInt(sign, 36));
  return digits.reduce((rest, value) => Number(`${rest}${value}`) % 97, 0) === 1;
});

/** Phone numbers with the country's zero: 10 digits for a line, 11 for a mobile or an IP phone. */
const japanesePhone: Detector = (text) =>
  pattern(
    'phone',
    /(?<![\d.,/+:－-])(?:\(0\d{1,4}\)|0\d{1,4})(?:[ \-‐‑–—−ー・.]{0,2}\(?\d{1,4}\)?){1,2}[ \-‐‑–—−ー・.]{0,2}\d{3,4}(?![\d/:]|-\d)/,
    (found, { index }) => {
      const digits = found.replace(/\D/g, '');
      if (OF_A_THING.test(text.slice(Math.max(0, index - 24), index))) return false;
      return digits.length === 11 ? /^0(?:[5-9]0|[18]20|800)/.test(digits) : /^0[1-9]\d{8}$/.test(digits);
    },
  )(text);

/** International and North American forms. */
const internationalPhone = pattern(
  'phone',
  /(?<![\w+])\+\d{1,3}(?:[ \-.]?\(?\d{1,4}\)?){2,5}(?!\d)/,
  (found) => {
    const { length } = found.replace(/\D/g, '');
    return length >= 8 && length <= 15;
  },
);
const americanPhone = pattern('phone', /(?<![\d-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\d-])/);

/** Numbers of papers that prove who somebody is, where they are called so, and residence cards by their form. */
const idNumber = pattern(
  'id_number',
  /(?:旅券番号|パスポート(?:番号)?|免許証(?:番号)?|(?:健康)?保険証(?:番号)?|被保険者(?:証)?(?:記号)?番号|基礎年金番号|年金番号|在留カード(?:番号)?|住民票コード|passport(?: number| no\.?)?|driver'?s? licen[cs]e(?: number| no\.?)?|insurance (?:number|no\.?)|social security number|SSN)\s{0,2}(?:の番号)?(?:は|が|is|[:：=])?\s{0,2}(?<it>[A-Z]{0,2}\d(?:[ -]?\d){4,14}[A-Z]{0,2})(?![\w年月日])/i,
);
const residenceCard = pattern('id_number', /(?<![A-Za-z0-9])[A-Z]{2}\d{8}[A-Z]{2}(?![A-Za-z0-9])/);
const americanSocialSecurity = pattern('id_number', /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/);

const DATE = String.raw`(?:(?:19|20)\d\d|(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:\d{1,2}|元))\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d|(?:19|20)\d{6}`;
const birthDate = pattern(
  'birth_date',
  new RegExp(
    `(?:生年月日|誕生日|date of birth|DOB|born on|birthday)\\s{0,2}(?:は|が|is|[:：=])?\\s{0,2}(?<it>${DATE})|(?<![\\d年])(?<born>${DATE})\\s{0,2}生(?:まれ)`,
    'i',
  ),
);

/** Everything that is told by its digits, surest first. */
export const NUMBER_DETECTORS: readonly Detector[] = [
  namedCard,
  idNumber,
  cardNumber,
  iban,
  accountNumber,
  birthDate,
  internationalPhone,
  japanesePhone,
  americanSocialSecurity,
  americanPhone,
  myNumber,
  residenceCard,
];
