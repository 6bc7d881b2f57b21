import type { ModelConfig } from './config/model-settings.ts';
import type { AnswerWriter } from './domain/answer-writer.ts';
import { openChatModel } from './models/chat-model.ts';
import { CircuitBreaker } from './models/circuit-breaker.ts';
import { loadMorphology, NO_MORPHOLOGY } from './retrieval/morphology.ts';
import { statementReader } from './writing/read-statements.ts';
import { dailyBudget } from './writing/spending.ts';
import { modelWriter } from './writing/write-answer.ts';

/**
 * The model that words answers, as the settings want it; null where none does. Nothing of it is loaded before it is used.
 * @param options `rest`: whether a server that failed is left alone for a while; it is unless told.
 */
export function writerOf(
  config: ModelConfig | null,
  warn: (message: string) => void = () => {},
  { rest = true }: { readonly rest?: boolean } = {},
): AnswerWriter | null {
  if (config === null || !config.writing) return null;
  const breaker = new CircuitBreaker(rest ? {} : { restMs: 0 });
  return modelWriter({
    model: openChatModel(config),
    guard: (work) => breaker.run(work),
    day: dailyBudget(config.tokensPerDay, () => new Date()),
    milliseconds: config.seconds * 1000,
    tokens: config.tokens,
    words: async (language) =>
      statementReader(language, language === 'ja' ? await loadMorphology() : NO_MORPHOLOGY),
    warn,
  });
}
