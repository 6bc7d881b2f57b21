import type { Assistant } from '../src/domain/assistant.ts';
import type { Question } from '../src/domain/question.ts';
import { KiteiError } from '../src/errors.ts';

/** How much is asked at most, so that one person or a burst does not keep others from their answers. */
export interface AskingLimits {
  /** Questions of one person in a minute. */
  readonly perMinute: number;
  /** Questions in work at once; those beyond are turned away politely. */
  readonly atOnce: number;
}

const MINUTE_MS = 60_000;
/** Several people share a conversation. */
const CONVERSATION_FACTOR = 3;
/** Askers remembered before those are forgotten whose minute is over. */
const SWEEP_AT = 10_000;

/**
 * The assistant with limits by person, by conversation and in all. A question that is one too many is answered with a
 * polite message in its language (KiteiError `question.invalid`, which every channel shows), and leaves no record. A
 * second delivery of a question is not counted again.
 */
export function withLimits(
  assistant: Assistant,
  { perMinute, atOnce }: AskingLimits,
  now: () => number = Date.now,
): Assistant {
  const asked = new Map<string, Map<string, number>>();
  let inWork = 0;

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
    async ask(question, progress) {
      const { id, asker, channel, conversation } = question;
      const person = asker === null || allows(`person ${channel} ${asker}`, perMinute, id);
      const group =
        conversation === null ||
        allows(`conversation ${channel} ${conversation}`, perMinute * CONVERSATION_FACTOR, id);
      if (!person || !group) throw turnedAway(question, 'often');
      if (inWork >= atOnce) throw turnedAway(question, 'busy');
      inWork += 1;
      try {
        return await assistant.ask(question, progress);
      } finally {
        inWork -= 1;
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
