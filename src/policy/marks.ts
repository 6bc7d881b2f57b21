import { AIUEO, enclosedNumber, IROHA, NUMERALS, numberOf, romanOf, toHalfWidth } from './numerals.ts';

/** What a number at a line start looks like. Levels of one series share a style. */
export type Style =
  | 'supplement'
  | 'schedule'
  | 'history'
  | 'part'
  | 'chapter'
  | 'section'
  | 'subsection'
  | 'division'
  | 'article'
  | 'en-article'
  | 'en-section'
  | 'dai'
  | 'paragraph'
  | 'item'
  | 'decimal'
  | 'kanji'
  | 'paren'
  | 'paren-kanji'
  | 'paren-kana'
  | 'paren-iroha'
  | 'paren-lower'
  | 'paren-upper'
  | 'paren-roman'
  | 'paren-upper-roman'
  | 'kana'
  | 'iroha'
  | 'lower'
  | 'upper'
  | 'roman'
  | 'upper-roman'
  | 'circled'
  | 'negative-circled'
  | 'circled-kana'
  | 'circled-letter'
  | 'heading';

/** One way to read the start of a line as a number. */
export interface Mark {
  readonly style: Style;
  /** Style plus width and delimiter: tells `（１）` from `(1)` where a document uses both. */
  readonly look: string;
  /** The value; several components for 4.2.1 and for branch numbers (第3条の2 is [3, 2]). */
  readonly path: readonly number[];
  /** The mark as it stands in labels: half-width, Arabic digits. */
  readonly printed: string;
  /** UTF-16 units of the line that the mark and its delimiter take. */
  readonly length: number;
  /** True for marks that also start ordinary sentences (a bare number, a letter). */
  readonly weak: boolean;
}

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
const DAI = new RegExp(`^第(${N})(?=$|${GAP}|[．.])[．.]?${GAP}*`);
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
  /^(Part|Book|Chapter|Article|Section|Sec\.|§|Clause|Rule)\s*(\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z])(?:\s*[:.–—-](?=\s|$)\s*|\s+|$)/i;
const COMPONENTS = new RegExp(
  `^([0-9０-９]{1,3}(?:[.．\\-－‐–−][0-9０-９]{1,3}){0,5})([.．、:：]|(?=$|${GAP}|\\u2003))${GAP}*`,
);
const PAREN = new RegExp(
  `^([（(])${GAP}?([0-9０-９]{1,3}|[${NUMERALS}]{1,4}|[a-zａ-ｚ]{1,5}|[A-ZＡ-Ｚ]{1,5}|[ァ-ヶヰヱ])${GAP}?[）)]${GAP}*`,
);
const HALF_PAREN = new RegExp(`^([0-9０-９]{1,3}|[a-zａ-ｚ]{1,4}|[A-ZＡ-Ｚ]{1,4}|[ァ-ヶヰヱ])[)）]${GAP}*`);
const LETTER = new RegExp(
  `^([a-zａ-ｚ]{1,4}|[A-ZＡ-Ｚ]{1,4}|[ァ-ヶヰヱ])(?:([.．、:：])(?=${GAP}|$|[^\\x00-\\x7f])|(?=${GAP}|$))${GAP}*`,
);
const KANJI = new RegExp(
  `^([一二三四五六七八九十百]{1,4})((?:の[一二三四五六七八九十]{1,3})*)(?:[、．.]|(?=$|${GAP}))${GAP}*`,
);

