import type { Verdict } from '../domain/answer.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { Brief } from './brief.ts';
import { strangeFigure } from './figures.ts';
import { fault } from './follows.ts';
import type { ProblemCode } from './problem.ts';
import type { Quote } from './quotes.ts';
import type { QuotedRule } from './rules-quoted.ts';
import type { Force, Reading, Statement, StatementReader } from './statement.ts';

interface Found {
  readonly code: ProblemCode;
  readonly detail: string;
}

/** Under these verdicts nothing is settled, so nothing may be opened. */
const ABSTAINS: ReadonlySet<Verdict> = new Set<Verdict>(['needs_person', 'not_stated']);
const OPENS: ReadonlySet<Force> = new Set<Force>(['may', 'need_not']);
/** Statements whose numbers must all be said: what is left out would widen them. */
const COUNTED: ReadonlySet<Force> = new Set<Force>([...OPENS, 'exception', 'applies_not', 'fact']);
/** Forces that a statement without a word of its own may have, as an answer to the question. */
const BARE: Readonly<Partial<Record<Verdict, Force>>> = {
  allowed: 'may',
  not_allowed: 'must_not',
  required: 'must',
};

/**
 * Checks that every statement of a sentence follows from one rule of its quotes, or is one of the few that state no rule
 * (whom to ask, that nothing is said). Null where all do.
 */
export function checkStatements(
  reading: Reading,
  text: string,
  rules: readonly QuotedRule[],
  quotes: readonly Quote[],
  brief: Brief,
  reader: StatementReader,
): Found | null {
  const { verdict } = brief.answer;
  if (reading.statements.length === 0) {
    const isAnswer =
      reading.reply === 'yes' ? verdict === 'allowed' || verdict === 'applies' : verdict === 'not_allowed';
    return isAnswer ? null : { code: 'looser_than_clause', detail: text };
  }
  if (reading.reply === 'yes' && (verdict === 'not_allowed' || ABSTAINS.has(verdict)))
    return { code: 'contrary', detail: text };
  for (const statement of reading.statements) {
    const found = checkStatement(statement, text, rules, quotes, brief, reader);
    if (found !== null) return found;
  }
  return null;
}

function checkStatement(
  statement: Statement,
  text: string,
  rules: readonly QuotedRule[],
  quotes: readonly Quote[],
  { answer, questions, sources }: Brief,
  reader: StatementReader,
): Found | null {
  const { force, act, conditions } = statement;
  const asked = questions.flatMap((question) => reader.words(normaliseText(question)));
  const within = (texts: readonly string[]) => {
    const pool = texts.flatMap((one) => reader.words(normaliseText(one)));
    const strange = [...act, ...conditions.flatMap(({ words }) => words)].find(
      (word) => word.marks.size > 0 || !pool.some((other) => reader.matches(other, word)),
    );
    return strange === undefined ? null : { code: 'strange_word' as const, detail: strange.surface };
  };
  const opens = OPENS.has(force);
  if (opens && ABSTAINS.has(answer.verdict)) return { code: 'looser_than_clause', detail: text };
  if (force === 'ask') {
    const names = [answer.approver, answer.contact?.name].filter((name) => name != null);
    const deciders = quotes
      .flatMap(({ norms }) => norms.flatMap(({ approver, decider }) => [approver, decider]))
      .filter((name) => name !== null);
    return conditions.length > 0
      ? { code: 'strange_word', detail: text }
      : within([...names, ...deciders, ...PERSONS]);
  }
  if (force === 'silent' || force === 'unsettled')
    return ABSTAINS.has(answer.verdict)
      ? within([...questions, ...TEXTS])
      : { code: 'looser_than_clause', detail: text };
  if (force === 'conditional') {
    if (answer.verdict !== 'allowed_conditional') return { code: 'looser_than_clause', detail: text };
    return within([...rules.filter(({ decides }) => decides).map((rule) => rule.text), ...questions]);
  }
  if (act.length === 0 && conditions.length === 0)
    return BARE[answer.verdict] === force
      ? null
      : { code: opens ? 'looser_than_clause' : 'says_nothing', detail: text };
  const own = quotes.map(({ source }) => source);
  const headings = own
    .flatMap(({ citation }) => [citation.title, citation.documentTitle])
    .flatMap((title) => reader.words(normaliseText(title)));
  let nearest: Found | null = null;
  for (const rule of rules) {
    if (opens && answer.verdict === 'not_allowed' && !rule.isWayOut) continue;
    if (statement === rule && (rule.decides || !opens)) return null;
    const elsewhere = sources.flatMap(({ citation }) =>
      reader.words(normaliseText(citation.quote).replace(rule.text, ' ')),
    );
    const at = fault(statement, rule, { asked, headings, elsewhere }, reader);
    const strange = strangeFigure(text, [rule.text]);
    const left = COUNTED.has(force) ? strangeFigure(rule.text, [text]) : null;
    if (at === null && strange === null && left === null) return null;
    if (at !== null && at.code !== null) nearest ??= { code: at.code, detail: at.word };
    else if (at === null && strange !== null) nearest ??= { code: 'strange_number', detail: strange };
    else if (at === null && left !== null) nearest ??= { code: 'unconditional', detail: left };
  }
  return nearest ?? { code: opens ? 'looser_than_clause' : 'stronger_than_clause', detail: text };
}

const PERSONS = ['担当者 担当 窓口 人', 'person responsible'];
const TEXTS = ['規程 条文 規定 社内', 'policy clause rule document documents'];

/** Whether the first sentence says what the verdict says; a reader may read no further. */
export function saysVerdict({ reply, statements }: Reading, verdict: Verdict): boolean {
  const has = (...forces: readonly Force[]) => statements.some(({ force }) => forces.includes(force));
  const isBare = statements.every(({ act, conditions }) => act.length === 0 && conditions.length === 0);
  switch (verdict) {
    case 'allowed':
      return (has('may', 'need_not') || reply === 'yes') && !has('must_not') && reply !== 'no';
    case 'allowed_conditional':
      return has('may', 'must', 'must_not', 'conditional') && !isBare;
    case 'not_allowed':
      return has('must_not') || (reply === 'no' && !has('may', 'need_not'));
    case 'required':
      return (has('must') || reply === 'yes') && reply !== 'no';
    case 'applies':
      return (has('applies') || reply === 'yes') && reply !== 'no';
    case 'does_not_apply':
      return has('applies_not') && reply !== 'yes';
    case 'not_stated':
      return has('silent', 'unsettled');
    case 'needs_person':
      return has('discretion', 'unsettled', 'ask');
    default:
      return true;
  }
}
