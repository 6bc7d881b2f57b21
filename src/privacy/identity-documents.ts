import { hasDigits } from './numbers.ts';
import type { Rule } from './rule.ts';

const CODE = String.raw`(?<value>[A-Z0-9][A-Z0-9-]{4,18}|\d{2,6}(?: \d{2,6}){1,3})(?![A-Za-z0-9])`;
const IS = `(?: is| was|は|が)?[ :#「(]{0,3}`;

const JAPANESE_DATE = String.raw`(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\.? ?)?[\d元一二三四五六七八九十〇]{1,4} ?[年./-] ?[\d一二三四五六七八九十]{1,3} ?[月./-] ?[\d一二三四五六七八九十]{1,3}日?`;
const ENGLISH_MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const ENGLISH_DATE = String.raw`\d{1,2}(?:st|nd|rd|th)? ${ENGLISH_MONTH},? \d{4}|${ENGLISH_MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4}`;
const DATE = String.raw`(?:${ENGLISH_DATE}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|${JAPANESE_DATE}|(?:19|20)\d{6})(?!\d)`;

/** Numbers that identify a person on paper, where they are labelled, and dates of birth. */
export const IDENTITY_RULES: readonly Rule[] = [
  {
    kind: 'identity_document',
    pattern: new RegExp(
      String.raw`(?:(?:旅券|パスポート|(?:運転)?免許証?|在留カード|健康保険証?|保険証|被保険者証?|年金手帳|基礎年金|住民票|介護保険証?|障害者手帳|資格確認書|受給者証?|診察券|カルテ|患者)の?(?:記号・?番号|番号|コード|No\.?|ID)|(?:passport|driver'?s licen[cs]e|driving licen[cs]e|health insurance|insurance|social security|residence card|pension|national insurance|patient)(?: card)? ?(?:number|no\.?|id|#)|SSN)${IS}${CODE}`,
      'dgi',
    ),
    refine: hasDigits(5),
  },
  {
    kind: 'employee_number',
    pattern: new RegExp(
      String.raw`(?:(?:職員|社員|従業員)(?:番号|コード|ID|No\.?)|(?:employee|staff|payroll) ?(?:number|no\.?|id|code))${IS}(?<value>[A-Z]{0,3}-?\d{3,10})(?![A-Za-z0-9])`,
      'dgi',
    ),
  },
  {
    kind: 'birth_date',
    pattern: new RegExp(
      String.raw`(?:生年月日|誕生日|date of birth|\bd\.?o\.?b\.?|birth ?(?:day|date)|\bborn(?: on)?)${IS}(?<value>${DATE})`,
      'dgi',
    ),
  },
  { kind: 'birth_date', pattern: new RegExp(`(?<value>${DATE}) ?(?=生まれ|生れ|うまれ)`, 'dg') },
  {
    kind: 'vehicle',
    pattern:
      /(?<![第約計全])(?<value>[一-鿿]{1,4} ?\d{2,3} ?[ぁ-ん] ?(?:\d{2}-?\d{2}|[・.]{1,3}-?\d{1,3}))(?!\d)/dg,
  },
];