/** Words that follow a number when a sentence refers to it, as in 「(2)の場合」 or “(a) and (b) above”. */
const REFERS =
  /^(?:の(?!り)|に(?:かかわらず|よ[りるっ]|規定|掲げ|定め|係|該当|つい|おい|基づ|限|準|関)|を(?!もって)|は、|が|から|まで|及び|又は|並びに|若しくは|と同|中「|、|・(?=[①-⑳(（])|（[^）]{1,12}）の|(?:and|or|to|above|below|of|shall|may|must|applies|does)\b)/;

/** Every way the start of `text` can be read as a number, most telling first; empty for ordinary words. */
export function readMarks(text: string): readonly Mark[] {
  const head = text.length > 160 ? text.slice(0, 160) : text;
  const named = namedMark(head, text.length);
  if (named) return [named];
  const marks = numberedMarks(head);
  return marks.filter((mark) => !REFERS.test(head.slice(mark.length)) || refersNot(head, mark));
}

/** A delimiter between number and words shows that the words do not refer to the number. */
function refersNot(head: string, mark: Mark): boolean {
  const rest = head.slice(mark.length);
  return (
    /[ \t\u3000.．]$/.test(head.slice(0, mark.length)) &&
    !/^(?:の|に|を|は、|が|から|及び|又は|、|and|or|to|above|below|of)/.test(rest)
  );
}

function mark(
  style: Style,
  look: string,
  path: readonly number[],
  printed: string,
  length: number,
  weak = false,
): Mark {
  return { style, look, path, printed, length, weak };
}

function skipGap(text: string, from: number): number {
  let end = from;
  while (end < text.length && /[ \t\u3000：:]/.test(text.charAt(end))) end += 1;
  return end;
}

function namedMark(text: string, fullLength: number): Mark | null {
  const whole = text.length === fullLength;
  if (whole && SUPPLEMENT.test(text)) return mark('supplement', '附則', [1], '附則', text.length);
  if (whole && HISTORY.test(text)) return mark('history', 'history', [1], text, 0);
  const unit = JA_UNIT.exec(text);
  if (unit) return japaneseUnit(text, unit);
  const schedule = SCHEDULE.exec(text);
  if (schedule) {
    const printed = toArabic((schedule[1] ?? '').replace(/[ \t\u3000]/g, ''));
    return mark('schedule', 'schedule', [1], printed, skipGap(text, schedule[0].length));
  }
  const annex = EN_SCHEDULE.exec(text);
  if (annex && (annex[2] !== undefined || whole)) {
    const printed = `${capital(annex[1] ?? '')}${annex[2] ? ` ${annex[2].toUpperCase()}` : ''}`;
    const delimiter = /^\s*[:.–—-]?\s*/.exec(text.slice(annex[0].length))?.[0].length ?? 0;
    return mark('schedule', 'schedule', [1], printed, annex[0].length + delimiter);
  }
  return englishUnit(text);
}

function japaneseUnit(text: string, unit: RegExpExecArray): Mark | null {
  const [matched, number = '', name = '', branches = '', range, last = ''] = unit;
  const rest = text.slice(matched.length);
  if (!new RegExp(`^${END}`).test(rest)) return null;
  const path = [number, ...branches.split(/[のノ]/).slice(1)].map((part) => numberOf(part) ?? 0);
  const style = RANKED.find(([, character]) => character === name)?.[0] ?? 'article';
  let printed = `第${path[0]}${name}${path
    .slice(1)
    .map((part) => `の${part}`)
    .join('')}`;
  if (range !== undefined)
    printed += `${range === 'から' ? 'から' : range}第${numberOf(last) ?? last}条${range === 'から' ? 'まで' : ''}`;
  return mark(style, style, path, printed, skipGap(text, matched.length));
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
    return mark('decimal', 'decimal', number.split('.').map(Number), number, matched.length);
  }
  const value = /^\d/.test(number)
    ? Number(number)
    : (romanOf(number) ?? number.toUpperCase().charCodeAt(0) - 64);
  const style: Style =
    name === 'Part' || name === 'Book'
      ? 'part'
      : name === 'Chapter'
        ? 'chapter'
        : name === 'Article'
          ? 'en-article'
          : 'en-section';
  const word = name === 'Sec.' || name === '§' ? 'Section' : name;
  return mark(style, style, [value], `${word} ${number.toUpperCase()}`, matched.length);
}

function numberedMarks(text: string): readonly Mark[] {
  const enclosed = enclosedMark(text);
  if (enclosed) return [enclosed];
  const dai = DAI.exec(text);
  if (dai) {
    const value = numberOf(dai[1] ?? '') ?? 0;
    return [mark('dai', 'dai', [value], `第${value}`, dai[0].length)];
  }
  const paren = PAREN.exec(text);
  if (paren) {
    const width = paren[1] === '（' || /[０-９ａ-ｚＡ-Ｚ]/.test(paren[2] ?? '') ? 'full' : 'half';
    return symbolMarks(paren[2] ?? '', 'paren', width, paren[0].length, false);
  }
  const components = COMPONENTS.exec(text);
  if (components) return decimalMarks(components);
  const half = HALF_PAREN.exec(text);
  if (half) return symbolMarks(half[1] ?? '', 'paren', 'half-paren', half[0].length, false);
  const kanji = KANJI.exec(text);
  if (kanji) {
    const path = [kanji[1] ?? '', ...(kanji[2] ?? '').split('の').slice(1)].map(
      (part) => numberOf(part) ?? 0,
    );
    return [mark('kanji', 'kanji', path, `${kanji[1]}${kanji[2]}`, kanji[0].length)];
  }
  const letter = LETTER.exec(text);
  return letter
    ? symbolMarks(letter[1] ?? '', 'bare', letter[2] ?? '', letter[0].length, letter[2] === undefined)
    : [];
}

