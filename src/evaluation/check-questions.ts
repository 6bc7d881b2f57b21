import { z } from 'zod';
import type { Verdict } from '../domain/answer.ts';
import { KiteiError } from '../errors.ts';

const verdict = z.enum([
  'allowed',
  'allowed_conditional',
  'not_allowed',
  'required',
  'applies',
  'does_not_apply',
  'informational',
  'not_stated',
  'needs_person',
  'refuse',
  'out_of_scope',
  'chitchat',
] satisfies readonly Verdict[]);

const line = z.object({
  id: z.string().min(1),
  question: z.string().min(1),
  gold: z.array(z.string()).default([]),
  goldText: z.array(z.string().min(1)).default([]),
  document: z.string().nullish(),
  verdict,
  accept: z.array(verdict).optional(),
  answerable: z.boolean().optional(),
  approver: z.string().nullish(),
});

/** A staff question with the answer a careful colleague would give. */
export interface CheckQuestion {
  readonly id: string;
  readonly question: string;
  /** Labels of the clauses that decide. */
  readonly gold: readonly string[];
  /** Literal pieces of the clauses that decide: they hold whatever the labels are. */
  readonly goldText: readonly string[];
  /** Id of the document the gold clauses stand in; null where any document may count. */
  readonly document: string | null;
  readonly verdict: Verdict;
  /** Verdicts that also pass; `verdict` itself always does. */
  readonly accept: ReadonlySet<Verdict>;
  /** False where no clause decides. */
  readonly answerable: boolean;
  /** Who approves, in the words of the clause. */
  readonly approver: string | null;
}

/**
 * Questions of a JSON Lines text; blank lines are skipped, keys that are not needed are ignored.
 * `answerable` defaults to whether there is gold, `accept` to the verdict alone.
 * @throws KiteiError `evaluation.invalid` naming the line and what is wrong with it.
 */
export function parseCheckQuestions(jsonl: string, name: string): CheckQuestion[] {
  const questions: CheckQuestion[] = [];
  const seen = new Set<string>();
  jsonl.split(/\r?\n/).forEach((text, index) => {
    if (text.trim() === '') return;
    const question = parseLine(text, `${name}:${index + 1}`);
    if (seen.has(question.id)) throw invalid(`${name}:${index + 1}: the id "${question.id}" is used twice`);
    seen.add(question.id);
    questions.push(question);
  });
  if (questions.length === 0) throw invalid(`${name} has no questions`);
  return questions;
}

function parseLine(text: string, place: string): CheckQuestion {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw invalid(`${place}: the line is not JSON`, cause);
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`,
    );
    throw invalid(`${place}: ${reasons.join('; ')}`);
  }
  const { document, approver, accept, answerable, ...rest } = parsed.data;
  return {
    ...rest,
    document: document ?? null,
    approver: approver ?? null,
    accept: new Set([rest.verdict, ...(accept ?? [])]),
    answerable: answerable ?? (rest.gold.length > 0 || rest.goldText.length > 0),
  };
}

function invalid(message: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'evaluation.invalid',
    `${message}.`,
    'Each line is {"id", "question", "gold": [labels], "verdict"} and, where known, "goldText", "document", "accept", "answerable", "approver".',
    cause,
  );
}
