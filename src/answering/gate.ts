import { RULINGS, type Verdict } from '../domain/answer.ts';
import type { Clause } from '../domain/policy.ts';
import type { Retrieval, TermMatch } from '../domain/retrieval.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { Candidate } from './candidates.ts';
import { type CitedClause, citedClauses, supportingClauses } from './cited-clauses.ts';
import type { ClauseTree } from './clause-tree.ts';
import type { Finding } from './findings.ts';
import {
  askedTerms,
  hasSubject,
  limitsTheUse,
  namesAct,
  sharedActs,
  speaksOfSome,
  takesActForThing,
  thingsShared,
} from './matter.ts';
import { mentions } from './mentions.ts';
import { PROCEDURE, reachesTheCase } from './permission.ts';
import type { QuestionReading } from './question-reading.ts';
import type { Ruling } from './ruling.ts';

/** What goes out, before it is put into words. */
export interface Decision {
  readonly verdict: Verdict;
  readonly cited: readonly CitedClause[];
  /** Definitions and referred clauses that help to read the cited ones. */
  readonly supporting: readonly Clause[];
  /** What the first clause rules, or may rule where a person decides; null where nothing was weighed. */
  readonly ruling: Ruling | null;
  /** A proviso stands in the clause and the question does not speak of its case. */
  readonly openException: boolean;
  /** 0–1. */
  readonly confidence: number;
}

/** What a decision has where no clause is quoted. */
export const NOTHING: Omit<Decision, 'verdict'> = {
  cited: [],
  supporting: [],
  ruling: null,
  openException: false,
  confidence: 0,
};

/**
 * Least relevance for each kind of verdict. Set on the development sets so that a ruling given is right in about
 * nine of ten questions; a permission needs more than a ban, and quoting a clause needs little where the question
 * asks what the policy says.
 */
const LEAST = {
  permissive: 0.6,
  restrictive: 0.45,
  inPrinciple: 0.38,
  warning: 0.25,
  quoting: 0.12,
  informing: 0.4,
  incident: 0.15,
  coverage: 0.3,
  actCoverage: 0.2,
  sentence: 0.12,
  quotedCoverage: 0.35,
  actless: 0.45,
} as const;

/** The decision of one candidate: its ruling where it is near enough and speaks of the matter, else why not. */
export function gate(
  reading: QuestionReading,
  retrieval: Retrieval,
  candidate: Candidate,
  tree: ClauseTree,
): Decision {
  const { finding, ruling, relevance } = candidate;
  const speaksOfIt =
    reading.intent === 'incident' ||
    (speaksOf(reading, retrieval, candidate) &&
      hasSubject(reading.text, retrieval.terms, finding.ranked.matches));
  if (speaksOfIt && isPermissive(ruling.verdict) && !reachesTheCase(reading, retrieval, candidate))
    return leaveToPerson(candidate, tree);
  if (
    speaksOfIt &&
    RULINGS.has(ruling.verdict) &&
    relevance >= LEAST.warning &&
    (limitsTheUse(reading.text, retrieval, finding.words) ||
      (isRestrictive(ruling.verdict) && speaksOfSome(finding.words, finding.ranked.matches)))
  )
    return leaveToPerson(candidate, tree);
  if (relevance < leastRelevance(reading, ruling) || ruling.verdict === 'not_stated' || !speaksOfIt) {
    if (speaksOfIt && relevance >= LEAST.warning && RULINGS.has(ruling.verdict))
      return leaveToPerson(candidate, tree);
    const open = reading.incident || reading.exemption || reading.intent === 'sanction';
    return { ...NOTHING, verdict: open ? 'needs_person' : 'not_stated', confidence: 1 - relevance };
  }
  return {
    verdict: ruling.verdict,
    cited: citedClauses(finding, ruling),
    supporting: supportingClauses(finding, tree),
    ruling,
    openException: ruling.but !== null && finding.exceptionFit !== 'met',
    confidence: relevance,
  };
}

