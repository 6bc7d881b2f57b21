import type { Verdict } from '../domain/answer.ts';
import type { Language } from '../domain/policy.ts';
import { detectLanguage, hasJapanese, normaliseText } from '../retrieval/text.ts';
import type { Brief } from './brief.ts';
import { checkStatements, saysVerdict } from './check-statements.ts';
import type { Draft, DraftSentence } from './draft.ts';
import { strangeFigure } from './figures.ts';
import { strangeRole } from './names.ts';
import { readPlaces } from './places.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { type Quote, readQuotes } from './quotes.ts';
import { quotedRules } from './rules-quoted.ts';
import type { StatementReader } from './statement.ts';

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
export function checkDraft(draft: Draft, brief: Brief, reader: StatementReader): readonly Problem[] {
  const problems = checkVerdict(draft, brief);
  if (draft.sentences.length === 0) problems.push({ code: 'malformed', sentence: null, detail: '' });
  if (
    draft.sentences.length > SENTENCES ||
    textOf(draft.sentences, brief.language).length > LONGEST[brief.language].text
  )
    problems.push({ code: 'too_long', sentence: null, detail: '' });
  draft.sentences.forEach((sentence, i) => {
    const problem = checkSentence(sentence, i, brief, reader);
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
  reader: StatementReader,
): Problem | null {
  const found = findProblem(sentence, index, brief, reader);
  return found === null ? null : { ...found, sentence: index };
}

interface Found {
  readonly code: ProblemCode;
  readonly detail: string;
}

function findProblem(
  sentence: DraftSentence,
  index: number,
  brief: Brief,
  reader: StatementReader,
): Found | null {
  const { answer } = brief;
  const misprint = checkForm(sentence.text, brief);
  if (misprint !== null) return { code: misprint, detail: sentence.text };
  const quotes = readQuotes(sentence, brief);
  if ('code' in quotes) return quotes;
  const text = normaliseText(sentence.text);
  const { rest, strange } = readPlaces(
    text,
    quotes.map(({ source }) => source),
    brief,
  );
  if (strange !== null) return { code: 'wrong_place', detail: strange };
  const unsupported = checkNames(rest, quotes, brief);
  if (unsupported !== null) return unsupported;
  const rules = quotedRules(quotes, reader, brief.language);
  // The clause's own sentence needs no reading.
  const copied = rules.find((rule) => withoutStop(rule.text) === withoutStop(text));
  const reading = copied === undefined ? reader.read(rest) : { reply: null, statements: [copied] };
  if (reading === null) return { code: 'says_nothing', detail: sentence.text };
  const found = checkStatements(reading, rest, rules, quotes, brief, reader);
  if (found !== null) return found;
  if (index === 0 && !saysVerdict(reading, answer.verdict))
    return { code: 'verdict_not_stated', detail: sentence.text };
  return null;
}

function withoutStop(text: string): string {
  return text.replace(/[.。]$/, '').trim();
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

/** Whether every office and number of a sentence comes from where it may. `rest` is without places and titles. */
function checkNames(rest: string, quotes: readonly Quote[], { answer, language }: Brief): Found | null {
  const quoted = quotes.map(({ text }) => normaliseText(text));
  const number = strangeFigure(rest, quoted);
  if (number !== null) return { code: 'strange_number', detail: number };
  const named = [...answer.conditions, answer.approver ?? '', answer.contact?.name ?? ''].map(normaliseText);
  const role = strangeRole(rest, [...quoted, ...named], language);
  return role === null ? null : { code: 'strange_name', detail: role };
}
