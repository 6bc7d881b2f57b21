import type { AnswerWriter, Written } from '../domain/answer-writer.ts';
import type { AskProgress } from '../domain/assistant.ts';
import type { ChatMessage, ChatModel } from '../domain/chat-model.ts';
import type { Writing } from '../domain/question-record.ts';
import { type Brief, briefOf } from './brief.ts';
import { checkDraft, checkSentence, checkVerdict, textOf } from './check-draft.ts';
import { DRAFT_SCHEMA, readDraft, readDraftSoFar } from './draft.ts';
import { failureReason, Late } from './failure-reason.ts';
import { firstMessages, PROMPT_VERSION, repairMessages } from './messages.ts';
import type { Problem } from './problem.ts';
import { type DailyBudget, estimateTokens } from './spending.ts';
import type { StatementReader } from './statement.ts';

/** What the writer works with. */
export interface WriterParts {
  readonly model: ChatModel;
  /** Runs a call unless the model's server failed a moment ago (`CircuitBreaker`). */
  readonly guard: <T>(work: () => Promise<T>) => Promise<T>;
  readonly day: DailyBudget;
  /** For one question, repair included, in milliseconds. */
  readonly milliseconds: number;
  /** For one question, in and out, repair included. */
  readonly tokens: number;
  /** Reads words of the question's language. */
  readonly words: (language: Brief['language']) => Promise<StatementReader>;
  /** Told why no model could be used, without a word of the question. */
  readonly warn: (message: string) => void;
}

/** An answer shorter than this is not worth asking for, in tokens. */
const LEAST_ANSWER = 200;
const LONGEST_ANSWER = 4_000;

/**
 * A writer that lets a chat model reword answers. What it writes must pass the gate (`checkDraft`); it is told once what
 * did not pass, and where that does not help, or anything else goes wrong, the answer keeps its words.
 */
export function modelWriter(parts: WriterParts): AnswerWriter {
  return {
    async write(request, progress) {
      const brief = briefOf(request);
      if (brief === null) return { answer: request.answer, writing: null };
      const spent: Spent = { counted: null, estimated: 0 };
      const told = (outcome: Writing['outcome'], reason: string | null): Writing => ({
        model: parts.model.id,
        prompt: PROMPT_VERSION,
        outcome,
        reason,
        tokens: spent.counted,
      });
      const keep = (reason: string): Written => ({
        answer: request.answer,
        writing: told('replaced', reason),
      });
      if (!parts.day.hasRoom()) return keep('day_budget');
      try {
        const result = await parts.guard(() =>
          inTime(parts.milliseconds, (signal) => attempt(brief, parts, signal, spent, progress)),
        );
        if (result.text === null) return keep(result.reason ?? 'malformed');
        const outcome = result.reason === null ? 'written' : 'repaired';
        return {
          answer: { ...request.answer, text: result.text, writer: 'model' },
          writing: told(outcome, result.reason),
        };
      } catch (error) {
        const reason = failureReason(error);
        if (reason !== 'breaker_open') parts.warn(`No model worded an answer (${reason}).`);
        return keep(reason);
      } finally {
        parts.day.spend(Math.max(spent.counted ?? 0, spent.estimated));
      }
    },
  };
}

interface Spent {
  /** As the provider counted; null where it did not say. */
  counted: number | null;
  /** Counted, or estimated from what was asked before anything came back. */
  estimated: number;
}

/** The text that passed, or null; and what was wrong first, or last where nothing passed. */
interface Attempted {
  readonly text: string | null;
  readonly reason: string | null;
}

async function attempt(
  brief: Brief,
  parts: WriterParts,
  signal: AbortSignal,
  spent: Spent,
  progress: AskProgress | undefined,
): Promise<Attempted> {
  const words = await parts.words(brief.language);
  const onText = streaming(brief, words, signal, progress);
  const first = await draft(firstMessages(brief), parts, signal, spent, { isLast: false, onText });
  if (first === null) return { text: null, reason: 'question_budget' };
  const checked = check(first.text, brief, words);
  if (checked.text !== null) return { text: checked.text, reason: null };
  const messages = first.isWhole ? repairMessages(brief, first.text, checked.problems) : firstMessages(brief);
  const second = await draft(messages, parts, signal, spent, { isLast: true });
  const reason = first.isWhole ? (checked.problems[0]?.code ?? 'malformed') : 'cut';
  if (second === null) return { text: null, reason };
  const repaired = check(second.text, brief, words);
  if (repaired.text !== null) return { text: repaired.text, reason };
  return { text: null, reason: repaired.problems[0]?.code ?? 'malformed' };
}

function check(
  said: string,
  brief: Brief,
  words: StatementReader,
): { readonly text: string | null; readonly problems: readonly Problem[] } {
  const written = readDraft(said);
  if (written === null) return { text: null, problems: [{ code: 'malformed', sentence: null, detail: '' }] };
  const problems = checkDraft(written, brief, words);
  return { text: problems.length === 0 ? textOf(written.sentences, brief.language) : null, problems };
}

/** Shows the sentences that have ended and passed, in order, up to the first that has not. */
function streaming(
  brief: Brief,
  words: StatementReader,
  signal: AbortSignal,
  progress: AskProgress | undefined,
): ((said: string) => void) | undefined {
  if (progress === undefined) return undefined;
  let passed = 0;
  let hasFailed = false;
  return (said) => {
    if (hasFailed || signal.aborted) return;
    const soFar = readDraftSoFar(said);
    if (soFar === null) return;
    const before = passed;
    hasFailed = checkVerdict(soFar, brief).length > 0;
    while (!hasFailed && passed < soFar.sentences.length) {
      const sentence = soFar.sentences[passed];
      hasFailed = sentence === undefined || checkSentence(sentence, passed, brief, words) !== null;
      if (!hasFailed) passed++;
    }
    if (passed === before) return;
    try {
      progress.onText(textOf(soFar.sentences.slice(0, passed), brief.language));
    } catch {
      // A channel that cannot show what comes in shows the reply.
      hasFailed = true;
    }
  };
}

/** What the model said; null where the question's tokens do not reach for it. */
async function draft(
  messages: readonly ChatMessage[],
  { model, tokens }: WriterParts,
  signal: AbortSignal,
  spent: Spent,
  options: { readonly isLast: boolean; readonly onText?: ((said: string) => void) | undefined },
): Promise<{ readonly text: string; readonly isWhole: boolean } | null> {
  const asked = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  const left = tokens - spent.estimated - asked;
  if (left < LEAST_ANSWER) return null;
  spent.estimated += asked;
  let said = '';
  try {
    const reply = await model.complete({
      messages,
      schema: DRAFT_SCHEMA,
      maxTokens: Math.min(left, LONGEST_ANSWER),
      signal,
      onText(text) {
        said = text;
        options.onText?.(text);
      },
    });
    spent.estimated += reply.tokens === null ? estimateTokens(reply.text) : reply.tokens - asked;
    if (reply.tokens !== null) spent.counted = (spent.counted ?? 0) + reply.tokens;
    return { text: reply.text, isWhole: true };
  } catch (error) {
    spent.estimated += estimateTokens(said);
    // What broke off is asked for once more; a server that says nothing at all is not.
    if (said === '' || signal.aborted || options.isLast) throw error;
    return { text: said, isWhole: false };
  }
}

/** Ends work after a time, whether it listens to its signal or not. */
async function inTime<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Late());
      ending.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}
