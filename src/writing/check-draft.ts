import type { Verdict } from '../domain/answer.ts';
import type { Language } from '../domain/policy.ts';
import { detectLanguage, hasJapanese, normaliseText } from '../retrieval/text.ts';
import type { Brief } from './brief.ts';
import type { Claims } from './claim-types.ts';
import { readClaims } from './claims.ts';
import { turnedRound } from './contrary.ts';
import type { Draft, DraftSentence } from './draft.ts';
import { strangeFigure } from './figures.ts';
import { checkModality } from './modality.ts';
import { strangeRole } from './names.ts';
import { WIDENING } from './neutral-words.ts';
import { readPlaces } from './places.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { readQuotes } from './quotes.ts';
import { statesVerdict } from './states-verdict.ts';
import type { WordReader } from './words.ts';

/** At most this many sentences, of at most this many UTF-16 units. */
const SENTENCES = 5;
const LONGEST: Readonly<Record<Language, { readonly sentence: number; readonly text: number }>> = {
  ja: { sentence: 180, text: 450 },
  en: { sentence: 320, text: 800 },
};

/**
 * The gate that a model's wording must pass. Pure: the same draft and brief always give the same problems; none where
 * the wording may go out.
 */
export function checkDraft(draft: Draft, brief: Brief, words: WordReader): readonly Problem[] {
  const problems = checkVerdict(draft, brief);
  if (draft.sentences.length === 0) problems.push({ code: 'malformed', sentence: null, detail: '' });
  if (
    draft.sentences.length > SENTENCES ||
    textOf(draft.sentences, brief.language).length > LONGEST[brief.language].text
  )
    problems.push({ code: 'too_long', sentence: null, detail: '' });
  draft.sentences.forEach((sentence, i) => {
    const problem = checkSentence(sentence, i, brief, words);
    if (problem !== null) problems.push(problem);
  });
  const { approver, verdict } = brief.answer;
  if (verdict === 'allowed_conditional' && approver !== null && problems.length === 0) {
    const text = normaliseText(textOf(draft.sentences, brief.language));
    if (!text.includes(normaliseText(approver)))
      problems.push({ code: 'approver_left_out', sentence: null, detail: approver });
  }
  return problems;
}

/** The text of some sentences as it goes out. */
export function textOf(sentences: readonly DraftSentence[], language: Language): string {
  return sentences.map(({ text }) => text.trim()).join(language === 'ja' ? '' : ' ');
}

/** From what binds most to what frees most; a verdict that a model gives is never more free than that of the rules. */
const FREEDOM: Readonly<Record<Verdict, number>> = {
  refuse: 0,
  out_of_scope: 0,
  chitchat: 0,
  not_allowed: 0,
  required: 0,
  applies: 0,
  needs_person: 1,
  not_stated: 1,
  informational: 2,
  allowed_conditional: 3,
  does_not_apply: 4,
  allowed: 4,
};

/**
 * The verdict must be that of the rules. A stricter one is no safer: the label, the conditions and the next step that
 * stand beside the words are those of the rules, and words that contradict them help nobody.
 */
export function checkVerdict({ verdict }: Pick<Draft, 'verdict'>, { answer }: Brief): Problem[] {
  if (verdict === answer.verdict) return [];
  const isLooser = (FREEDOM[verdict as Verdict] ?? 9) > FREEDOM[answer.verdict];
  return [{ code: isLooser ? 'verdict_looser' : 'verdict_changed', sentence: null, detail: verdict }];
}

/** Checks one sentence; what comes after it cannot make a wrong one right, so it is checked as soon as it is there. */
export function checkSentence(
  sentence: DraftSentence,
  index: number,
  brief: Brief,
  words: WordReader,
): Problem | null {
  const found = findProblem(sentence, index, brief, words);
  return found === null ? null : { ...found, sentence: index };
}

interface Found {
  readonly code: ProblemCode;
  readonly detail: string;
}

