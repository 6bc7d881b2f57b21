import { RULINGS, type Verdict } from '../domain/answer.ts';
import type { Clause, Modality } from '../domain/policy.ts';
import type { Retrieval, TermMatch } from '../domain/retrieval.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { ClauseTree } from './clause-tree.ts';
import { type DefinitionFinding, findDefinition } from './definition.ts';
import { type Finding, readFindings } from './findings.ts';
import { askedTerms, hasRarest, hasSubject, sharedActs, thingsShared } from './matter.ts';
import { mentions } from './mentions.ts';
import type { QuestionReading } from './question-reading.ts';
import { gatherRelevance, type RelevanceEvidence, relevance } from './relevance.ts';
import { type Ruling, rule, STATES_NO_RULE } from './ruling.ts';
import { findScope } from './scope.ts';

/** What goes out, before it is put into words. */
export interface Decision {
  readonly verdict: Verdict;
  readonly cited: readonly { readonly clause: Clause; readonly span?: { start: number; end: number } }[];
  /** Definitions and referred clauses that help to read the cited ones. */
  readonly supporting: readonly Clause[];
  readonly conditions: readonly string[];
  readonly approver: string | null;
  readonly procedure: 'approval' | 'notification' | null;
  readonly force: Modality | null;
  readonly inPrinciple: boolean;
  readonly openException: boolean;
  readonly confidence: number;
}

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
/** Least share of the question's words, by idf, that a scope sentence must name. */
const SCOPE_SUPPORT = { applies: 0.25, does_not_apply: 0.3 } as const;
/** A clause with less than this share of the question's words does not make a question of another topic ours. */
const ON_TOPIC = 0.45;
/** Asks whether a text names something, not whether it binds somebody. */
const ASKS_WHETHER_LISTED =
  /含(?:ま|む)|入(?:る|り)|関係(?:ある|あり)|想定|\b(?:includ\w+|part of|counts?|listed|mentioned)\b/i;
/** How many clauses from the top are weighed against each other. */
const WEIGHED = 8;

const NOTHING: Omit<Decision, 'verdict'> = {
  cited: [],
  supporting: [],
  conditions: [],
  approver: null,
  procedure: null,
  force: null,
  inPrinciple: false,
  openException: false,
  confidence: 0,
};

/**
 * Decides what to answer: the ruling of the clause that fits best, if it fits well enough, else why not. `added`
 * (normalised) is what a follow-up newly speaks of: a clause that lacks it answers the question before, not this one.
 */
export function decide(
  reading: QuestionReading,
  retrieval: Retrieval,
  tree: ClauseTree,
  added = '',
): Decision {
  if (reading.intent === 'attack' || reading.intent === 'others_data')
    return { ...NOTHING, verdict: 'refuse', confidence: 1 };
  if (reading.intent === 'chitchat') return { ...NOTHING, verdict: 'chitchat', confidence: 1 };
  const named = namedClauses(reading, retrieval, tree);
  if (named !== null) return named;
  if (reading.intent === 'external_text') {
    const ours = tree.documents.some(({ title }) => reading.text.includes(normaliseText(title)));
    return { ...NOTHING, verdict: ours ? 'not_stated' : 'out_of_scope', confidence: 1 };
  }
  const widest = Math.max(0, ...retrieval.ranked.map((ranked) => ranked.coverage));
  if (reading.intent === 'off_topic' && widest < ON_TOPIC)
    return { ...NOTHING, verdict: 'out_of_scope', confidence: 1 - widest };
  if (retrieval.ranked.length === 0)
    return { ...NOTHING, verdict: reading.incident ? 'needs_person' : 'not_stated' };
  if (reading.intent === 'definition') {
    const found = findDefinition(reading.text, retrieval, tree);
    if (found !== null) return quoteDefinition(found);
  }
  if (reading.intent === 'scope') {
    const scope = scopeDecision(reading.text, retrieval, tree, added);
    if (scope !== null) return scope;
  }
  // What no scope clause names may still be listed or ruled on elsewhere; a clause that only lists it is quoted.
  const effective =
    reading.intent === 'scope'
      ? { ...reading, intent: 'duty' as const, explicit: !ASKS_WHETHER_LISTED.test(reading.text) }
      : reading;
  const candidates = weighCandidates(effective, retrieval, tree);
  const best = mostPromising(candidates);
  const decision = gate(effective, retrieval, best, tree);
  const onTheNew = candidates.filter(({ finding }) =>
    hasRarest(added, retrieval.terms, finding.ranked.matches),
  );
  if (onTheNew.includes(best)) return decision;
  const other = onTheNew.length === 0 ? null : gate(effective, retrieval, mostPromising(onTheNew), tree);
  if (other !== null && other.verdict !== 'not_stated') return other;
  // A ban may well hold for the new case too, and must not be passed over; a permission does not reach so far.
  return isRestrictive(decision.verdict)
    ? leaveToPerson(best.finding, best.ruling, tree, best.relevance)
    : { ...NOTHING, verdict: 'not_stated', confidence: 1 - best.relevance };
}

