import { normaliseText } from './text.ts';

/*
 * A clause's place as a path of bare numbers: `7(3)②`, `7の(3)の②` and "7.3.2" are all 7/3/2, and
 * 第12条の2第3項 is 12-2/3. Chapters, schedules and supplements count on their own and keep their name.
 */

const NUMERAL = '[0-9]+|[〇一二三四五六七八九十百千]+';
const OWN_COUNT = '編|章|節|款|目|部';

const PART = new RegExp(
  [
    `第?(?<own>${NUMERAL})(?<ownUnit>${OWN_COUNT})(?<ownBranch>(?:の[0-9]+)*)`,
    `(?<annex>別表|別紙|別記|様式|附則|付則|別添|annex|schedule|appendix|exhibit|part|chapter|guidance)\\s*(?:様式)?(?:第?(?<annexNumber>${NUMERAL}|[a-z]\\b)号?(?![条項]))?`,
    `第?(?<article>${NUMERAL})(?:条|項|号)(?<branch>(?:の[0-9〇一二三四五六七八九十]+(?![0-9条項号]))*)`,
    `第?(?<number>[0-9]+[a-z]{0,2}\\b|[0-9]+)(?<sub>(?:-[0-9]+)*)`,
    `\\((?<enclosed>[0-9]+|[a-z]{1,5}|[ア-ンイロハニホヘト])\\)`,
    `(?<kana>[ア-ン])(?![ァ-ヺー])`,
    `(?<letter>[a-z]{1,2})(?![a-z])`,
  ].join('|'),
  'y',
);

const SEPARATOR = /[\s.。・,、の/:-]*/y;
const LEAD = /^(?:section|article|clause|paragraph|para|rule|sec|art|§)\.?\s*/;

/** The path of a printed label, null where the label is not a number (a slug, a heading). */
export function parseClausePath(label: string): readonly string[] | null {
  const text = normaliseText(label).replace(LEAD, '');
  const path: string[] = [];
  let at = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const groups = PART.exec(text)?.groups;
    if (groups === undefined) return null;
    at = PART.lastIndex;
    path.push(...components(groups));
    SEPARATOR.lastIndex = at;
    SEPARATOR.exec(text);
    at = Math.max(at, SEPARATOR.lastIndex);
  }
  return path.length === 0 ? null : path;
}

function components(groups: Record<string, string | undefined>): string[] {
  const { own, ownUnit, ownBranch, annex, annexNumber, article, branch, number, sub } = groups;
  if (own !== undefined) return [`${ownUnit}${arabic(own)}${dashed(ownBranch)}`];
  if (annex !== undefined)
    return [annex === '付則' ? '附則' : annex, ...(annexNumber ? [arabic(annexNumber)] : [])];
  if (article !== undefined) return [`${arabic(article)}${dashed(branch)}`];
  if (number !== undefined) return [number, ...(sub ?? '').split('-').filter(Boolean)];
  return [groups.enclosed ?? groups.kana ?? (groups.letter as string)];
}

/** の2の3 as -2-3. */
function dashed(branch: string | undefined): string {
  return (branch ?? '')
    .split('の')
    .filter(Boolean)
    .map((part) => `-${arabic(part)}`)
    .join('');
}

const DIGITS = '〇一二三四五六七八九';

/** A number below ten thousand in kanji or Arabic figures, as Arabic figures without leading zeros. */
export function arabic(numeral: string): string {
  if (/^[0-9]+$/.test(numeral)) return String(Number(numeral));
  if (/^[a-z]+$/.test(numeral)) return numeral;
  if (!/[十百千]/.test(numeral))
    return String(Number([...numeral].map((digit) => DIGITS.indexOf(digit)).join('')));
  let total = 0;
  let digit = 0;
  for (const character of numeral) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[character];
    if (unit === undefined) {
      digit = DIGITS.indexOf(character);
    } else {
      total += Math.max(digit, 1) * unit;
      digit = 0;
    }
  }
  return String(total + digit);
}
