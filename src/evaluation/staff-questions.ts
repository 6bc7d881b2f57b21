import { ClauseTree } from '../answering/clause-tree.ts';
import type { Answer } from '../domain/answer.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { KiteiError } from '../errors.ts';
import type { CheckQuestion } from './check-questions.ts';
import { type CheckedAnswer, checkAnswer } from './figures.ts';

/** What is measured: anything that answers from known documents. */
export interface Answering {
  readonly documents: readonly PolicyDocument[];
  ask(request: {
    text: string;
    asOf?: string;
    without?: readonly string[];
  }): Promise<{ readonly answer: Answer }>;
}

/**
 * Asks every question, one after the other (so that latencies are those of a single question), each
 * without any conversation before it.
 * @throws KiteiError `evaluation.invalid` naming the question that could not be asked.
 */
export async function askAll(
  questions: readonly CheckQuestion[],
  answering: Answering,
  options: {
    readonly asOf?: string;
    readonly without?: readonly string[];
    readonly onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<CheckedAnswer[]> {
  const { onProgress, ...request } = options;
  const tree = new ClauseTree(answering.documents);
  const clauses = new Map(
    answering.documents.flatMap((document) => document.clauses.map((clause) => [clause.id, clause] as const)),
  );
  const checked: CheckedAnswer[] = [];
  for (const question of questions) {
    const start = performance.now();
    const { answer } = await answering.ask({ text: question.question, ...request }).catch((cause) => {
      throw new KiteiError(
        'evaluation.invalid',
        `Question "${question.id}" could not be asked: ${cause instanceof Error ? cause.message : String(cause)}`,
        cause instanceof KiteiError ? cause.remedy : 'Ask it alone to see the whole error.',
        cause,
      );
    });
    checked.push(checkAnswer(question, answer, performance.now() - start, clauses, tree));
    onProgress?.(checked.length, questions.length);
  }
  return checked;
}
