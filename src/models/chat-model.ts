import type { ChatModel, ChatReply, ChatRequest } from '../domain/chat-model.ts';
import { type ChatModelChoice, makeChatModel } from './chat-providers.ts';
import { failedCall, modelFailure } from './model-failure.ts';

/**
 * A chat model by LangChain. Nothing is loaded or connected to before the first call; every call is one request, without
 * retries. A server that does not know how to hold the model to a schema (status 400 or 422) is asked again without, and
 * from then on at once.
 */
export function openChatModel(choice: ChatModelChoice): ChatModel {
  const id = `${choice.provider}:${choice.model}`;
  let knowsSchemas = true;
  const ask = async (request: ChatRequest): Promise<ChatReply> => {
    try {
      return await complete(choice, request, knowsSchemas);
    } catch (error) {
      throw modelFailure(id, error, choice.key);
    }
  };
  return {
    id,
    async complete(request) {
      try {
        return await ask(request);
      } catch (error) {
        const { status } = failedCall(error);
        if (!knowsSchemas || request.signal.aborted || (status !== 400 && status !== 422)) throw error;
        knowsSchemas = false;
        return ask(request);
      }
    },
  };
}

async function complete(
  choice: ChatModelChoice,
  request: ChatRequest,
  bySchema: boolean,
): Promise<ChatReply> {
  const { messages, signal, onText } = request;
  const { model, options } = await makeChatModel(choice, request, bySchema);
  let text = '';
  let tokens: number | null = null;
  for await (const chunk of await model.stream(messages, { ...options, signal })) {
    signal.throwIfAborted();
    tokens = chunk.usage_metadata?.total_tokens ?? tokens;
    if (chunk.text === '') continue;
    text += chunk.text;
    onText?.(text);
  }
  signal.throwIfAborted();
  return { text, tokens };
}
