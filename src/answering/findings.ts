import type { Clause, Language } from '../domain/policy.ts';
import type { RankedClause, Retrieval, TermMatch } from '../domain/retrieval.ts';
import { readNorms } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { ClauseTree } from './clause-tree.ts';
import { checkLimits, type LimitCheck } from './limits.ts';
import { mentions, sumOfIdf } from './mentions.ts';
import { hasNestedException, readRule, strongest, type WeighedNorm } from './rule-reading.ts';

/** Whether the question's facts make the case of an exception: yes, perhaps, not mentioned, or ruled out by a limit. */
export type ExceptionFit = 'met' | 'partly' | 'none' | 'excluded';

/** What one retrieved clause says about the question. */
export interface Finding {
  readonly ranked: RankedClause;
  /** The clause that was found. */
  readonly clause: Clause;
  readonly language: Language;
  /** The sentence that decides: of the clause itself, or of the clause above whose list it continues. */
  readonly rule: WeighedNorm | null;
  /** An exception to the rule in the same clause or right below it. */
  readonly exception: WeighedNorm | null;
  readonly exceptionFit: ExceptionFit;
  /** The exception itself has exceptions, which only a reader can weigh. */
  readonly nested: boolean;
  /** The words that decide, normalised: the rule with what carries it further, its exception, the line found. */
  readonly words: string;
  /** How quantities in the question stand to the limits of the rule. */
  readonly limits: LimitCheck;
}

/** Reads the norms of each retrieved clause with the question in view, in rank order. */
export function readFindings(
  question: string,
  retrieval: Retrieval,
  tree: ClauseTree,
  limit: number,
): readonly Finding[] {
  const total = retrieval.terms.reduce((sum, term) => sum + term.idf, 0) || 1;
  return retrieval.ranked.slice(0, limit).map((ranked) => readFinding(question, ranked, tree, total));
}

function readFinding(question: string, ranked: RankedClause, tree: ClauseTree, total: number): Finding {
  const { clause, matches } = ranked;
  const { rule, exceptions } = readRule(clause, matches, tree);
  const exception = strongest(exceptions.filter((norm) => norm !== rule));
  return {
    ranked,
    clause,
    language: tree.document(clause)?.language ?? 'ja',
    rule,
    exception,
    exceptionFit: exception === null ? 'none' : fitOf(exception, rule, clause, matches, question, total),
    nested: [exception?.clause, rule?.clause].some((at) => at !== undefined && hasNestedException(at, tree)),
    words: decidingWords(clause, rule, exception, tree),
    limits: rule === null ? 'unknown' : limitsOf(question, rule, exception, clause),
  };
}

/** Against the limits of the sentence that rules; where it says nothing, against those of the line it rules on. */
function limitsOf(
  question: string,
  rule: WeighedNorm,
  exception: WeighedNorm | null,
  found: Clause,
): LimitCheck {
  const ruled = checkLimits(question, sentenceOf(rule));
  const isLine = rule.clause !== found && exception?.clause !== found;
  return ruled === 'unknown' && isLine ? checkLimits(question, normaliseText(found.text)) : ruled;
}

function decidingWords(
  found: Clause,
  rule: WeighedNorm | null,
  exception: WeighedNorm | null,
  tree: ClauseTree,
): string {
  const language = tree.document(found)?.language ?? 'ja';
  const norms = rule === null ? [] : readNorms(rule.clause.text, language);
  const extensions = norms.filter(({ role }) => role === 'extension');
  const spans = new Map<string, { clause: Clause; start: number; end: number }>();
  const add = (clause: Clause, { start, end }: { start: number; end: number }) =>
    spans.set(`${clause.id} ${start}`, { clause, start, end });
  if (rule !== null) for (const norm of [rule, ...extensions]) add(rule.clause, norm);
  if (exception !== null) add(exception.clause, exception);
  // A line of a list names the case; the sentence above it rules.
  if (rule?.clause !== found) add(found, { start: 0, end: found.text.length });
  return [...spans.values()]
    .map(({ clause, start, end }) => normaliseText(clause.text.slice(start, end)))
    .join('\n');
}

/** At least this share of the question's words (by idf) must be the exception's own for its case to be taken as made. */
const OWN_SHARE = 0.25;

function fitOf(
  exception: WeighedNorm,
  rule: WeighedNorm | null,
  found: Clause,
  matches: readonly TermMatch[],
  question: string,
  total: number,
): ExceptionFit {
  const within = sentenceOf(exception);
  const limits = checkLimits(question, within);
  if (limits === 'beyond' || limits === 'short') return 'excluded';
  const line = exception.clause === found && exception.start === 0 && rule !== null && rule.clause !== found;
  const without = rule === null ? '' : sentenceOf(rule);
  const own = sumOfIdf(matches.filter((match) => mentions(within, match) && !mentions(without, match)));
  if (line || own / total >= OWN_SHARE || (limits === 'within' && own > 0)) return 'met';
  return own > 0 ? 'partly' : 'none';
}

function sentenceOf(norm: WeighedNorm): string {
  return normaliseText(norm.clause.text.slice(norm.start, norm.end));
}
