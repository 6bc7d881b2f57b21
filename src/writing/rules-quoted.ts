import type { Language } from '../domain/policy.ts';
import { type Norm, readNorms } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { Quote } from './quotes.ts';
import type { Condition, Force, Statement, StatementReader } from './statement.ts';

/** One rule that a sentence may put into other words, from one sentence of a clause, or a rule with its exception. */
export interface QuotedRule extends Statement {
  /** The words it was read from, normalised. */
  readonly text: string;
  /** Whether the answer rests on its clause. */
  readonly decides: boolean;
  /** Whether it opens a way out of a ban. */
  readonly isWayOut: boolean;
}

const FORCE_OF: Readonly<Record<Norm['base'], Force>> = {
  permission: 'may',
  prohibition: 'must_not',
  obligation: 'must',
  exemption: 'need_not',
  recommendation: 'should',
  best_effort: 'should',
  discretion: 'discretion',
  scope: 'applies',
  definition: 'fact',
  measure: 'fact',
  none: 'fact',
} as Readonly<Record<Norm['base'], Force>>;

/** The rules that the quotes were taken from, each by itself. */
export function quotedRules(
  quotes: readonly Quote[],
  reader: StatementReader,
  language: Language,
): readonly QuotedRule[] {
  return quotes.flatMap((quote) => {
    const whole = quote.source.citation.quote;
    const all = readNorms(whole, language);
    const { decides } = quote.source;
    const read = (norm: Norm): QuotedRule => {
      const text = normaliseText(whole.slice(norm.start, norm.end));
      const force = forceOf(norm, text);
      const isDenied = force === 'applies' && /しない|しません|外|\bnot\b/.test(text);
      return {
        ...reader.readRule(text),
        force: isDenied ? 'applies_not' : force,
        text,
        decides,
        isWayOut: norm.role === 'exception' || norm.force === 'conditional',
      };
    };
    return quote.norms.flatMap((norm) => {
      const rule = read(norm);
      const found = [rule, ...joined(rule, reader)];
      if (norm.base === 'obligation' && norm.force === 'conditional') found.push(...turned(rule));
      const before = all[all.findIndex(({ start }) => start === norm.start) - 1];
      if (norm.lifts && before !== undefined) found.push(...lifted(read(before), rule));
      return found;
    });
  });
}

function forceOf({ lifts, base, decider }: Norm, text: string): Force {
  if (lifts && base !== 'permission') return 'exception';
  // "Only the cashier may …" leaves nothing to anybody's discretion.
  if (base === 'discretion' && decider === null && /^only\b.*\bmay\b/.test(text)) return 'may';
  return FORCE_OF[base];
}

/** 「12文字以上とし、…してはならない」: what comes first is a duty of its own. */
function joined(rule: QuotedRule, reader: StatementReader): readonly QuotedRule[] {
  const first = /^(.+?)と(?:し|するとともに)、/.exec(rule.text)?.[1];
  if (first === undefined || (rule.force !== 'must_not' && rule.force !== 'must')) return [];
  return [{ ...rule, ...reader.readRule(first), force: 'must', text: first }];
}

/** 「…するときは許可を受けなければならない」: with the permission, one may. */
function turned(rule: QuotedRule): readonly QuotedRule[] {
  const cases = rule.conditions.filter(({ kind }) => kind !== 'unless');
  if (cases.length === 0) return [];
  const conditions: Condition[] = [{ kind: 'if', isCase: false, isOnly: false, words: rule.act }];
  const act = cases.flatMap(({ words }) => words);
  return [{ ...rule, force: 'may', act, heads: act.slice(-1), conditions, isWayOut: true }];
}

const LIFTED: Readonly<Partial<Record<Force, Force>>> = {
  must_not: 'may',
  must: 'need_not',
  may: 'must_not',
};

/** What holds in the case of an exception: the contrary of the rule before it. */
function lifted(rule: QuotedRule, exception: QuotedRule): readonly QuotedRule[] {
  const force = LIFTED[rule.force];
  if (force === undefined) return [];
  const words = [...exception.act, ...exception.conditions.flatMap((condition) => condition.words)];
  return [
    {
      ...exception,
      force,
      act: rule.act,
      heads: rule.heads,
      conditions: [{ kind: 'if', isCase: false, isOnly: false, words }],
      text: `${rule.text}\n${exception.text}`,
      isWayOut: true,
    },
  ];
}
