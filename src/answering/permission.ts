import type { QueryTerm, Retrieval, TermMatch } from '../domain/retrieval.ts';
import { readNorms } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { Candidate } from './candidates.ts';
import type { Finding } from './findings.ts';
import { actionWords, askedTerms, isWholeName } from './matter.ts';
import { mentions } from './mentions.ts';
import type { QuestionReading } from './question-reading.ts';
import type { WeighedNorm } from './rule-reading.ts';

/**
 * Whether leave found for one case reaches the case that is asked about. A ban may be read widely; leave holds for what
 * it names, for whom it names, and for nothing else:
 * - every telling word of the question must be spoken of (「折り鶴と商品券」 is not settled by 「折り鶴」);
 * - what the sentence speaks of without (「個人情報を含まない資料」) must be without it in the question too;
 * - it must be given to those who ask (「病院長は…できる」, "Patients may …" is leave for them);
 * - a row of a table is read with its columns, which only a reader can.
 */
export function reachesTheCase(
  { text: question, omission }: QuestionReading,
  retrieval: Retrieval,
  { finding, ruling }: Candidate,
): boolean {
  const { on, but } = ruling;
  if (on === null) return true;
  const granting = isLeave(on) || but === null ? on : but;
  if (isTableRow(granting) || isContrary(question, sentenceOf(granting), finding.ranked.matches))
    return false;
  if (isLeave(on) && !isGivenTo(question, retrieval.terms, finding, on)) return false;
  const missing = unspoken(question, retrieval, finding, [on, but]);
  // Approval is asked of the same person whatever the case, unless the policy speaks of this case elsewhere.
  const byApproval = !isLeave(on) && (on.procedure === 'approval' || but?.procedure === 'approval');
  if (!byApproval || omission) return missing.length === 0;
  return on.base === 'prohibition' || !missing.some((term) => isSpokenOfElsewhere(term, retrieval));
}

function isLeave({ base }: WeighedNorm): boolean {
  return base === 'permission' || base === 'exemption';
}

function isSpokenOfElsewhere(term: QueryTerm, { ranked }: Retrieval): boolean {
  return ranked.some(({ matches }) => matches.some((match) => match.term === term && match.kind === 'exact'));
}

/** Words of a question with at least this share of its rarest word's idf tell which case it is. */
const TELLING = 0.5;
/** Words for the asker, the moment and the asking, which no clause needs to speak of. */
const OF_THE_ASKER =
  /^(?:自分|私|僕|俺|うち|我々|今日|明日|昨日|今週|来週|今度|場合|とき|とこ|ところ|方|はず|たち|さん|済み|禁止|可能|必要|義務|.*\s.*|\d.*|[a-z]|one|two|three|four|five|ok)$/;
/** Words of procedure: to be free of them is what an exemption says. */
export const PROCEDURE =
  /許可|承認|了解|同意|届|申請|報告|連絡|確認|手続|approv|permission|consent|notif|agree|telling|register/i;

/** The telling words of the sentence that asks that neither the clause's leave nor its headings speak of. */
function unspoken(
  question: string,
  retrieval: Retrieval,
  { words, clause, ranked, language }: Finding,
  deciding: readonly (WeighedNorm | null)[],
): readonly QueryTerm[] {
  const rarest = Math.max(0, ...retrieval.terms.map((term) => term.idf));
  const verb = retrieval.language === 'en' ? actionWords(question, retrieval)[0] : undefined;
  const [rule] = deciding;
  const said = [words, rule ? besidesBans(rule, deciding, language) : ''].join('\n');
  const headings = normaliseText([clause.title, ...clause.headingPath].join(' '));
  // A list of excepted things may hold the very one that a word found by its kind alone (「動画」 as 「ウェブサイト」) means.
  const exactly =
    rule != null && isLeave(rule) && deciding.some((norm) => norm !== null && excludesThings(norm));
  const isSpoken = (match: TermMatch) =>
    match.kind !== 'exact' && exactly
      ? false
      : mentions(said, match) ||
        hasParts(said, match.as) ||
        // A heading says what the clause is about, not which of two things it grants.
        (mentions(headings, match) && !isJoined(match.term, question));
  return askedTerms(question, retrieval.terms).filter(
    (term) =>
      term.idf >= TELLING * rarest &&
      term !== verb &&
      !isVerb(term) &&
      !isCounter(term, question) &&
      !OF_THE_ASKER.test(term.surface) &&
      !PROCEDURE.test(term.surface) &&
      !ranked.matches.some((match) => match.term === term && isSpoken(match)),
  );
}

/** The sentences around a rule that neither forbid nor leave anything to somebody: what those speak of is not settled. */
function besidesBans(
  rule: WeighedNorm,
  deciding: readonly (WeighedNorm | null)[],
  language: Finding['language'],
): string {
  const { text } = rule.clause;
  return readNorms(text, language)
    .filter(
      ({ start, base }) =>
        deciding.some((norm) => norm?.clause === rule.clause && norm.start === start) ||
        (base !== 'prohibition' && base !== 'discretion'),
    )
    .map(({ start, end }) => normaliseText(text.slice(start, end)))
    .join('\n');
}

