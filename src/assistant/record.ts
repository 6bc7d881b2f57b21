import type { Answered } from '../answering/answer-question.ts';
import type { Answer, Citation } from '../domain/answer.ts';
import type { Question } from '../domain/question.ts';
import type { QuestionRecord } from '../domain/question-record.ts';
import { KiteiError } from '../errors.ts';
import { detectLanguage } from '../retrieval/text.ts';
import type { AssistantParts } from './parts.ts';

/** How many of the clauses found are kept. */
const RETRIEVED = 10;
/** How much of a clause is kept that the answer does not rest on, in UTF-16 units: clauses can be read elsewhere. */
const RELATED_QUOTE = 60;

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
    answer: withShortRelated(answer),
    verdict: answer.verdict,
    cited: [...new Set(answer.citations.map(({ clauseId }) => clauseId))],
    retrieved: trace.retrieved.slice(0, RETRIEVED),
    generation: answer.generation,
    documents: [...versions].map(([id, version]) => ({ id, version })),
    milliseconds: trace.milliseconds,
    failure: null,
    ...(trace.writing !== undefined && { writing: trace.writing }),
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

function withShortRelated(answer: Answer): Answer {
  const shorten = (citation: Citation): Citation => {
    const quote = citation.quote.slice(0, RELATED_QUOTE);
    return { ...citation, quote, end: citation.start + quote.length };
  };
  return { ...answer, related: answer.related.map(shorten) };
}
