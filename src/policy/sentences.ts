import type { Language } from '../domain/policy.ts';

/** A sentence's place in a text, in UTF-16 units: `text.slice(start, end)`, without surrounding blanks. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const JAPANESE_END = /[。！？!?]/;
/** Abbreviations after which a full stop does not end an English sentence. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|No|Nos|Art|Sec|para|Mr|Ms|Mrs|Dr|approx|incl|Inc|Ltd|Co)|\b[A-Z])$/;

/**
 * Splits a clause's text into sentences. Line breaks end a sentence; a full stop inside brackets does not
 * (「（緊急のときは、この限りでない。）」 stays with its sentence). The spans are in order and do not overlap,
 * and everything outside them is white space.
 */
export function splitSentences(text: string, language: Language): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  let depth = 0;
  const close = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && /\s/.test(text.charAt(from))) from++;
    while (to > from && /\s/.test(text.charAt(to - 1))) to--;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if ('（(「『［[【'.includes(char)) depth++;
    else if ('）)」』］]】'.includes(char)) depth = Math.max(0, depth - 1);
    else if (char === '\n' && !(language === 'en' && isWrappedLine(text, i))) {
      depth = 0;
      close(i + 1);
    } else if (depth === 0 && JAPANESE_END.test(char)) close(i + 1);
    else if (depth === 0 && char === '.' && endsEnglishSentence(text, i)) close(i + 1);
  }
  close(text.length);
  return spans;
}

function endsEnglishSentence(text: string, at: number): boolean {
  const next = text.slice(at + 1, at + 3);
  return (next === '' || /^\s/.test(next)) && !ABBREVIATION.test(text.slice(Math.max(0, at - 8), at));
}

/** An English line that goes on in lower case on the next one was wrapped, not ended. */
function isWrappedLine(text: string, at: number): boolean {
  return /[\w,;-]$/.test(text.slice(0, at)) && /^[a-z(]/.test(text.slice(at + 1));
}