/** A clause asked for by its number is quoted, with the lines below it; a ruling is still weighed by its words. */
function namedClauses(
  { intent, explicit }: QuestionReading,
  { numbered }: Retrieval,
  tree: ClauseTree,
): Decision | null {
  const [clause] = numbered;
  const asksForIt =
    intent === 'definition' || intent === 'information' || intent === 'external_text' || !explicit;
  if (clause === undefined || !asksForIt) return null;
  const lines = [clause, ...tree.children(clause)].filter((part) => part.text.trim() !== '');
  if (lines.length === 0) return null;
  return {
    ...NOTHING,
    verdict: 'informational',
    cited: lines.slice(0, 6).map((part) => ({ clause: part })),
    confidence: 1,
  };
}

function quoteDefinition({ clause, span, lines }: DefinitionFinding): Decision {
  return {
    ...NOTHING,
    verdict: 'informational',
    cited: [{ clause, span }, ...lines.map((line) => ({ clause: line }))],
    confidence: 1,
    force: 'definition',
  };
}

function scopeDecision(
  question: string,
  retrieval: Retrieval,
  tree: ClauseTree,
  added: string,
): Decision | null {
  const scope = findScope(question, retrieval, tree);
  if (scope === null || scope.support < SCOPE_SUPPORT[scope.verdict]) return null;
  const { matches } = retrieval.ranked.find(({ clause }) => clause === scope.clause) ?? { matches: [] };
  if (!hasRarest(added, retrieval.terms, matches)) return null;
  return {
    ...NOTHING,
    verdict: scope.verdict,
    cited: [{ clause: scope.clause, span: { start: scope.start, end: scope.end } }],
    confidence: scope.support,
    force: 'scope',
  };
}

/** A retrieved clause with what it would rule and how likely it is to decide the question. */
export interface Candidate {
  readonly finding: Finding;
  readonly ruling: Ruling;
  readonly evidence: RelevanceEvidence;
  /** 0–1, see `relevance`. */
  readonly relevance: number;
}

/** Weighs the first few clauses against each other, in rank order. */
export function weighCandidates(
  reading: QuestionReading,
  retrieval: Retrieval,
  tree: ClauseTree,
): readonly Candidate[] {
  const read = readFindings(reading.text, retrieval, tree, WEIGHED).map((finding) => ({
    finding,
    ruling: rule(reading, finding),
  }));
  return gatherRelevance(reading.text, retrieval, read).map((evidence, i) => ({
    ...(read[i] as (typeof read)[number]),
    evidence,
    relevance: relevance(evidence),
  }));
}

function mostPromising(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((best, other) => (promise(other) > promise(best) ? other : best));
}

/** A clause that is silent on what was asked gives way to one nearly as close that speaks, a definition sooner. */
function promise({ relevance, ruling, finding }: Candidate): number {
  if (ruling.verdict !== 'not_stated') return relevance;
  return relevance * (STATES_NO_RULE.has(finding.clause.kind) ? 0.6 : 0.8);
}

