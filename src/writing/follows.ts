import type { QuotedRule } from './rules-quoted.ts';
import type { BoundWord, Condition, Statement, StatementReader } from './statement.ts';

/** What may be taken from elsewhere than the rule itself. */
export interface Context {
  /** Words of the questions: topics, never a condition. */
  readonly asked: readonly BoundWord[];
  /** Words of headings and titles. */
  readonly headings: readonly BoundWord[];
  /** Words of the other sentences of the clauses: what they speak of is not lent to this rule. */
  readonly elsewhere: readonly BoundWord[];
}

/** Operators that may be left out without loosening anything; none may be added. */
const DROPPABLE = new Set(['AND', 'OR', 'も', 'など', '等', 'also', 'う', 'then']);

/** Why a statement does not follow from a rule: a word too many, a word too few, or another thing altogether. */
export interface Fault {
  readonly code: 'strange_word' | 'unconditional' | null;
  readonly word: string;
}

const NOT_AT_ALL: Fault = { code: null, word: '' };

function faulty(code: Fault['code'], word: BoundWord | undefined): Fault | null {
  return word === undefined ? null : { code, word: word.surface };
}

/** Told apart by `isMisplaced`. */
const TENSES = new Set(['DONE', 'TO_DO']);

/**
 * Whether a statement follows from one rule: the same force and the same words with the same operators, in the same place;
 * where it opens something, nothing of the rule may be missing but what was asked. Null where it
 * follows.
 */
