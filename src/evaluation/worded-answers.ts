import type { Answer, Verdict } from '../domain/answer.ts';
import type { AnswerWriter } from '../domain/answer-writer.ts';
import type { AnswerTrace, Writing } from '../domain/question-record.ts';
import type { CheckQuestion } from './check-questions.ts';
import { percentile } from './figures.ts';

/** One question with the words of the rules and those of a model. */
export interface WordedAnswer {
  readonly id: string;
  readonly question: string;
  readonly verdict: Verdict;
  readonly rules: string;
  /** Null where the words of the rules went out. */
  readonly model: string | null;
  /** `left`: an answer that no model is given. */
  readonly outcome: Writing['outcome'] | 'left';
  readonly reason: string | null;
  readonly tokens: number | null;
  readonly milliseconds: number;
  /** The quotes that stand beside either wording. */
  readonly quotes: readonly { readonly clause: string; readonly quote: string }[];
}

/** How a model did over a set of questions. */
export interface WritingFigures {
  readonly questions: number;
  readonly outcomes: Readonly<Record<WordedAnswer['outcome'], number>>;
  /** First reason of each draft that did not pass at once, most frequent first. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly verdictsStopped: number;
  readonly quotesStopped: number;
  /** Of answers that were given to the model, repair included. */
  readonly milliseconds: { readonly p50: number; readonly p95: number };
  /** As the provider counted; null where it never did. */
  readonly tokens: { readonly total: number; readonly each: number } | null;
}

/** What is measured: anything that answers and says how. */
interface Answering {
  ask(request: {
    text: string;
    asOf?: string;
  }): Promise<{ readonly answer: Answer; readonly trace: AnswerTrace }>;
}

/** Asks every question by the rules, and lets the writer word each answer, one after the other. */
export async function wordAll(
  questions: readonly CheckQuestion[],
  answering: Answering,
  writer: AnswerWriter,
  {
    asOf,
    onProgress,
  }: { readonly asOf?: string; readonly onProgress?: (done: number, total: number) => void } = {},
): Promise<readonly WordedAnswer[]> {
  const worded: WordedAnswer[] = [];
  for (const { id, question } of questions) {
    const found = await answering.ask({ text: question, ...(asOf !== undefined && { asOf }) });
    const { intent } = found.trace;
    const start = performance.now();
    const { answer, writing } = await writer.write({
      question,
      conversation: [],
      intent,
      answer: found.answer,
    });
    worded.push({
      id,
      question,
      verdict: found.answer.verdict,
      rules: found.answer.text,
      model: answer.writer === 'model' ? answer.text : null,
      outcome: writing?.outcome ?? 'left',
      reason: writing?.reason ?? null,
      tokens: writing?.tokens ?? null,
      milliseconds: performance.now() - start,
      quotes: answer.citations.map(({ clause, quote }) => ({ clause, quote })),
    });
    onProgress?.(worded.length, questions.length);
  }
  return worded;
}

export function writingFigures(worded: readonly WordedAnswer[]): WritingFigures {
  const outcomes = { written: 0, repaired: 0, replaced: 0, left: 0 };
  for (const { outcome } of worded) outcomes[outcome]++;
  const given = worded.filter(({ outcome }) => outcome !== 'left');
  const reasons = new Map<string, number>();
  for (const { reason } of given) if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const counted = given.flatMap(({ tokens }) => (tokens === null ? [] : [tokens]));
  const total = counted.reduce((sum, tokens) => sum + tokens, 0);
  const times = given.map(({ milliseconds }) => milliseconds);
  const stopped = (beginning: string) =>
    given.filter(({ reason }) => reason?.startsWith(beginning) === true).length;
  return {
    questions: worded.length,
    outcomes,
    reasons: Object.fromEntries([...reasons].sort(([, a], [, b]) => b - a)),
    verdictsStopped: stopped('verdict_'),
    quotesStopped: stopped('quote_'),
    milliseconds: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
    tokens: counted.length === 0 ? null : { total, each: Math.round(total / counted.length) },
  };
}
