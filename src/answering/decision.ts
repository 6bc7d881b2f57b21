import type { Retrieval } from '../domain/retrieval.ts';
import { normaliseText } from '../retrieval/text.ts';
import { mostPromising, weighCandidates } from './candidates.ts';
import type { ClauseTree } from './clause-tree.ts';
import { type DefinitionFinding, findDefinition } from './definition.ts';
import { type Decision, gate, isPermissive, isRestrictive, leaveToPerson, NOTHING } from './gate.ts';
import { hasRarest } from './matter.ts';
import { closerBan } from './permission.ts';
import type { QuestionReading } from './question-reading.ts';
import { findScope } from './scope.ts';

/** Least share of the question's words, by idf, that a scope sentence must name. */
const SCOPE_SUPPORT = { applies: 0.25, does_not_apply: 0.3, needs_person: 0.3 } as const;
/** A clause with less than this share of the question's words does not make a question of another topic ours. */
const ON_TOPIC = 0.45;
/** A ban less relevant than this does not stand in the way of a permission. */
const LEAST_OF_A_BAN = 0.15;
/** Asks whether a text names something, not whether it binds somebody. */
const ASKS_WHETHER_LISTED =
  /含(?:ま|む)|入(?:る|り)|関係(?:ある|あり)|想定|\b(?:includ\w+|part of|counts?|listed|mentioned)\b/i;

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
  // Where one clause grants and another that knows the case better forbids, the stricter one goes out.
  const withoutPassingOver = (decided: Decision): Decision => {
    const ban = isPermissive(decided.verdict) ? closerBan(best, candidates, retrieval) : null;
    if (ban === null || ban.relevance < LEAST_OF_A_BAN) return decided;
    const forbidden = gate(effective, retrieval, ban, tree);
    return isRestrictive(forbidden.verdict) ? forbidden : leaveToPerson(ban, tree);
  };
  const decision = withoutPassingOver(gate(effective, retrieval, best, tree));
  const onTheNew = candidates.filter(({ finding }) =>
    hasRarest(added, retrieval.terms, finding.ranked.matches),
  );
  if (onTheNew.includes(best)) return decision;
  const other = onTheNew.length === 0 ? null : gate(effective, retrieval, mostPromising(onTheNew), tree);
  if (other !== null && other.verdict !== 'not_stated') return other;
  // A ban may well hold for the new case too, and must not be passed over; a permission does not reach so far.
  return isRestrictive(decision.verdict)
    ? leaveToPerson(best, tree)
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
  };
}
