import type { ChatMessage, ChatRequest } from '../domain/chat-model.ts';
import { KiteiError } from '../errors.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { keepLangChainQuiet } from './quiet-langchain.ts';

/** Which chat model to use, as the settings say. */
export interface ChatModelChoice {
  /** `openai`, `ollama`, or another that LangChain's `initChatModel` knows. */
  readonly provider: string;
  readonly model: string;
  /** Address of the server; null for the provider's own. */
  readonly url: string | null;
  readonly key: string | null;
}

/** As much of a LangChain chat model as is used. */
interface StreamingModel {
  stream(
    messages: readonly ChatMessage[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<AsyncIterable<StreamedChunk>>;
}

interface StreamedChunk {
  readonly text: string;
  readonly usage_metadata?: { readonly total_tokens: number };
}

/** A LangChain model made for one call, and what goes with the call. */
interface MadeModel {
  readonly model: StreamingModel;
  readonly options: Readonly<Record<string, unknown>>;
}

/** An answer is a few thousand tokens, streamed in a few hundred bytes each; the request's signal ends it in time. */
const BOUNDS = { mostBytes: 8 * 2 ** 20, milliseconds: null };

/**
 * Makes the model of a provider; its package is loaded now.
 * @param bySchema whether its server holds the model to the shape of the answer.
 * @throws KiteiError `model.missing` where the package of a provider that Kitei does not bring is not installed.
 */
export async function makeChatModel(
  choice: ChatModelChoice,
  request: ChatRequest,
  bySchema: boolean,
): Promise<MadeModel> {
  keepLangChainQuiet();
  switch (choice.provider) {
    case 'openai':
      return openai(choice, request, bySchema);
    case 'ollama':
      return ollama(choice, request, bySchema);
    default:
      return packaged(choice, request);
  }
}

async function openai(
  { model, url, key }: ChatModelChoice,
  { maxTokens, schema }: ChatRequest,
  bySchema: boolean,
): Promise<MadeModel> {
  const { ChatOpenAI } = await import('@langchain/openai');
  const made = new ChatOpenAI({
    model,
    maxTokens,
    maxRetries: 0,
    // Never a key or an account that somebody set for another program: it would go to whatever server the settings name.
    apiKey: key ?? 'none',
    configuration: {
      baseURL: url ?? 'https://api.openai.com/v1',
      organization: null,
      project: null,
      fetch: boundedFetch(BOUNDS),
      // What a model says is nothing for a process log.
      logLevel: 'off',
    },
    useResponsesApi: false,
    // Models of OpenAI that reason take no temperature; those of other servers word more steadily without chance.
    ...(url !== null && { temperature: 0 }),
  });
  const format = {
    type: 'json_schema',
    json_schema: { name: schema.name, schema: schema.shape, strict: true },
  };
  return { model: made as unknown as StreamingModel, options: bySchema ? { response_format: format } : {} };
}

async function ollama(
  { model, url, key }: ChatModelChoice,
  { maxTokens, schema, signal }: ChatRequest,
  bySchema: boolean,
): Promise<MadeModel> {
  const { ChatOllama } = await import('@langchain/ollama');
  const made = new ChatOllama({
    model,
    baseUrl: url ?? 'http://127.0.0.1:11434',
    numPredict: maxTokens,
    temperature: 0,
    maxRetries: 0,
    ...(key !== null && { headers: { Authorization: `Bearer ${key}` } }),
    // The client looks at the signal between two chunks only; a server that stalls would keep the connection.
    fetch: (input, init) => boundedFetch(BOUNDS)(input, { ...init, signal }),
  });
  return {
    model: made as unknown as StreamingModel,
    options: bySchema ? { format: schema.shape } : { format: 'json' },
  };
}

async function packaged(
  { provider, model, url, key }: ChatModelChoice,
  { maxTokens }: ChatRequest,
): Promise<MadeModel> {
  const { initChatModel } = await import('langchain/chat_models/universal');
  try {
    const made = await initChatModel(model, {
      modelProvider: provider,
      maxRetries: 0,
      maxTokens,
      maxOutputTokens: maxTokens,
      ...(key !== null && { apiKey: key }),
      ...(url !== null && { baseUrl: url, baseURL: url }),
    });
    return { model: made as unknown as StreamingModel, options: {} };
  } catch (error) {
    const missing = /npm install (\S+)`/.exec(error instanceof Error ? error.message : '')?.[1];
    if (missing === undefined) throw error;
    throw new KiteiError(
      'model.missing',
      `Models by ${provider} need the package ${missing}, which is not installed.`,
      `Run \`npm install ${missing}\` in Kitei's folder, or choose another KITEI_MODEL.`,
    );
  }
}
