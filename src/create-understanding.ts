import type { UnderstandingConfig } from './config/understanding-settings.ts';
import type { ChatModel } from './domain/chat-model.ts';
import type { Understanding } from './domain/understanding.ts';
import { chatReranker } from './understanding/chat-reranker.ts';
import { chatRewriter } from './understanding/chat-rewriter.ts';
import { crossEncoder } from './understanding/cross-encoder.ts';
import { createUnderstanding } from './understanding/understanding.ts';

/** The models that help to find clauses as the settings want them; null where none does. */
export function understandingOf(
  { rewriting, translation, reranking, reranker }: UnderstandingConfig,
  chat: ChatModel | null,
  warn?: (message: string) => void,
): Understanding | null {
  const byChat = chat !== null && reranking ? chatReranker(chat) : null;
  const models = {
    rewriting: chat !== null && rewriting ? chatRewriter(chat, 'rewriting') : null,
    translation: chat !== null && translation ? chatRewriter(chat, 'translation') : null,
    reranking: reranking && reranker !== null ? crossEncoder(reranker) : byChat,
  };
  if (Object.values(models).every((model) => model === null)) return null;
  return createUnderstanding(models, warn === undefined ? {} : { warn });
}
