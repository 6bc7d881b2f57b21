import type { Answered } from '../answering/answer-question.ts';
import type { Question } from '../domain/question.ts';
import type { QuestionRecord } from '../domain/question-record.ts';
import { KiteiError } from '../errors.ts';
import { detectLanguage } from '../retrieval/text.ts';
import type { AssistantParts } from './parts.ts';

type Pseudonyms = Pick<AssistantParts, 'pseudonym'>;

/** What is kept of a question that was answered. `text` is redacted. */
export function recordOf(
  question: Question,
  text: string,
  { answer, trace, followUpOf }: Answered & { readonly followUpOf: string | null },
  parts: Pseudonyms,
): QuestionRecord {
  const versions = new Map(answer.citations.map(({ document, version }) => [document, version]));
  return {
    ...whoAndWhere(question, parts),
    followUpOf,
    question: text,
    language: answer.language,
    intent: trace.intent,
    answer,
    verdict: answer.verdict,
    cited: [...new Set(answer.citations.map(({ clauseId }) => clauseId))],
    retrieved: trace.retrieved,
    generation: answer.generation,
    documents: [...versions].map(([id, version]) => ({ id, version })),
    milliseconds: trace.milliseconds,
    failure: null,
  };
}

/** What is kept of a question that could not be answered: nothing ends silently. */
export function recordOfFailure(
  question: Question,
  text: string,
  error: unknown,
  parts: Pseudonyms,
): QuestionRecord {
  return {
    ...whoAndWhere(question, parts),
    followUpOf: null,
    question: text,
    language: detectLanguage(text),
    intent: null,
    answer: null,
    verdict: 'failed',
    cited: [],
    retrieved: [],
    generation: null,
    documents: [],
    milliseconds: {},
    failure: error instanceof KiteiError ? error.code : 'unexpected',
  };
}

function whoAndWhere(
  { id, askedAt, channel, department, asker, conversation }: Question,
  { pseudonym }: Pseudonyms,
) {
  return {
    id,
    askedAt,
    channel,
    department,
    asker: asker === null ? null : pseudonym(asker),
    conversation: conversation === null ? null : pseudonym(conversation),
  };
}
