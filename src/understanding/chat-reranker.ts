import { z } from 'zod';
import type { ChatModel } from '../domain/chat-model.ts';
import type { Reranker } from '../domain/understanding.ts';
import { askForJson } from './chat.ts';
import { promptOf } from './prompts.ts';

/** Characters of a passage that the model reads. */
const LONGEST = 500;

const answer = z.object({ order: z.array(z.number()) });

/** Reranking by a chat model, all passages in one request. */
export function chatReranker(chat: ChatModel): Reranker {
  const { text: prompt } = promptOf('reranking');
  return {
    async relevance(question, passages, signal) {
      const numbered = passages.map((text, i) => ({ number: i + 1, text: text.slice(0, LONGEST) }));
      const { order } = await askForJson(chat, {
        prompt,
        material: { question, passages: numbered },
        name: 'reranking',
        form: answer,
        signal,
      });
      const places = order.map((number) => number - 1);
      if (places.some((place) => passages[place] === undefined) || new Set(places).size < places.length)
        throw new RangeError('The model named passages that are not there, or one twice.');
      const scores = passages.map(() => 0);
      places.forEach((place, rank) => {
        scores[place] = places.length - rank;
      });
      return scores;
    },
  };
}