function gate(
  reading: QuestionReading,
  retrieval: Retrieval,
  candidate: Candidate,
  tree: ClauseTree,
): Decision {
  const { finding, ruling, relevance } = candidate;
  const speaksOfIt =
    reading.intent === 'incident' ||
    (speaksOf(reading.text, retrieval, candidate) &&
      hasSubject(reading.text, retrieval.terms, finding.ranked.matches));
  if (relevance < leastRelevance(reading, ruling) || ruling.verdict === 'not_stated' || !speaksOfIt) {
    if (speaksOfIt && relevance >= LEAST.warning && RULINGS.has(ruling.verdict))
      return leaveToPerson(finding, ruling, tree, relevance);
    const open = reading.incident || reading.exemption || reading.intent === 'sanction';
    return { ...NOTHING, verdict: open ? 'needs_person' : 'not_stated', confidence: 1 - relevance };
  }
  return {
    verdict: ruling.verdict,
    cited: citedClauses(finding, ruling),
    supporting: supportingClauses(finding, tree),
    conditions: ruling.conditions,
    approver: ruling.approver,
    procedure: ruling.on?.procedure ?? ruling.but?.procedure ?? null,
    force: ruling.on?.force ?? null,
    inPrinciple: ruling.on?.inPrinciple ?? false,
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
function speaksOf(question: string, retrieval: Retrieval, { evidence, ruling, finding }: Candidate): boolean {
  const { terms } = retrieval;
  const { coverage, sentence, rarest } = evidence;
  const { matches } = finding.ranked;
  if (ruling.verdict === 'informational') return rarest > 0 || coverage >= LEAST.quotedCoverage;
  if (!RULINGS.has(ruling.verdict)) return true;
  const acts = sharedActs(question, retrieval, matches);
  const fair = acts.length > 0 && isRestrictive(ruling.verdict) ? LEAST.actCoverage : LEAST.coverage;
  if (coverage < fair || sentence < LEAST.sentence) return false;
  if (acts.length === 0 && thingsShared(question, terms, matches) < 2) return false;
  if (!isPermissive(ruling.verdict)) return true;
  const asked = askedTerms(question, terms);
  return (
    (acts.some((match) => !onlyInCondition(match, finding)) || coverage >= LEAST.actless) &&
    matches.some((match) => asked.includes(match.term))
  );
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
function leaveToPerson(finding: Finding, ruling: Ruling, tree: ClauseTree, relevance: number): Decision {
  return {
    ...NOTHING,
    verdict: 'needs_person',
    cited: citedClauses(finding, ruling),
    supporting: supportingClauses(finding, tree),
    force: ruling.on?.force ?? null,
    confidence: relevance,
  };
}

function isRestrictive(verdict: Verdict): boolean {
  return verdict === 'not_allowed' || verdict === 'required';
}

function isPermissive(verdict: Verdict): boolean {
  return verdict === 'allowed' || verdict === 'allowed_conditional' || verdict === 'does_not_apply';
}

/** The found clause, then the clause above whose sentence rules, then a child that holds the exception. */
function citedClauses(finding: Finding, ruling: Ruling): Decision['cited'] {
  const cited = new Map<string, { clause: Clause; span?: { start: number; end: number } }>();
  const add = (clause: Clause, span?: { start: number; end: number }) => {
    if (!cited.has(clause.id)) cited.set(clause.id, span === undefined ? { clause } : { clause, span });
  };
  const own = [ruling.on, ruling.but]
    .filter((norm) => norm?.clause === finding.clause)
    .map((norm) => norm as NonNullable<typeof norm>);
  const from = Math.min(...own.map((norm) => norm.start));
  const to = Math.max(...own.map((norm) => norm.end));
  add(finding.clause, own.length === 0 ? undefined : { start: from, end: to });
  for (const norm of [ruling.on, ruling.but])
    if (norm) add(norm.clause, { start: norm.start, end: norm.end });
  return [...cited.values()];
}

/** Definitions of terms that the deciding clause uses, and the clauses it refers to. */
function supportingClauses(finding: Finding, tree: ClauseTree): readonly Clause[] {
  const { clause } = finding;
  const document = tree.document(clause);
  const definitions = (document?.clauses ?? []).filter(
    (other) =>
      other !== clause &&
      other.definedTerms.some(({ term }) => term.length >= 2 && clause.text.includes(term)),
  );
  const referred = clause.references.flatMap((reference) =>
    reference.targets.flatMap((label) => tree.sibling(clause, label) ?? []),
  );
  const bridging = definitions.filter((definition) =>
    finding.ranked.matches.some((match) => mentions(definition.text, match)),
  );
  return [...new Set([...bridging, ...referred, ...definitions])].slice(0, 3);
}
