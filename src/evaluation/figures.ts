import type { ClauseTree } from '../answering/clause-tree.ts';
import { type Answer, isGrounded, RULINGS, type Verdict } from '../domain/answer.ts';
import type { Clause } from '../domain/policy.ts';
import type { CheckQuestion } from './check-questions.ts';
import { isGold, isNearGold, isVerbatim } from './gold.ts';

/** One question, the answer it got, and how that compares with what was expected. */
export interface CheckedAnswer {
  readonly question: CheckQuestion;
  readonly answer: Answer;
  readonly latencyMs: number;
  /** Place (from 1) of the first gold clause among citations, then related; null when none is there. */
  readonly goldRank: number | null;
  /** For each citation, whether it is gold or close to it (above, directly below, referred to by it). */
  readonly citationsNearGold: readonly boolean[];
  /** For each citation and related clause, whether the quote is verbatim. */
  readonly quotesVerbatim: readonly boolean[];
}

/** What `evaluate` reports. Shares are 0–1, and null where no question bears on them. */
export interface StaffFigures {
  readonly questions: number;
  /** Share of the answerable questions with gold that show a gold clause first. */
  readonly clauseHitAt1: number | null;
  /** … among the first three of citations, then related clauses. */
  readonly clauseHitAt3: number | null;
  readonly clauseHitAt5: number | null;
  /** Mean of 1 / place of the first gold clause over the same questions; 0 where none is shown. */
  readonly mrr: number | null;
  /** Share of their citations that are gold, above it, directly below it, or referred to by it. */
  readonly citationPrecision: number | null;
  /** Share of all questions whose verdict is accepted. */
  readonly verdictAccuracy: number | null;
  /** Of the answers withheld, the share whose expected verdict is a withheld one, whatever the kind. */
  readonly withheldPrecision: number | null;
  /** Of the questions whose expected verdict is a withheld one, the share whose answer is withheld. */
  readonly withheldRecall: number | null;
  /** Of the answers that rule, the share whose verdict is accepted. */
  readonly rulingPrecision: number | null;
  /** Of the questions whose expected verdict rules, the share whose answer rules. */
  readonly rulingCoverage: number | null;
  /** Answers that permit or exempt where no accepted verdict does. */
  readonly inventedPermissions: number;
  /** Answers that permit or inform where only a prohibition or a duty is accepted. */
  readonly missedProhibitions: number;
  /** Of the rulings where an approver is expected, the share that names that one. */
  readonly approverAccuracy: number | null;
  /** Share of all quotes, citations and related, that stand word for word in their clause. */
  readonly verbatimCitations: number | null;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

const PERMISSIONS = [
  'allowed',
  'allowed_conditional',
  'does_not_apply',
] as const satisfies readonly Verdict[];
const STRICT: ReadonlySet<Verdict> = new Set<Verdict>(['not_allowed', 'required']);

/** Compares an answer with what was expected. `clauses` are all clauses by id, `tree` the tree they stand in. */
export function checkAnswer(
  question: CheckQuestion,
  answer: Answer,
  latencyMs: number,
  clauses: ReadonlyMap<string, Clause>,
  tree: ClauseTree,
): CheckedAnswer {
  const shown = [...answer.citations, ...answer.related];
  const first = shown.findIndex((citation) => {
    const clause = clauses.get(citation.clauseId);
    return clause !== undefined && isGold(question, clause);
  });
  const gold = [...clauses.values()].filter((clause) => isGold(question, clause));
  return {
    question,
    answer,
    latencyMs,
    goldRank: first < 0 ? null : first + 1,
    citationsNearGold: answer.citations.map((citation) => {
      const clause = clauses.get(citation.clauseId);
      return clause !== undefined && isNearGold(question, clause, gold, tree);
    }),
    quotesVerbatim: shown.map((citation) => isVerbatim(citation, clauses.get(citation.clauseId))),
  };
}

/** True when the verdict is not one that passes. */
export const wrongVerdict = ({ question, answer }: CheckedAnswer) => !question.accept.has(answer.verdict);

/** True when the question has deciding clauses and none is among the first three shown. */
export const missedClause = (checked: CheckedAnswer) => hasGold(checked.question) && !(rank(checked) <= 3);

/** A permission that nothing supports: the worst an answer can do. */
export const inventedPermission = ({ question, answer }: CheckedAnswer) =>
  PERMISSIONS.some((verdict) => verdict === answer.verdict) &&
  !PERMISSIONS.some((verdict) => question.accept.has(verdict));

/** Only a prohibition or a duty would have been right, and the answer permits or informs without saying so. */
export const missedProhibition = ({ question, answer }: CheckedAnswer) =>
  [...question.accept].every((verdict) => STRICT.has(verdict)) &&
  isGrounded(answer.verdict) &&
  !STRICT.has(answer.verdict);

/** True when a ruling names no approver, or another one than the clause does. */
export const wrongApprover = ({ question, answer }: CheckedAnswer) =>
  question.approver !== null &&
  RULINGS.has(answer.verdict) &&
  !sameApprover(question.approver, answer.approver);

/** True when any quote is not word for word in its clause. */
export const misquoted = ({ quotesVerbatim }: CheckedAnswer) => quotesVerbatim.includes(false);

/** The figures whose difference between two runs means something: all but the number of questions and the times. */
export function comparableFigures(all: readonly CheckedAnswer[]): Readonly<Record<string, number | null>> {
  const { questions: _, latencyMs: __, ...figures } = staffFigures(all);
  return figures;
}

/** The figures over all answers; shares of questions unless StaffFigures says otherwise. */
export function staffFigures(all: readonly CheckedAnswer[]): StaffFigures {
  const withGold = all.filter(({ question }) => hasGold(question));
  const withheld = (checked: CheckedAnswer) => !isGrounded(checked.answer.verdict);
  const toWithhold = (checked: CheckedAnswer) => !isGrounded(checked.question.verdict);
  const ruled = (checked: CheckedAnswer) => RULINGS.has(checked.answer.verdict);
  const right = (checked: CheckedAnswer) => !wrongVerdict(checked);
  return {
    questions: all.length,
    clauseHitAt1: share(withGold, (checked) => rank(checked) <= 1),
    clauseHitAt3: share(withGold, (checked) => rank(checked) <= 3),
    clauseHitAt5: share(withGold, (checked) => rank(checked) <= 5),
    mrr: mean(withGold.map((checked) => 1 / rank(checked))),
    citationPrecision: share(
      withGold.flatMap((checked) => checked.citationsNearGold),
      (near) => near,
    ),
    verdictAccuracy: share(all, right),
    withheldPrecision: share(all.filter(withheld), toWithhold),
    withheldRecall: share(all.filter(toWithhold), withheld),
    rulingPrecision: share(all.filter(ruled), right),
    rulingCoverage: share(
      all.filter(({ question }) => RULINGS.has(question.verdict)),
      ruled,
    ),
    inventedPermissions: all.filter(inventedPermission).length,
    missedProhibitions: all.filter(missedProhibition).length,
    approverAccuracy: share(
      all.filter((checked) => checked.question.approver !== null && ruled(checked)),
      (checked) => !wrongApprover(checked),
    ),
    verbatimCitations: share(
      all.flatMap((checked) => checked.quotesVerbatim),
      (verbatim) => verbatim,
    ),
    latencyMs: {
      p50: percentile(
        all.map((checked) => checked.latencyMs),
        0.5,
      ),
      p95: percentile(
        all.map((checked) => checked.latencyMs),
        0.95,
      ),
    },
  };
}

/** True for questions that a clause decides and that say which. */
function hasGold(question: CheckQuestion): boolean {
  return question.answerable && (question.gold.length > 0 || question.goldText.length > 0);
}

const rank = (checked: CheckedAnswer) => checked.goldRank ?? Number.POSITIVE_INFINITY;

/** Equal, or one within the other ("課長" in "所属の課長"), whitespace aside. */
function sameApprover(expected: string, given: string | null): boolean {
  if (given === null) return false;
  const [a, b] = [expected, given].map((name) => name.replace(/\s+/g, '').toLowerCase()) as [string, string];
  return b !== '' && (a.includes(b) || b.includes(a));
}

function share<T>(items: readonly T[], passes: (item: T) => boolean): number | null {
  return mean(items.map((item) => (passes(item) ? 1 : 0)));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nearest-rank percentile (the smallest value that at least `p` of the values do not exceed); 0 of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}
