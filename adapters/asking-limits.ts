import type { Assistant } from '../src/domain/assistant.ts';
import type { Question } from '../src/domain/question.ts';
import { KiteiError } from '../src/errors.ts';
import { createFairQueue, NotBegun, type QueueLimits } from './fair-queue.ts';

/** How much is asked at most, so that one person or a burst does not keep others from their answers. */
export interface AskingLimits extends QueueLimits {
  /** Questions of one person in a minute. */
  readonly perMinute: number;
}

/** Told what becomes of questions before they are answered. */
export interface AskingFigures {
  /** One began to be worked on. */
  waited(seconds: number): void;
  /** Somebody asked too often, the queue was full, or the longest wait was over. */
  turnedAway(why: 'often' | NotBegun['why']): void;
}

/** The assistant, within limits. */
export interface LimitedAssistant extends Assistant {
  /** Questions that wait for their turn. */
  readonly waiting: number;
}

const MINUTE_MS = 60_000;
/** Several people share a channel or a conversation. */
const PLACE_FACTOR = 3;
/** Askers remembered before those are forgotten whose minute is over. */
const SWEEP_AT = 10_000;

const UNOBSERVED: AskingFigures = { waited() {}, turnedAway() {} };

/**
 * The assistant with limits by person and by the place where is asked, and a queue before it that is fair between people.
 * A question that is one too many is answered with a polite message in its language (KiteiError `question.invalid`,
 * which every channel shows), and leaves no record. A second delivery of a question is not counted again. Each process
 * counts for itself, so several replicas allow their sum.
 */
export function withLimits(
  assistant: Assistant,
  { perMinute, ...queueLimits }: AskingLimits,
  figures: AskingFigures = UNOBSERVED,
  now: () => number = () => performance.now(),
): LimitedAssistant {
  const asked = new Map<string, Map<string, number>>();
  const queue = createFairQueue(queueLimits);

  /** Whether one more is allowed under a key; counts it where it is. */
  const allows = (key: string, most: number, id: string): boolean => {
    if (asked.size > SWEEP_AT) sweep(asked, now() - MINUTE_MS);
    const recent = asked.get(key) ?? new Map<string, number>();
    for (const [other, at] of recent) if (at <= now() - MINUTE_MS) recent.delete(other);
    if (recent.has(id)) return true;
    if (recent.size >= most) return false;
    recent.set(id, now());
    asked.set(key, recent);
    return true;
  };

  return {
    ...assistant,
    get documents() {
      return assistant.documents;
    },
    get waiting() {
      return queue.waiting;
    },
    async ask(question, progress) {
      const { id, asker, channel } = question;
      const place = question.room ?? question.conversation;
      const person = asker === null || allows(`person ${channel} ${asker}`, perMinute, id);
      const group = place === null || allows(`place ${channel} ${place}`, perMinute * PLACE_FACTOR, id);
      if (!person || !group) {
        figures.turnedAway('often');
        throw turnedAway(question, 'often');
      }
      try {
        return await queue.run(
          `${channel} ${asker ?? place}`,
          () => assistant.ask(question, progress),
          (ms) => figures.waited(ms / 1000),
        );
      } catch (error) {
        if (!(error instanceof NotBegun)) throw error;
        figures.turnedAway(error.why);
        throw turnedAway(question, 'busy');
      }
    },
  };
}

function sweep(asked: Map<string, Map<string, number>>, before: number): void {
  for (const [key, recent] of asked) if ([...recent.values()].every((at) => at <= before)) asked.delete(key);
}

const WORDS = {
  ja: {
    often: ['短い間にたくさんのご質問をいただきました。', '一分ほどおいて、もう一度お尋ねください。'],
    busy: ['ただいまご質問が集中しています。', '少しおいて、もう一度お尋ねください。'],
  },
  en: {
    often: ['You have asked a lot within a minute.', 'Please wait a minute and ask again.'],
    busy: ['Many people are asking just now.', 'Please ask again in a moment.'],
  },
} as const;

function turnedAway({ text, locale }: Question, why: 'often' | 'busy'): KiteiError {
  const language = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)
    ? 'ja'
    : (locale ?? 'en');
  const [message, remedy] = WORDS[language][why];
  return new KiteiError('question.invalid', message, remedy);
}