function findProblem(sentence: DraftSentence, index: number, brief: Brief, words: WordReader): Found | null {
  const { language, answer } = brief;
  const misprint = checkForm(sentence.text, brief);
  if (misprint !== null) return { code: misprint, detail: sentence.text };
  const quotes = readQuotes(sentence, brief);
  if ('code' in quotes) return quotes;
  const text = normaliseText(sentence.text);
  const claims = readClaims(text, language, words.potentials(text));
  const { rest, strange } = readPlaces(
    text,
    quotes.map(({ source }) => source),
    brief,
  );
  if (strange !== null) return { code: 'wrong_place', detail: strange };
  const unsupported = checkWords(
    rest,
    claims,
    quotes.map((quote) => [quote.text, quote.source] as const),
    brief,
    words,
  );
  if (unsupported !== null) return unsupported;
  const modality = checkModality({ text, claims, quotes }, brief, words);
  if (modality !== null) return { code: modality, detail: sentence.text };
  if (index === 0 && !statesVerdict(text, claims, answer.verdict, language))
    return { code: 'verdict_not_stated', detail: sentence.text };
  return null;
}

const UNFIT = /[*_`#<>{}[\]|~\\^]|:\/\/|www\.|@|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Extended_Pictographic}/u;
/** Addresses without a scheme, which chat platforms turn into links all the same. */
const ADDRESS = /\b[a-z0-9-]+\.(?:com|net|org|jp|io|dev|info|biz|gov|edu|uk|co|app|me|ly|xyz)\b/i;

function checkForm(text: string, { language, sources }: Brief): ProblemCode | null {
  if (text.trim() === '') return 'malformed';
  if (text.length > LONGEST[language].sentence) return 'too_long';
  if (UNFIT.test(text) || UNFIT.test(text.normalize('NFKC')) || ADDRESS.test(text.normalize('NFKC')))
    return 'format';
  const plain = sources.reduce((rest, { citation }) => rest.replaceAll(citation.documentTitle, ' '), text);
  const isOurs =
    language === 'ja' ? detectLanguage(plain) === 'ja' && /[ぁ-ん]/.test(plain) : !hasJapanese(plain);
  return isOurs ? null : 'language';
}

/** Whether every word, name and number of a sentence comes from where it may. `rest` is without places and titles. */
function checkWords(
  rest: string,
  claims: Claims,
  quotes: readonly (readonly [string, Brief['sources'][number]])[],
  { answer, language, questions }: Brief,
  words: WordReader,
): Found | null {
  const quoted = quotes.map(([text]) => normaliseText(text));
  const named = [...answer.conditions, answer.approver ?? '', answer.contact?.name ?? ''].map(normaliseText);
  const headings = quotes
    .flatMap(([, { citation }]) => [citation.documentTitle, citation.clause, citation.title])
    .map(normaliseText);
  const asked = questions.map(normaliseText);

  const number = strangeFigure(rest, [...quoted, ...answer.conditions.map(normaliseText)]);
  if (number !== null) return { code: 'strange_number', detail: number };
  // Who approves is never what the question says.
  const isAboutLeave = claims.permits || claims.exempts || claims.requires || LEAVE.test(rest);
  const role = strangeRole(rest, [...quoted, ...named, ...(isAboutLeave ? [] : asked)], language);
  if (role !== null) return { code: 'strange_name', detail: role };
  const wide = [...rest.matchAll(WIDENING[language])].find(
    ([word]) => !quoted.some((text) => text.includes(word)),
  );
  if (wide !== undefined) return { code: 'widened', detail: wide[0] };
  const content = words.read(rest);
  const pool = words.pool([...quoted, ...named, ...headings, ...asked]);
  const strange = content.find((word) => !words.isNeutral(word) && !pool.has(word));
  if (strange !== undefined) return { code: 'strange_word', detail: strange.surface };
  // A sentence without a word of its clause ("That works.") would borrow its authority for anything.
  const own = words.pool(quoted);
  const isEmpty = !content.some((word) => !words.isNeutral(word) && own.has(word));
  if (isEmpty && !SETTLES_NOTHING.has(answer.verdict)) return { code: 'says_nothing', detail: rest };
  const contrary = turnedRound(rest, quoted.join('\n'), content);
  return contrary === null ? null : { code: 'contrary', detail: contrary };
}

/** Under these verdicts a sentence may say no more than that nothing is settled; modality sees to the rest. */
const SETTLES_NOTHING: ReadonlySet<Verdict> = new Set<Verdict>(['needs_person', 'not_stated']);
const LEAVE = /許可|承認|了解|了承|同意|承諾|決裁|認可|\b(?:approv|permi|consent|authori|agree|sign)/;
