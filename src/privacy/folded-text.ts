import { ALL_MARKS } from './kinds.ts';

/** Stands for a mark that an earlier redaction left: no pattern matches it. */
export const MARK_CHARACTER = '\ufffc';

/** A text in one plain spelling, with the way back. */
export interface FoldedText {
  readonly text: string;
  /** Start in the original of each UTF-16 unit of `text`. */
  readonly starts: readonly number[];
  /** End in the original of each UTF-16 unit of `text`. */
  readonly ends: readonly number[];
}

const INVISIBLE = /^(?:\p{Cf}|\p{Variation_Selector})$/u;
const DASH = /^[\u2010-\u2015\u2212\u2500\ufe58\ufe63\uff0d]$/;
const SPACE = /^[\t\u00a0\u2000-\u200a\u202f\u3000]$/;
const MARK = /\[[^[\]\n]{1,30}\]/g;
/** Ten and more digits in kanji, with what people put between digits. */
const KANJI_DIGITS = /[〇零一二三四五六七八九](?:[- ]{0,2}[〇零一二三四五六七八九]){9,30}/g;

/**
 * Folds what can be typed in several ways, character by character: full-width and decorated letters and digits, kinds of
 * dashes and spaces, half-width kana, long runs of kanji digits. Circled numbers stay, for they number clauses.
 * Invisible characters are dropped, so that they cannot hide anything.
 */
export function foldText(text: string): FoldedText {
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (folded: string, start: number, end: number) => {
    for (const unit of folded.split('')) {
      characters.push(unit);
      starts.push(start);
      ends.push(end);
    }
  };
  const addPlain = (from: number, to: number) => {
    let at = from;
    while (at < to) {
      let character = String.fromCodePoint(text.codePointAt(at) as number);
      // A half-width kana and its voicing sign are one letter.
      if (/^[\uff66-\uff9d]$/.test(character) && /^[ﾞﾟ]$/.test(text.charAt(at + 1))) character += text[at + 1];
      add(foldCharacter(character), at, at + character.length);
      at += character.length;
    }
  };
  let done = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (!ALL_MARKS.has(mark)) continue;
    addPlain(done, index);
    add(MARK_CHARACTER, index, index + mark.length);
    done = index + mark.length;
  }
  addPlain(done, text.length);
  return { text: withPlainDigits(characters.join('')), starts, ends };
}

function foldCharacter(character: string): string {
  if (character >= ' ' && character <= '~') return character;
  if (INVISIBLE.test(character)) return '';
  if (DASH.test(character)) return '-';
  if (SPACE.test(character)) return ' ';
  if (character === MARK_CHARACTER) return ' ';
  if (/^[\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf\u00b2\u00b3\u00b9]$/.test(character))
    return character;
  const folded = character.normalize('NFKC');
  return folded.length === 1 ? folded : character;
}

/** Kanji digits and the long-vowel mark where they are written for digits and hyphens; the length is kept. */
function withPlainDigits(text: string): string {
  return text
    .replace(/(?<=[0-9)])ー(?=[0-9(])/g, '-')
    .replace(KANJI_DIGITS, (digits) =>
      digits.replace(/[〇零一二三四五六七八九]/g, (digit) =>
        String(Math.max(0, '〇一二三四五六七八九'.indexOf(digit))),
      ),
    );
}
