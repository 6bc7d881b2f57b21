import { type Mark, makeMark, type Style } from './mark.ts';
import { NUMERALS, numberOf, romanOf, toHalfWidth } from './numerals.ts';

const N = `[${NUMERALS}]{1,7}`;
const BRANCH = `(?:[のノ]${N})*`;
const GAP = '[ \\t\\u3000]';
const END = `(?=$|${GAP}|[（(：:「])`;
const RANKED: readonly (readonly [style: Style, unit: string])[] = [
  ['part', '編'],
  ['chapter', '章'],
  ['section', '節'],
  ['subsection', '款'],
  ['division', '目'],
  ['article', '条'],
];
const JA_UNIT = new RegExp(
  `^第${GAP}?(${N})${GAP}?([編章節款目条])(${BRANCH})(?:(から|及び|、|・|～|〜|－|―|-)第?(${N})条?(まで)?(?=${GAP}*削除))?`,
);
const SUPPLEMENT = new RegExp(`^附${GAP}*則${GAP}*([（(].*[）)])?${GAP}*抄?$`);
const SCHEDULE_NAMES =
  '別表|別紙|別添|別記|別図|別冊|付表|付録|付属書|附属書|附表|様式|書式|参考資料|参考|資料';
const SCHEDULE = new RegExp(
  `^[【〔［\\[（(]?((?:別記|別紙|別添)?(?:${SCHEDULE_NAMES})${GAP}?(?:第?(?:${N}|[A-ZＡ-Ｚ](?![A-Za-z]))(?:号)?(?:様式|の表)?(?:[のノ－-]${N})*)?|(?:別記)?第(?:${N})号様式(?:その${N})?)[】〕］\\]）)]?(?=$|${GAP}|[（(：:])`,
);
const HISTORY =
  /^[【〔[（(]?(?:(?:改訂|改定|改正|制定|制改定|更新|版数)(?:等)?(?:の)?(?:履歴|経過|経緯|沿革)|沿革|revision history|change (?:log|history)|document (?:history|control)|version history)[】〕\])）]?$/i;
const EN_SCHEDULE =
  /^(Annex|Appendix|Schedule|Exhibit|Attachment)(?:\s+(\d{1,3}|[A-Z]|[IVXL]{1,6}))?(?=$|\s*[:.–—-]|\s+[(“"]|\s+[A-Z])/i;
const EN_UNIT =
  /^(Part|Book|Chapter|Article|Section|Sec\.|Clause|Rule|§)(?:\s+|(?<=§))(\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z])(?:\s*[:.–—-](?=\s|$)\s*|\s+|$)/i;

const EN_STYLES: Readonly<Record<string, Style>> = {
  Part: 'part',
  Book: 'part',
  Chapter: 'chapter',
  Article: 'en-article',
};

/** Reads a number that says what it counts: 第3条の2, 附則, 別表第1, Section 4, Annex A; null for other text. */
export function namedMark(text: string, truncated: boolean): Mark | null {
  const whole = !truncated;
  if (whole && SUPPLEMENT.test(text)) return makeMark('supplement', '附則', [1], '附則', 0);
  if (whole && HISTORY.test(text)) return makeMark('history', 'history', [1], text, 0);
  const unit = JA_UNIT.exec(text);
  if (unit) return japaneseUnit(text, unit);
  const schedule = SCHEDULE.exec(text);
  if (schedule) {
    const printed = toArabic((schedule[1] ?? '').replace(/[ \t\u3000]/g, ''));
    return makeMark('schedule', 'schedule', [1], printed, skipGap(text, schedule[0].length));
  }
  const annex = EN_SCHEDULE.exec(text);
  if (annex && (annex[2] !== undefined || whole)) {
    const printed = `${capital(annex[1] ?? '')}${annex[2] ? ` ${annex[2].toUpperCase()}` : ''}`;
    const delimiter = /^\s*[:.–—-]?\s*/.exec(text.slice(annex[0].length))?.[0].length ?? 0;
    return makeMark('schedule', 'schedule', [1], printed, annex[0].length + delimiter);
  }
  return englishUnit(text);
}

function japaneseUnit(text: string, unit: RegExpExecArray): Mark | null {
  const [matched, number = '', name = '', branches = '', range, last = '', until = ''] = unit;
  const rest = text.slice(matched.length);
  if (!new RegExp(`^${END}`).test(rest)) return null;
  const path = [number, ...branches.split(/[のノ]/).slice(1)].map((part) => numberOf(part) ?? 0);
  const style = RANKED.find(([, character]) => character === name)?.[0] ?? 'article';
  const single = `第${path[0]}${name}${path
    .slice(1)
    .map((part) => `の${part}`)
    .join('')}`;
  // 第5条から第7条まで　削除
  const printed = range === undefined ? single : `${single}${range}第${numberOf(last) ?? last}条${until}`;
  return makeMark(style, style, path, printed, skipGap(text, matched.length));
}

function englishUnit(text: string): Mark | null {
  const unit = EN_UNIT.exec(text);
  if (!unit) return null;
  const [matched, keyword = '', number = ''] = unit;
  // "Section 4 applies to …" and "Part of …" are sentences, not headings.
  const rest = text.slice(matched.length);
  if (/^[a-z(,;)]/.test(rest)) return null;
  if (/^[A-Za-z]$/.test(number) && rest !== '' && !/[:.–—-]\s*$/.test(matched)) return null;
  const name = capital(keyword);
  if (/^(?:Section|Sec\.|§|Clause|Rule)$/.test(name) && number.includes('.')) {
    return makeMark('decimal', 'decimal-half', number.split('.').map(Number), number, matched.length);
  }
  const value = /^\d/.test(number)
    ? Number(number)
    : (romanOf(number) ?? number.toUpperCase().charCodeAt(0) - 64);
  const style = EN_STYLES[name] ?? 'en-section';
  const word = name === 'Sec.' || name === '§' ? 'Section' : name;
  return makeMark(style, style, [value], `${word} ${number.toUpperCase()}`, matched.length);
}

function skipGap(text: string, from: number): number {
  let end = from;
  while (end < text.length && /[ \t\u3000：:]/.test(text.charAt(end))) end += 1;
  return end;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** Numbers inside a name in Arabic digits: 別表第一 → 別表第1. */
export function toArabic(text: string): string {
  return toHalfWidth(text).replace(
    /(?<=第|様式|別紙|別添|別表|の|その)[〇一二三四五六七八九十百]+|(?<=令和|平成|昭和)[〇一二三四五六七八九十元]+(?=年)|(?<=年)[一二三四五六七八九十〇]+(?=月)|(?<=月)[一二三四五六七八九十〇]+(?=日)/g,
    (number) => String(numberOf(number) ?? number),
  );
}