export function fault(
  statement: Statement,
  rule: QuotedRule,
  context: Context,
  reader: StatementReader,
): Fault | null {
  const { force, act, conditions } = statement;
  const has = (word: BoundWord, pool: readonly BoundWord[]) =>
    pool.some((other) => supports(other, word, reader));
  const strange = (words: readonly BoundWord[], ...pools: (readonly BoundWord[])[]) =>
    faulty(
      'strange_word',
      words.find((word) => !pools.some((pool) => has(word, pool))),
    );
  const inRule = (kind: Condition['kind']) =>
    rule.conditions.filter((one) => one.kind === kind).flatMap(({ words }) => words);
  const said = [...act, ...conditions.flatMap(({ words }) => words)];
  const missing = (wanted: readonly BoundWord[], ...pools: (readonly BoundWord[])[]) =>
    faulty(
      'unconditional',
      wanted.find(
        (word) =>
          !reader.isLight(word) &&
          !pools.flat().some((other) => reader.matches(word, other) && bearsAlike(word, other)),
      ),
    );
  if (isTurnedRound(statement, rule, reader) || isMisplaced(said, rule, reader)) return NOT_AT_ALL;
  // What is done is what the rule speaks of, not what its words happen to name besides.
  const does = (heads: readonly BoundWord[]) =>
    statement.heads.length === 0 ||
    heads.length === 0 ||
    statement.heads.every((word) => heads.some((head) => reader.matches(head, word)));
  // "Only if" frees in all other cases.
  const hasOnly = (one: Pick<Statement, 'conditions'>) => one.conditions.some(({ isOnly }) => isOnly);
  if (force !== 'may' && hasOnly(statement) && !hasOnly(rule)) return NOT_AT_ALL;
  // A reason says that a case is given; only a ban may be grounded on what it speaks of.
  if (force !== 'must_not' && conditions.some(({ kind }) => kind === 'because')) return NOT_AT_ALL;
  const ifs = [...inRule('if'), ...inRule('after')];
  const unless = inRule('unless');
  const before = inRule('before');
  const of = (kind: Condition['kind']) =>
    conditions.filter((one) => one.kind === kind).flatMap(({ words }) => words);
  const topics = context.asked.filter(
    (word) => !context.elsewhere.some((other) => reader.matches(word, other)),
  );
  // "Yes, if …" speaks of what is asked.
  const isImplied = (word: BoundWord) => act.length === 0 && word.marks.size === 0 && word.part === '';
  const given = [...of('if'), ...of('after')];
  const opensWith = (...kinds: readonly Condition['kind'][]): Fault | null => {
    const all = rule.conditions.filter(({ kind }) => kinds.includes(kind));
    const hasNeed = all.some(({ isCase }) => !isCase);
    const needs = all.filter(({ isCase }) => !(hasNeed && isCase)).flatMap(({ words }) => words);
    const cases = all.filter(({ isCase }) => hasNeed && isCase).flatMap(({ words }) => words);
    const matter = [...rule.act, ...cases];
    return (
      (does(rule.heads) ? null : NOT_AT_ALL) ??
      strange(act, matter, ifs) ??
      strange(of('if').map(withoutAnd), needs, matter) ??
      strange(of('after').map(withoutAnd), needs, cases) ??
      strange(of('before'), before) ??
      strange(of('for'), inRule('for'), matter) ??
      missing(needs, given.map(withoutAnd)) ??
      missing(
        matter.filter((word) => !isImplied(word)),
        said,
        context.asked,
      )
    );
  };

  if (force === 'may' || force === 'need_not') {
    if (!rule.decides) return NOT_AT_ALL;
    if (rule.force === force) {
      if (conditions.some(({ kind }) => kind === 'unless') && unless.length === 0) return NOT_AT_ALL;
      return opensWith('if', 'after') ?? strange(of('unless'), unless) ?? missing(unless, of('unless'));
    }
    if (force === 'may' && rule.force === 'must_not' && unless.length > 0 && of('unless').length === 0)
      return opensWith('unless');
    return NOT_AT_ALL;
  }
  const needs = rule.force === 'may' ? ifs : rule.force === 'must_not' ? unless : [];
  if (force === 'must_not') {
    if (rule.force !== 'must_not' && !(rule.force === 'may' && of('unless').length > 0)) return NOT_AT_ALL;
    return (
      (does(rule.heads) ? null : NOT_AT_ALL) ??
      strange(act, rule.act, ifs, topics, context.headings) ??
      strange(given, rule.force === 'must_not' ? ifs : []) ??
      strange(of('unless'), needs) ??
      missing(of('unless').length > 0 ? needs : [], of('unless')) ??
      strange(of('before'), before) ??
      strange([...of('for'), ...of('because')].map(bare), rule.act.map(bare))
    );
  }
  if (force === 'must') {
    if (rule.force === 'must')
      return (
        (does(rule.heads) ? null : NOT_AT_ALL) ??
        strange(act, rule.act, ifs, before) ??
        strange(given, ifs) ??
        strange(of('unless'), unless) ??
        missing(unless, of('unless')) ??
        strange(of('before'), before, ifs) ??
        strange(of('for'), ifs, before, inRule('for'), topics)
      );
    // After the act, what it hangs on comes too late.
    if (needs.length === 0 || of('unless').length > 0 || of('after').length > 0) return NOT_AT_ALL;
    // Of what it hangs on, the leave is the least that must be said; all where there is none.
    const leave = needs.filter(({ surface }) => LEAVE.test(surface));
    return (
      missing(leave.length > 0 ? leave : needs, act) ??
      strange(act, needs) ??
      strange([...of('if'), ...of('before'), ...of('for')], rule.act, topics)
    );
  }
  if (force === 'done' && rule.force === 'must' && conditions.length === 0) return strange(act, rule.act);
  if (force === 'figure') return strange(said.map(bare), rule.act.map(bare), ifs.map(bare));
  const own = [...rule.act, ...rule.conditions.flatMap(({ words }) => words)];
  if (force === 'exception' || force === 'applies_not') {
    if (!rule.decides || (rule.force !== 'exception' && rule.force !== force)) return NOT_AT_ALL;
    const isScope = rule.force === 'applies_not';
    return isScope
      ? (strange(said.map(bare), own.map(bare), topics) ?? missing(own, said, context.asked))
      : (strange(said, own) ?? missing(own, said));
  }
  // Whom a rule applies to is said in many ways.
  if (force === 'applies')
    return rule.force === force
      ? (strange(said.map(bare), own.map(bare), topics) ?? missing(own.filter(isMarked), said))
      : NOT_AT_ALL;
  const isFact = force === 'fact' || force === 'done';
  if (force !== rule.force && !(isFact && rule.force === 'fact')) return NOT_AT_ALL;
  return strange(said, own) ?? missing(own.filter(isFact ? isNotJoined : isMarked), said, context.asked);
}