function excludesThings(norm: WeighedNorm): boolean {
  return norm.role === 'exception' && norm.introducesList && !/者|職員|社員/.test(sentenceOf(norm));
}

/** 「折り鶴と商品券」, "cash or vouchers": one of two things named side by side. */
function isJoined({ start }: QueryTerm, question: string): boolean {
  return /(?:と|や|及び|・|\b(?:and|or) )$/.test(question.slice(0, start));
}

/** A phrase of the vocabulary whose words the clause has in another order or with other particles. */
function hasParts(text: string, phrase: string): boolean {
  const parts = phrase.split(/への|の|を|に|\s/).filter((part) => part.length > 1);
  return parts.length > 1 && parts.every((part) => text.includes(part));
}

/** A Japanese verb; whether the clause does what it says is asked elsewhere. */
function isVerb({ act, surface }: QueryTerm): boolean {
  return act && /[ぁ-ん]$/.test(surface);
}

/** 「回」 of 「2回」; quantities are held against the limits. */
function isCounter({ start }: QueryTerm, question: string): boolean {
  return /[\d〇一二三四五六七八九十百千万]$/.test(question.slice(0, start));
}

function isTableRow(norm: WeighedNorm): boolean {
  return / \| |\t/.test(norm.clause.text.slice(norm.start, norm.end));
}

function sentenceOf({ clause, start, end }: WeighedNorm): string {
  return normaliseText(clause.text.slice(start, end));
}

const NEGATED_AFTER =
  '(?:[をがはにの]?[^、。\\n]{0,5}?(?:(?<!やむを得)ない(?=[\\p{Script=Han}\\p{Script=Katakana}]|もの|とき)|ず(?:に|、))|の?(?:以外|を除く|なし|抜き))';
const NEGATED_BEFORE = "\\b(?:no|without|other than|except(?: for)?|excluding)\\s+(?:[\\w'-]+\\s+){0,3}?";

/** Whether the sentence speaks of a word only as lacking and the question not, or the other way round. */
function isContrary(question: string, sentence: string, matches: readonly TermMatch[]): boolean {
  return matches.some(
    (match) =>
      match.kind === 'exact' &&
      mentions(sentence, match) &&
      !PROCEDURE.test(match.term.surface) &&
      isNegated(question, match.term.surface) !== isNegated(sentence, match.as, match.term.surface),
  );
}

function isNegated(text: string, ...names: readonly string[]): boolean {
  const name = names.find((one) => text.includes(one));
  if (name === undefined) return false;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${escaped}${NEGATED_AFTER}|${NEGATED_BEFORE}${escaped}`, 'u').test(text);
}

const HOLDER_JA =
  /(?:^|[、。])([^、。]{1,20}?(?:長|責任者|管理者|官|委員会|審議会|市|町|村|都|県|国|機関|病院|会社|当社|法人|大臣|知事|患者|家族|業者|係))(?:等)?(?:は|が)、/;
const HOLDER_EN =
  /^(?:[^,]*, )?((?:the |an? )?(?:[\w'’-]+ ){0,4}?(?:patients?|customers?|clients?|residents?|visitors?|guests?|compan(?:y|ies)|clinic|city|council|board|regulators?|authorit(?:y|ies)|managers?|directors?|officers?|lead|hr|chair|committee|administrators?|head of [\w ]+)) (?:may|can|is|are|need|does|do)\b/i;

/** Whether leave is for those who ask: for staff in general, or for somebody whom the question names. */
function isGivenTo(
  question: string,
  terms: readonly QueryTerm[],
  { language, ranked: { matches } }: Finding,
  norm: WeighedNorm,
): boolean {
  const holder = (language === 'ja' ? HOLDER_JA : HOLDER_EN).exec(sentenceOf(norm))?.[1];
  if (holder === undefined) return true;
  const named = matches.filter((match) => mentions(holder, match));
  return named.length > 0 && named.every((match) => isWholeName(match, named, terms, question));
}

/**
 * A ban among the candidates that speaks of a telling word which the best one has only by its kind or not at all
 * (「私物のパソコン」 beside 「私物の端末」, "vouchers" beside "gifts"); null where there is none.
 */
export function closerBan(
  best: Candidate,
  candidates: readonly Candidate[],
  { terms }: Retrieval,
): Candidate | null {
  const rarest = Math.max(0, ...terms.map((term) => term.idf));
  const literal = ({ ranked: { matches }, words }: Finding) =>
    matches
      .filter(
        (match) => match.kind === 'exact' && match.term.idf >= TELLING * rarest && mentions(words, match),
      )
      .map(({ term }) => term);
  const had = literal(best.finding);
  return (
    candidates.find(
      (other) =>
        other !== best &&
        other.ruling.verdict === 'not_allowed' &&
        literal(other.finding).some((term) => !PROCEDURE.test(term.surface) && !had.includes(term)),
    ) ?? null
  );
}
