import { type Answered, requireReadable } from '../answering/answer-question.ts';
import { groupsOf, readableBy } from '../domain/access.ts';
import type { Answer } from '../domain/answer.ts';
import type { AskProgress, Reply } from '../domain/assistant.ts';
import type { Turn } from '../domain/conversation.ts';
import type { Question } from '../domain/question.ts';
import type { LoggedQuestion, QuestionRecord } from '../domain/question-record.ts';
import { KiteiError } from '../errors.ts';
import { approvedAnswer } from './approved.ts';
import type { AssistantParts } from './parts.ts';
import { recordOf, recordOfFailure } from './record.ts';

/** How many exchanges of a conversation are read with a question. */
const TURNS = 6;
/** After a day a conversation is over, and a question stands by itself. */
const CONVERSATION_MS = 24 * 60 * 60 * 1000;

/**
 * The way of a question: known already? → readable? → redact → read with its conversation → answer from one generation →
 * approved by a trainer? → put into words → record → reply. Only the redacted text goes further. What cannot be recorded
 * is answered all the same.
 *
 * @throws KiteiError `question.invalid` with words for the asker; other failures are recorded before they are thrown.
 */
export async function ask(question: Question, parts: AssistantParts, progress?: AskProgress): Promise<Reply> {
  const { log, redact, answering, now } = parts;
  const known = await attempt(() => log.find(question.id), null, question, parts);
  if (known?.answer && (question.confidential || isForEverybody(known.answer, parts))) {
    return { recordId: known.id, answer: known.answer, repeated: true };
  }

  requireReadable(question.text);
  const started = performance.now();
  const text = redact(question.text);
  const redacted = performance.now() - started;
  const before = await turnsBefore(question, parts);
  const groups = question.confidential
    ? [...groupsOf(question.asker, parts.groups()), ...(question.groups ?? [])]
    : [];
  let answered: Answered;
  try {
    answered = await answering.ask({ text, conversation: before.map(turnOf), groups });
  } catch (error) {
    if (error instanceof KiteiError && error.code === 'question.invalid') throw error;
    await keep(recordOfFailure(question, text, error, parts), question, parts);
    throw error;
  }
  const { answer: read, trace } = answered;
  const found = trace.followsUp
    ? read
    : await attempt(() => approvedAnswer(text, read, groups, parts), read, question, parts);
  const toWrite = performance.now();
  const asked = { question: text, conversation: before.map(turnOf), intent: trace.intent, answer: found };
  const { answer, writing } = (await parts.writer?.write(asked, progress)) ?? {
    answer: found,
    writing: null,
  };
  const milliseconds = {
    redact: redacted,
    ...trace.milliseconds,
    ...(writing !== null && { write: performance.now() - toWrite }),
    total: performance.now() - started,
  };
  const followUpOf = trace.followsUp ? (before.at(-1)?.id ?? null) : null;
  const record = recordOf(
    question,
    text,
    { answer, trace: { ...trace, milliseconds, ...(writing !== null && { writing }) }, followUpOf },
    parts,
  );
  const { replyTo } = question;
  if (replyTo !== null) {
    await attempt(
      () => parts.addresses.put(question.id, replyTo, now().toISOString()),
      undefined,
      question,
      parts,
    );
  }
  // Last: with the record, whatever was written before it is on the disk as well.
  await keep(record, question, parts);
  return { recordId: question.id, answer, repeated: false };
}

/** The exchanges before this one that can still be read, oldest first. */
async function turnsBefore(question: Question, parts: AssistantParts): Promise<readonly LoggedQuestion[]> {
  const { conversation } = question;
  if (conversation === null) return [];
  const records = await attempt(
    () => parts.log.conversation(parts.pseudonym(conversation), TURNS),
    [],
    question,
    parts,
  );
  const oldest = new Date(parts.now().getTime() - CONVERSATION_MS).toISOString();
  return records.filter(
    ({ answer, question, askedAt }) => answer !== null && question !== null && askedAt >= oldest,
  );
}

/** Whether an answer shows nothing of documents that are kept to groups; such an answer may be shown to others. */
function isForEverybody({ citations, related }: Answer, { answering }: AssistantParts): boolean {
  const open = new Set(readableBy(answering.documents, []).map(({ id }) => id));
  return [...citations, ...related].every(({ document }) => open.has(document));
}

function turnOf({ question, answer }: LoggedQuestion): Turn {
  if (question === null || answer === null) throw new TypeError('The wording of this record was dropped.');
  return { question, answer };
}

async function keep(record: QuestionRecord, question: Question, parts: AssistantParts) {
  await attempt(() => parts.log.append(record), undefined, question, parts);
}

/** A log that does not work must not keep anybody from an answer; the failure is told without the question. */
async function attempt<T, F>(
  work: () => Promise<T>,
  otherwise: F,
  { text }: Question,
  { warn, describeFailure }: AssistantParts,
): Promise<T | F> {
  try {
    return await work();
  } catch (error) {
    warn(describeFailure(error, [text]));
    return otherwise;
  }
}
