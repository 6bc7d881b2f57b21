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

/** A mark. */
export function makeMark(
  style: Style,
  look: string,
  path: readonly number[],
  printed: string,
  length: number,
  weak = false,
): Mark {
  return { style, look, path, printed, length, weak };
}
