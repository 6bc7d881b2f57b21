import { type Mark, makeMark, type Style } from './mark.ts';
import { AIUEO, enclosedNumber, IROHA, NUMERALS, numberOf, romanOf, toHalfWidth } from './numerals.ts';

const GAP = '[ \\t\\u3000]';
const N = `[${NUMERALS}]{1,7}`;
const DAI = new RegExp(`^第(${N})(?=$|${GAP}|[．.])[．.]?${GAP}*`);
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

/** Reads a number that is nothing but a number: 1, 2-5-1, (3), ア, ④, iv; every series it may belong to. */
export function numberedMarks(text: string): readonly Mark[] {
  const enclosed = enclosedMark(text);
  if (enclosed) return [enclosed];
  const dai = DAI.exec(text);
  if (dai) {
    const value = numberOf(dai[1] ?? '') ?? 0;
    return [makeMark('dai', 'dai', [value], `第${value}`, dai[0].length)];
  }
  const paren = PAREN.exec(text);
  if (paren) {
    const width = paren[1] === '（' || /[０-９ａ-ｚＡ-Ｚ]/.test(paren[2] ?? '') ? 'full' : 'half';
    return symbolMarks(paren[2] ?? '', 'paren', width, paren[0].length);
  }
  const components = COMPONENTS.exec(text);
  if (components) return decimalMarks(components);
  const half = HALF_PAREN.exec(text);
  if (half) return symbolMarks(half[1] ?? '', 'paren', 'half-paren', half[0].length);
  const kanji = KANJI.exec(text);
  if (kanji) {
    const path = [kanji[1] ?? '', ...(kanji[2] ?? '').split('の').slice(1)].map(
      (part) => numberOf(part) ?? 0,
    );
    return [makeMark('kanji', 'kanji', path, `${kanji[1]}${kanji[2]}`, kanji[0].length)];
  }
  const letter = LETTER.exec(text);
  if (!letter) return [];
  const [matched, symbol = '', delimiter] = letter;
  // "A policy …" starts a sentence; a Latin letter needs a delimiter of its own.
  if (delimiter === undefined && !/^[ァ-ヶヰヱ]/.test(symbol) && !/[\t\u3000]$/.test(matched)) return [];
  return symbolMarks(symbol, 'bare', delimiter ?? '', matched.length);
}

function decimalMarks(components: RegExpExecArray): readonly Mark[] {
  const [matched, number = '', delimiter = ''] = components;
  const half = toHalfWidth(number).replace(/[‐–−]/g, '-');
  const path = half.split(/[.-]/).map(Number);
  const look = `decimal-${/[０-９]/.test(number) ? 'full' : 'half'}${delimiter === '' ? '' : '-point'}`;
  const weak = path.length === 1 && delimiter === '' && !/[\u3000\t]$/.test(matched) && matched !== number;
  return [makeMark('decimal', look, path, half, matched.length, weak)];
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
      return makeMark(read.look, read.look, value, character, length);
    case 'paren':
      return makeMark('paren', 'paren-half', value, `(${read.value})`, length);
    case 'paren-kanji':
      return makeMark(
        'paren-kanji',
        'paren-kanji',
        value,
        `(${'一二三四五六七八九十'.charAt(read.value - 1)})`,
        length,
      );
    case 'paren-letter':
      return makeMark(
        'paren-lower',
        'paren-lower',
        value,
        `(${String.fromCharCode(96 + read.value)})`,
        length,
      );
    case 'dot':
      return makeMark('decimal', 'decimal-half-point', value, String(read.value), length);
    default: {
      const upper = read.look === 'roman-upper';
      return makeMark(upper ? 'upper-roman' : 'roman', read.look, value, character.normalize('NFKC'), length);
    }
  }
}

/** A lone symbol (12, ア, b, iv) inside the delimiters of `kind`: every series it may belong to. */
function symbolMarks(
  symbol: string,
  kind: 'paren' | 'bare',
  variant: string,
  length: number,
): readonly Mark[] {
  const half = toHalfWidth(symbol);
  const printed = kind === 'paren' ? `(${half})` : half;
  const of = (style: Style, value: number): Mark =>
    makeMark(style, `${style}-${variant}`, [value], printed, length);
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
