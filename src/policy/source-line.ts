/** How a line was set apart by the document's markup. */
export type LineForm = 'plain' | 'list' | 'heading' | 'bold' | 'row' | 'quote' | 'code';

/** One non-blank line of a document with its markup taken off and remembered. */
export interface SourceLine {
  /** The author's words, trimmed. */
  readonly text: string;
  readonly form: LineForm;
  /** Heading depth 1–6; 0 for any other form. */
  readonly depth: number;
  /** Columns of leading white space; a full-width space counts two. */
  readonly indent: number;
  /** True where a blank line, a heading or a list mark separates the line from the one before. */
  readonly opensBlock: boolean;
  /** True where the author forces a line break after the line. */
  readonly hardBreak: boolean;
  /** The page it starts on, from 1; absent where the format has no pages. */
  readonly page?: number;
}

/** A document as lines, with the title its format carries outside the text (HTML's `<title>`). */
export interface SourceText {
  readonly lines: readonly SourceLine[];
  readonly titleHint: string | null;
}

/** Forms whose words are never read as numbers or headings. */
export function isVerbatim(line: SourceLine): boolean {
  return line.form === 'row' || line.form === 'quote' || line.form === 'code';
}

/** Columns of the white space that starts `raw`. */
export function indentOf(raw: string): number {
  let columns = 0;
  for (const character of raw) {
    if (character === ' ' || character === '\u00a0') columns += 1;
    else if (character === '\t') columns += 4;
    else if (character === '\u3000') columns += 2;
    else break;
  }
  return columns;
}

/** Display columns of a text: wide (CJK) characters count two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (let index = 0; index < text.length; index += 1) columns += text.charCodeAt(index) > 0x2e7f ? 2 : 1;
  return columns;
}

/** Takes line breaks, invisible format characters and the byte order mark to one convention. */
export function normalizeLineBreaks(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\f\v]/g, '\n')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '');
}
