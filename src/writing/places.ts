import { normaliseText } from '../retrieval/text.ts';
import type { Brief, Source } from './brief.ts';

const N = '[0-9〇一二三四五六七八九十百]+';
/** Where a sentence says something stands: 「第5条の2第1項」, "section 4.2(b)". */
const PLACE = new RegExp(
  `第?${N}条(?:の${N})*(?:第?${N}項)?(?:第?${N}号)?|第${N}[章節款項号]|別表(?:第?${N})?|\\b(?:sections?|clauses?|articles?|paragraphs?|chapters?|rules?|items?|parts?|s\\.|§) ?[0-9]+(?:\\.[0-9]+)*(?:\\([a-z0-9]+\\))*|§ ?[0-9.]+|(?<=\\bunder )[0-9]+(?:\\.[0-9]+)+`,
  'g',
);

/** A text without the places and titles it names, and whether all of them are those of its sources. */
export interface Placed {
  readonly rest: string;
  /** The first place or title that is not theirs; null where all are. */
  readonly strange: string | null;
}

/** @param text normalised. */
export function readPlaces(text: string, own: readonly Source[], { sources }: Brief): Placed {
  const titles = [...new Set(sources.map(({ citation }) => normaliseText(citation.documentTitle)))]
    .filter((title) => title.length > 1)
    .sort((a, b) => b.length - a.length);
  const printed = own.map(({ citation }) =>
    [citation.documentTitle, citation.clause, citation.title, citation.quote].map(normaliseText).join('\n'),
  );
  let rest = text;
  let strange: string | null = null;
  for (const title of titles) {
    if (!rest.includes(title)) continue;
    rest = rest.replaceAll(title, ' ');
    if (!printed.some((words) => words.includes(title))) strange ??= title;
  }
  rest = rest.replace(PLACE, (place) => {
    if (!printed.some((words) => hasPlace(words, place))) strange ??= place;
    return ' ';
  });
  return { rest, strange };
}

function hasPlace(printed: string, place: string): boolean {
  const label = place.replace(
    /^(?:sections?|clauses?|articles?|paragraphs?|chapters?|rules?|items?|parts?|s\.|§) ?/,
    '',
  );
  const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![0-9.])${escaped}(?![0-9]|の[0-9])`).test(printed);
}
