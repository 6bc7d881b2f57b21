import { z } from 'zod';
import type { ChatModel } from '../domain/chat-model.ts';
import type { Language } from '../domain/policy.ts';
import type { QueryRewriter } from '../domain/understanding.ts';
import { detectLanguage, normaliseText } from '../retrieval/text.ts';
import { askForJson } from './chat.ts';
import { promptOf } from './prompts.ts';

const NAMES: Readonly<Record<Language, string>> = { ja: 'Japanese', en: 'English' };
/** Wordings that are searched for, and how long one may be; what is longer is an answer rather than a wording. */
const MOST_WORDINGS = 3;
const LONGEST = 200;
/** Earlier questions that are told, and characters of each. */
const EARLIER = 4;
const EARLIER_LENGTH = 300;

const answer = z.object({ wordings: z.array(z.string()) });

/** Rewriting or translation by a chat model; see the prompts for what is asked of it. */
export function chatRewriter(chat: ChatModel, part: 'rewriting' | 'translation'): QueryRewriter {
  const { text: prompt } = promptOf(part);
  return {
    async wordings({ text, earlier }, into, signal) {
      const material = {
        question: text,
        ...(part === 'rewriting' && {
          earlierQuestions: earlier.slice(-EARLIER).map((question) => question.slice(0, EARLIER_LENGTH)),
        }),
      };
      const { wordings } = await askForJson(chat, {
        prompt: prompt.replaceAll('{language}', NAMES[into]),
        material,
        name: part,
        form: answer,
        signal,
      });
      return usable(wordings, text, into);
    },
  };
}

/** Wordings in the language that was asked for, of a sensible length, each once, none the question itself. */
function usable(wordings: readonly string[], question: string, into: Language): readonly string[] {
  const seen = new Set([normaliseText(question).trim()]);
  const kept: string[] = [];
  for (const wording of wordings) {
    const text = wording.replace(/\s+/g, ' ').trim();
    const key = normaliseText(text);
    const isWording =
      /[\p{L}\p{N}]{2}/u.test(text) && text.length <= LONGEST && detectLanguage(text) === into;
    if (!isWording || seen.has(key)) continue;
    seen.add(key);
    kept.push(text);
  }
  return kept.slice(0, MOST_WORDINGS);
}
