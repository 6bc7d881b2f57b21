import type { QueryTerm, Retrieval, TermMatch } from '../domain/retrieval.ts';

/** What a question is about, apart from what it wants to know: its subject, its act, the sentence that asks. */

const ASKS_WHO_OR_WHAT =
  /^([^。!?]{1,30}?)(?:(?:って|とは|は)(?:誰|だれ|何(?=ですか|でしょ|なの|[?？]|$)|なに|なん)|の(?:定義|意味))|^(?:what(?:'s| is| are)|who(?:'s| is| are)|define) (.{1,30}?)[?]?$/;

/**
 * Whether the clause has the thing that a "what is X" or "who is X" asks about; true for questions of another form.
 * `question` must be normalised.
 */
export function hasSubject(
  question: string,
  terms: readonly QueryTerm[],
  matches: readonly TermMatch[],
): boolean {
  const asked = ASKS_WHO_OR_WHAT.exec(question);
  const subject = asked?.[1] ?? asked?.[2];
  return subject === undefined || hasRarest(subject, terms, matches);
}

/** Whether the clause has the rarest of the question's words that stand in a part of it; true where none does. */
export function hasRarest(part: string, terms: readonly QueryTerm[], matches: readonly TermMatch[]): boolean {
  const named = terms.filter((term) => part.includes(term.surface));
  const rarest = Math.max(0, ...named.map((term) => term.idf));
  return (
    named.length === 0 || matches.some((match) => named.includes(match.term) && match.term.idf >= rarest)
  );
}

/**
 * The words of the last sentence that asks and of what is added to it, else of the last that has any: people tell a
 * story first, then ask. `question` must be normalised.
 */
export function askedTerms(question: string, terms: readonly QueryTerm[]): readonly QueryTerm[] {
  const asking = question.lastIndexOf('?');
  const ends = [...(asking > 0 ? question.slice(0, asking) : question).matchAll(/[。!?]|\.(?=\s)/g)].map(
    (match) => match.index + 1,
  );
  for (const start of ends.reverse()) {
    const asked = terms.filter((term) => term.start >= start);
    if (asked.length > 0) return asked;
  }
  return terms;
}

