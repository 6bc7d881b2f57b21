import { englishTerm } from '../retrieval/english-words.ts';
import type { BoundWord } from './statement.ts';

/** Words that carry nothing: articles, pronouns, and what an approval is got with. */
const EMPTY = new Set(
  `a an the you your yours yourself they their them it its this that these those there he she his her we our us who which is are be been being was were am
  has have had having do does did s of in on at for as staff employee employees
  user users policy section clause rule`.split(/\s+/),
);
/** What is done with a leave, and says something only of other things. */
const OF_LEAVE = new Set(
  'get gets got obtain obtains obtained obtaining receive received give gives given seek'.split(' '),
);
const LEAVE = /\b(?:approval|permission|consent|agreement|authorisation|authorization|sign-off)\b/;
const PARTS: Readonly<Record<string, string>> = {
  to: 'to',
  into: 'to',
  onto: 'to',
  from: 'from',
  with: 'with',
  during: 'during',
  about: 'about',
  against: 'against',
  between: 'between',
};
const MARKS: Readonly<Record<string, string>> = {
  not: 'NOT',
  no: 'NOT',
  never: 'NOT',
  nor: 'NOT',
  neither: 'NOT',
  without: 'NOT',
  only: 'ONLY',
  solely: 'ONLY',
  other: 'EXCEPT',
  except: 'EXCEPT',
  than: 'THAN',
  excluding: 'EXCEPT',
  outside: 'EXCEPT',
  and: 'AND',
  or: 'OR',
  either: 'OR',
  both: 'AND',
  any: 'EACH',
  every: 'EACH',
  each: 'EACH',
  all: 'EACH',
};
/** Agents: "by the manager", "of the manager", "the manager has". */
const FREE = new Set('by'.split(' '));
/** Words that bear on the next one though they name nothing. */
const BEARING = new Set(
  `if when whenever where while until unless before after since because although though even also too too up out off over under above below within up per least most
  more less fewer much many few some such same how why what whose whom will would could might should may must can shall ought again further just very so but yet
  once twice instead rather nearly almost then already still ever always often usually normally generally maybe perhaps through via upon by down here now`.split(
    /\s+/,
  ),
);

/** Whether a word carries nothing by itself. */
export function isLight(word: string): boolean {
  return EMPTY.has(word);
}

/** Numbers stand as words, so that their bounds bear on them. */
const WORD = /[£$€]?\d[\d,.]*\d|[£$€]?\d|[a-z][a-z-]*[a-z]|[a-z]/g;

/** The words of a normalised text that name something, each with what bears on it. */
export function boundWords(text: string): readonly BoundWord[] {
  const found: BoundWord[] = [];
  let marks = new Set<string>();
  let part = '';
  const hasLeave = LEAVE.test(text);
  for (const match of text.matchAll(WORD)) {
    const surface = match[0];
    if (MARKS[surface] !== undefined)
      marks.add(MARKS[surface] === 'NOT' && marks.has('NOT') ? 'NOT NOT' : MARKS[surface]);
    else if (PARTS[surface] !== undefined) part = PARTS[surface];
    else if (BEARING.has(surface) && !FREE.has(surface)) marks.add(surface);
    else if (!EMPTY.has(surface) && !FREE.has(surface) && !(hasLeave && OF_LEAVE.has(surface))) {
      found.push({
        surface,
        form: englishTerm(surface.replace('-', '')),
        marks,
        part,
        side: '',
        verb: null,
        isObject: false,
      });
      marks = new Set();
      part = '';
    }
  }
  // What bears on nothing bears on the last word.
  const last = found.at(-1);
  if (marks.size > 0) {
    if (last === undefined)
      found.push({
        surface: [...marks].join(' '),
        form: '\u0000',
        marks,
        part,
        side: '',
        verb: null,
        isObject: false,
      });
    else found[found.length - 1] = { ...last, marks: new Set([...last.marks, ...marks]) };
  }
  return found;
}