function decimalMarks(components: RegExpExecArray): readonly Mark[] {
  const [matched, number = '', delimiter] = components;
  const half = toHalfWidth(number).replace(/[‐–−]/g, '-');
  const path = half.split(/[.-]/).map(Number);
  const look = /[０-９]/.test(number) ? 'decimal-full' : 'decimal';
  const weak = path.length === 1 && delimiter === '' && !/[\u3000\t]$/.test(matched) && matched !== number;
  return [mark('decimal', look, path, half, matched.length, weak)];
}

function enclosedMark(text: string): Mark | null {
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0);
  const read = enclosedNumber(character);
  if (!read) return null;
  const delimiter = /^[ \t\u3000．.、]*/.exec(text.slice(character.length))?.[0].length ?? 0;
  const length = character.length + delimiter;
  const value = [read.value];
  switch (read.look) {
    case 'circled':
    case 'negative-circled':
    case 'circled-kana':
    case 'circled-letter':
      return mark(read.look, read.look, value, character, length);
    case 'paren':
      return mark('paren', 'paren-half', value, `(${read.value})`, length);
    case 'paren-kanji':
      return mark(
        'paren-kanji',
        'paren-kanji',
        value,
        `(${'一二三四五六七八九十'.charAt(read.value - 1)})`,
        length,
      );
    case 'paren-letter':
      return mark('paren-lower', 'paren-lower', value, `(${String.fromCharCode(96 + read.value)})`, length);
    case 'dot':
      return mark('decimal', 'decimal', value, String(read.value), length);
    default: {
      const upper = read.look === 'roman-upper';
      return mark(upper ? 'upper-roman' : 'roman', read.look, value, character.normalize('NFKC'), length);
    }
  }
}

/** A lone symbol (12, ア, b, iv) inside the delimiters of `kind`: every series it may belong to. */
function symbolMarks(
  symbol: string,
  kind: 'paren' | 'bare',
  variant: string,
  length: number,
  weak: boolean,
): readonly Mark[] {
  const half = toHalfWidth(symbol);
  const printed = kind === 'paren' ? `(${half})` : half;
  const of = (style: Style, value: number): Mark =>
    mark(style, `${style}-${variant}`, [value], printed, length, weak);
  const paren = kind === 'paren';
  if (/^\d+$/.test(half)) return [of('paren', Number(half))];
  if (/^[ァ-ヶヰヱ]$/.test(half)) {
    const found: Mark[] = [];
    if (AIUEO.includes(half)) found.push(of(paren ? 'paren-kana' : 'kana', AIUEO.indexOf(half) + 1));
    if (IROHA.includes(half)) found.push(of(paren ? 'paren-iroha' : 'iroha', IROHA.indexOf(half) + 1));
    return found;
  }
  if (/^[A-Za-z]+$/.test(half)) {
    const upper = half === half.toUpperCase();
    const found: Mark[] = [];
    const lower = half.toLowerCase();
    if (half.length === 1 || /^(.)\1$/.test(lower)) {
      const value = lower.charCodeAt(0) - 96 + (half.length - 1) * 26;
      found.push(of(paren ? (upper ? 'paren-upper' : 'paren-lower') : upper ? 'upper' : 'lower', value));
    }
    const roman = romanOf(half);
    if (roman !== null)
      found.push(
        of(paren ? (upper ? 'paren-upper-roman' : 'paren-roman') : upper ? 'upper-roman' : 'roman', roman),
      );
    return found;
  }
  const value = numberOf(half);
  return value === null ? [] : [of('paren-kanji', value)];
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
