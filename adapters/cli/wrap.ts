import stringWidth from 'string-width';

/** Characters that never begin a line: closing brackets, punctuation, small kana, the long vowel mark. */
const NOT_FIRST =
  /^[、。，．・：；！？）］｝〕〉》」』】〙〗’”%％,.:;!?)\]}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞ]/u;
/** Characters that never end a line: opening brackets. */
const NOT_LAST = /[（［｛〔〈《「『【〘〖‘“([{]$/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Text as lines of at most `width` terminal columns, East Asian wide characters counted as two. Lines
 * break at spaces and between wide characters, except where Japanese typesetting forbids it (kinsoku);
 * a word longer than a line is cut. Line breaks of the text stay. An infinite width only splits lines.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => (stringWidth(line) <= width ? [line] : wrapLine(line, width)));
}

/** As much of the text as fits on one line of `width` columns, with an ellipsis where something is left out. */
export function beginning(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ');
  if (stringWidth(line) <= width) return line;
  let shown = '';
  for (const grapheme of cut(line)) {
    if (stringWidth(shown + grapheme) > width - 1) break;
    shown += grapheme;
  }
  return `${shown}…`;
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of unbreakable(text).flatMap((whole) =>
    stringWidth(whole) > width ? cut(whole) : [whole],
  )) {
    if (stringWidth((line + piece).trimEnd()) <= width || line === '') {
      line += piece;
    } else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

/** Pieces that a line may break between: words with the spaces after them, single wide characters. */
function unbreakable(text: string): string[] {
  const pieces: string[] = [];
  for (const grapheme of cut(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && !mayBreak(last, grapheme)) pieces[pieces.length - 1] = last + grapheme;
    else pieces.push(grapheme);
  }
  return pieces;
}

function mayBreak(before: string, next: string): boolean {
  if (NOT_FIRST.test(next) || NOT_LAST.test(before) || next === ' ') return false;
  return before.endsWith(' ') || stringWidth(next) > 1 || isWideEnd(before);
}

function isWideEnd(text: string): boolean {
  return stringWidth([...text].at(-1) ?? '') > 1;
}

function cut(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}