const LEAVE =
  /許可|承認|了解|了承|同意|承諾|許諾|決裁|認可|^(?:approv|permission|consent|agree|authori[sz]|sign-off)/;

/** Whether a word stands with another verb, or in another tense, than in the rule (「廃棄した者」 for 「廃棄する者」). */
function isMisplaced(said: readonly BoundWord[], rule: QuotedRule, reader: StatementReader): boolean {
  const words = [...rule.act, ...rule.conditions.flatMap((condition) => condition.words)];
  return said.some((word) => {
    const own = words.filter((other) => reader.matches(other, word));
    const isIn = (tense: string) => own.some(({ marks }) => marks.has(tense));
    // A thing done is not one to be done; neither need be said.
    if (word.marks.has('DONE') && isIn('TO_DO') && !isIn('DONE')) return true;
    if (word.marks.has('TO_DO') && isIn('DONE') && !isIn('TO_DO')) return true;
    return (
      word.verb !== null &&
      own.length > 0 &&
      own.every(({ verb }) => verb !== null && !reader.matches(verb, word.verb as BoundWord))
    );
  });
}

/** A word without the part it plays. */
function bare(word: BoundWord): BoundWord {
  return { ...word, part: '' };
}

/**
 * Whether who does it and what it is done to are exchanged: one stands where the other does in the rule, or a passive leaves
 * them in place.
 */
function isTurnedRound({ act, isPassive }: Statement, rule: QuotedRule, reader: StatementReader): boolean {
  const objects = rule.act.filter(({ isObject }) => isObject);
  const isSwapped = act.some((word) => {
    const own = rule.act.filter((other) => reader.matches(other, word));
    return word.isObject && objects.length > 0 && own.length > 0 && !own.some(({ isObject }) => isObject);
  });
  if (isSwapped) return true;
  const sides = act.flatMap((word) =>
    rule.act
      .filter((own) => own.side !== '' && word.side !== '' && reader.matches(own, word))
      .map((own) => `${own.side} ${word.side}`),
  );
  if (isPassive !== rule.isPassive) return sides.includes('before before');
  return sides.includes('before after') && sides.includes('after before');
}

/** "… and are then destroyed": what is joined on may be left out of a fact. */
function isNotJoined({ marks }: BoundWord): boolean {
  return !marks.has('AND');
}

function isMarked({ marks }: BoundWord): boolean {
  return marks.has('NOT') || marks.has('EXCEPT') || marks.has('ONLY');
}

function withoutAnd(word: BoundWord): BoundWord {
  return { ...word, marks: new Set([...word.marks].filter((mark) => mark !== 'AND')) };
}

/** Whether a word of a rule stands behind one of a statement: the same word, under the same operators, in the same part. */
function supports(own: BoundWord, word: BoundWord, reader: StatementReader): boolean {
  if (!reader.matches(own, word) || !bearsAlike(own, word)) return false;
  return word.part === own.part || (word.part === '' && own.part !== 'to' && own.part !== 'from');
}

/** Whether the same operators bear on both, but for those of the rule that may be left out. */
function bearsAlike(own: BoundWord, word: BoundWord): boolean {
  const bears = ({ marks }: BoundWord, mark: string) => marks.has(mark);
  if ((bears(own, 'DONE') && bears(word, 'TO_DO')) || (bears(own, 'TO_DO') && bears(word, 'DONE')))
    return false;
  for (const mark of word.marks) if (!TENSES.has(mark) && !own.marks.has(mark)) return false;
  for (const mark of own.marks)
    if (!word.marks.has(mark) && !TENSES.has(mark) && !DROPPABLE.has(mark)) return false;
  return true;
}
