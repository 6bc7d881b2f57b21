import { isHeadingLine } from './draft.ts';
import type { SourceLine } from './source-line.ts';

const BRACKETED =
  /^[（(【〔]([^（()）】〕]{1,60}(?:[（(][^（()）]{1,40}[）)][^（()）】〕]{0,40})?)[）)】〕](?=$|[ \t\u3000]|[^。、のにをはがと])[ \t\u3000]*/;

/** Words after an article's number, parted into its caption and its text. */
export interface CaptionedWords {
  /** Without brackets; empty where there is none. */
  readonly caption: string;
  readonly words: string;
}

/** Parts 「（目的）この規程は…」. On a heading line the words without brackets are the caption as well. */
export function splitCaption(rest: string, line: SourceLine): CaptionedWords {
  const bracketed = BRACKETED.exec(rest);
  const after = bracketed ? rest.slice(bracketed[0].length) : '';
  if (isHeadingLine(line)) {
    if (bracketed && after === '') return { caption: bracketed[1] ?? '', words: '' };
    return isSentence(rest) ? { caption: '', words: rest } : { caption: rest, words: '' };
  }
  return bracketed ? { caption: bracketed[1] ?? '', words: after } : { caption: '', words: rest };
}

/** The caption that is a whole line, 「（目的）」; null for other lines. */
export function captionLine(line: SourceLine | undefined): string | null {
  const bracketed = line ? BRACKETED.exec(line.text) : null;
  return bracketed && bracketed[0].length === line?.text.length ? (bracketed[1] ?? null) : null;
}

/** A caption without its brackets. */
export function withoutBrackets(caption: string): string {
  return caption.replace(/^[（(【〔]|[）)】〕]$/g, '').trim();
}

/** True for words that are too much of a sentence to be a title. */
export function isSentence(words: string): boolean {
  return /。$/.test(words) || (/[.;]$/.test(words) && words.split(/\s+/).length > 8) || words.length > 160;
}