const ASKED_AFTER =
  /.*\b(?:(?:can|may|could|should|must|shall|do) (?:i|we|you|they|he|she|staff|(?:the|an?|my|our|your) [\w'-]+)(?: (?:have|need) to)?|(?:allowed|permitted|ok|okay|fine|alright|need|have|want|like|going) to)\b/;

/**
 * The words that say what is to be done: the last verbs of the sentence that asks in Japanese, what follows "may I"
 * in English. `question` must be normalised.
 */
export function actionWords(question: string, { language, terms }: Retrieval): readonly QueryTerm[] {
  if (language === 'ja') {
    const acts = askedTerms(question, terms).filter((term) => term.act);
    return (acts.length > 0 ? acts : terms).slice(-2);
  }
  const asked = question.replace(ASKED_AFTER, '');
  const named = terms.filter((term) => asked.includes(term.surface));
  return (named.length === 0 ? terms : named).slice(0, 2);
}

/** Whether a match says that the clause does what a word of the question does. */
export function asTheAct(match: TermMatch, term: QueryTerm): boolean {
  return match.term === term && match.thing !== true;
}

/**
 * Half a name is another name: 「指定管理者」 is not 「管理者」, 「在宅勤務」 not 「勤務」. A word is found when every word of
 * the unbroken run of kanji or of katakana it stands in is found too. `question` must be normalised.
 */
export function isWholeName(
  match: TermMatch,
  found: readonly TermMatch[],
  terms: readonly QueryTerm[],
  question: string,
): boolean {
  const runs = question.match(/[\p{Script=Han}々]+|[\p{Script=Katakana}ー]+/gu) ?? [];
  const run = runs.find((words) => words.includes(match.term.surface));
  if (run === undefined) return true;
  return terms
    .filter((term) => run.includes(term.surface))
    .every((term) => found.some((other) => other.term === term));
}

/** What of the question's acts a clause does, whole names only. `question` must be normalised. */
export function sharedActs(
  question: string,
  retrieval: Retrieval,
  matches: readonly TermMatch[],
): readonly TermMatch[] {
  const acts = actionWords(question, retrieval);
  return matches.filter(
    (match) =>
      acts.some((term) => asTheAct(match, term)) && isWholeName(match, matches, retrieval.terms, question),
  );
}

/** Whether the sentence that asks names an act of its own, beside using or having something. English always does. */
export function namesAct(question: string, { language, terms }: Retrieval): boolean {
  return language !== 'ja' || askedTerms(question, terms).some((term) => term.act);
}

/** What a clause says of using something as such. */
const USES = /使|利用|用い|\bus(?:e|es|ed|ing)\b/i;

/**
 * Whether a question of using something (「生成AIは使える？」) meets a clause on one thing done with it (「重要情報を入力しては
 * ならない」): it limits the use, and does not decide it. `question` and `words` must be normalised.
 */
export function limitsTheUse(question: string, { language, terms }: Retrieval, words: string): boolean {
  if (language !== 'ja' || !/使(?:え|って|い|う|用)|利用/.test(question) || USES.test(words)) return false;
  const isPart = (term: QueryTerm) => terms.some((next) => next !== term && adjoins(term, next, question));
  return !askedTerms(question, terms).some((term) => term.act && !isPart(term));
}

/** Marks that set some things of a kind apart from those people have at work. */
const APART =
  /(?:私物|私有|個人(?:所有)?|私用|私的|外部|社外|庁外|院外|他人|未承認)(?:の|な)$|\b(?:personal|private(?:ly[- ]owned)?|external|unapproved|unauthori[sz]ed|another person's) $/;

/**
 * Whether a clause speaks only of some of what the question asks about (「私物のＵＳＢメモリ」 of 「USBメモリ」): what holds for
 * those need not hold for the one asked about. `words` must be normalised.
 */
export function speaksOfSome(words: string, matches: readonly TermMatch[]): boolean {
  return matches.some(({ kind, as }) => {
    const before = words.slice(0, Math.max(0, words.indexOf(as)));
    const mark = APART.exec(before)?.[0];
    return kind === 'exact' && mark !== undefined && !matches.some((match) => mark.includes(match.as));
  });
}

/** Whether the clause has the name of an act only as a part of a thing's name (「LINE交換」 as 「ＳＮＳ」). */
export function takesActForThing(
  question: string,
  retrieval: Retrieval,
  matches: readonly TermMatch[],
): boolean {
  const acts = actionWords(question, retrieval);
  return matches.some((match) => match.thing === true && acts.includes(match.term));
}

/** A word with less than this share of the rarest word's idf says little about what a clause is on. */
const TELLING = 0.3;

/**
 * How many things of the question a clause speaks of, common words left out. Words that one wording of the clause
 * answers together (「LINE交換」 by 「ＳＮＳ」) are one thing. `question` must be normalised.
 */
export function thingsShared(
  question: string,
  terms: readonly QueryTerm[],
  matches: readonly TermMatch[],
): number {
  const rarest = Math.max(0, ...terms.map((term) => term.idf));
  const telling = matches.filter(
    (match) => match.term.idf >= TELLING * rarest && isWholeName(match, matches, terms, question),
  );
  const apart = telling.filter(
    (match) => !telling.some((before) => before !== match && adjoins(before.term, match.term, question)),
  );
  return new Set(apart.map((match) => match.as)).size;
}

/** 「生成」 and 「AI」 of 「生成AI」, "wi" and "fi" of "wi-fi": words that nothing divides are one thing. */
function adjoins(before: QueryTerm, term: QueryTerm, question: string): boolean {
  const end = before.start + before.surface.length;
  return end === term.start || (end + 1 === term.start && /[-・]/.test(question.charAt(end)));
}