function leastRelevance(reading: QuestionReading, ruling: Ruling): number {
  if (reading.intent === 'incident') return LEAST.incident;
  if (reading.intent === 'definition' || reading.intent === 'information') return LEAST.quoting;
  // 「原則として」 sends the reader on to a person anyway.
  if (isRestrictive(ruling.verdict)) return ruling.on?.inPrinciple ? LEAST.inPrinciple : LEAST.restrictive;
  return isPermissive(ruling.verdict) ? LEAST.permissive : LEAST.informing;
}

/**
 * A ruling must speak of the matter: the clause of a fair share of the question, its deciding words of some of it. One
 * that lacks the act must share two things at least, for a clause on the same thing may be about another act; a
 * permission then needs a wider share, and something of the sentence that asks.
 */
function speaksOf(
  { text: question, intent }: QuestionReading,
  retrieval: Retrieval,
  { evidence, ruling, finding }: Candidate,
): boolean {
  const { terms } = retrieval;
  const { coverage, sentence, rarest } = evidence;
  const { matches } = finding.ranked;
  if (ruling.verdict === 'informational') return rarest > 0 || coverage >= LEAST.quotedCoverage;
  if (!RULINGS.has(ruling.verdict)) return true;
  const acts = sharedActs(question, retrieval, matches);
  const fair = acts.length > 0 && isRestrictive(ruling.verdict) ? LEAST.actCoverage : LEAST.coverage;
  if (coverage < fair || sentence < LEAST.sentence) return false;
  if (acts.length === 0) {
    if (thingsShared(question, terms, matches) < 2) return false;
    if (takesActForThing(question, retrieval, matches)) return false;
    // Leave for an act that the clause lacks is not given by it, however near the rest.
    if (isPermissive(ruling.verdict) && intent === 'permission' && namesAct(question, retrieval))
      return false;
  }
  if (!isPermissive(ruling.verdict)) return true;
  const asked = askedTerms(question, terms);
  const doing = acts.filter(({ term }) => !PROCEDURE.test(term.surface));
  const does = (doing.length > 0 ? doing : acts).some((match) => isDone(match, finding));
  const marks = doing.length > 0 && doing.every((match) => onlyMarks(match, finding.words));
  return (
    (does || (coverage >= LEAST.actless && !marks)) && matches.some((match) => asked.includes(match.term))
  );
}

/** Whether the deciding words do the act: not as a condition, and not as the mark of a thing (「庁外の者が主催するウェブ会議」). */
function isDone(match: TermMatch, finding: Finding): boolean {
  return (
    (mentions(finding.words, match) || match.kind !== 'exact') &&
    !onlyInCondition(match, finding) &&
    !onlyMarks(match, finding.words)
  );
}

/** What a verb before one of these does is what the sentence is about. */
const CASE_NOUN = '(?:場合|時|際|事|予定|必要|目的|旨|前|後|職員|社員|者|課|部署|教員)';

function onlyMarks({ as }: TermMatch, words: string): boolean {
  if (!/[\p{Script=Han}\p{Script=Katakana}ー]$/u.test(as)) return false;
  const after = words.split(as).slice(1);
  const marks = new RegExp(
    `^(?:する|した|している|される|された)(?!${CASE_NOUN})[\\p{Script=Han}\\p{Script=Katakana}]`,
    'u',
  );
  return after.length > 0 && after.every((rest) => marks.test(rest));
}

/** 「許可を得なければ」, "unless the patient has signed": what stands only there is not what the rule allows. */
function onlyInCondition(match: TermMatch, { rule, words }: Finding): boolean {
  const besides = (rule?.conditions ?? []).reduce(
    (rest, part) => rest.replace(normaliseText(part), ' '),
    words,
  );
  return !mentions(besides, match);
}

/** A rule that may well be the one, but not surely: shown and left to a person, never passed over in silence. */
export function leaveToPerson({ finding, ruling, relevance }: Candidate, tree: ClauseTree): Decision {
  return {
    ...NOTHING,
    verdict: 'needs_person',
    cited: citedClauses(finding, ruling),
    supporting: supportingClauses(finding, tree),
    ruling,
    confidence: relevance,
  };
}

export function isRestrictive(verdict: Verdict): boolean {
  return verdict === 'not_allowed' || verdict === 'required';
}

export function isPermissive(verdict: Verdict): boolean {
  return verdict === 'allowed' || verdict === 'allowed_conditional' || verdict === 'does_not_apply';
}
