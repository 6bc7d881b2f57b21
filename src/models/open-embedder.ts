import { basename, resolve } from 'node:path';
import { boundedFetch } from './bounded-fetch.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Embedder, EmbeddingsLike } from './embedder.ts';
import { modelFailure } from './model-failure.ts';
import { openOnnxEmbeddings } from './onnx-embeddings.ts';
import { packagedEmbeddings } from './packaged-embeddings.ts';
import { keepLangChainQuiet } from './quiet-langchain.ts';

/** Which embedding model to use, as the settings say. */
export interface EmbedderChoice {
  /** `openai`, `ollama`, `onnx`, or another that `packaged-embeddings.ts` knows. */
  readonly provider: string;
  /** Name of the model; for `onnx` the path of its folder. */
  readonly model: string;
  /** Address of the server; null for the provider's own. */
  readonly url: string | null;
  readonly key: string | null;
  /** What the model wants before questions and before passages (`query: `, `passage: `). */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/** A batch of clauses may take this long, a question only this long: somebody waits for its answer. */
const BATCH_MS = 120_000;
const QUESTION_MS = 3_000;
/** Of an answer: a batch of vectors, each number written out, is some megabytes. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * An embedding model by LangChain. Nothing is loaded or connected to before the first text. Questions have a time limit
 * and a circuit breaker; what fails is a KiteiError `model.unreachable` that holds no key.
 */
export function openEmbedder(choice: EmbedderChoice): Embedder {
  const breaker = new CircuitBreaker();
  const forClauses = lazily(() => openEmbeddings(choice, BATCH_MS));
  const forQuestions = lazily(() => openEmbeddings(choice, QUESTION_MS));
  const id = embedderId(choice);
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw modelFailure(id, error, choice.key);
    }
  };
  return {
    id,
    // Not fitted: it decides no answer, only which clauses are shown beside one.
    weight: { ja: 1, en: 1 },
    embeddings: {
      embedDocuments: (texts) =>
        told(async () =>
          (await forClauses()).embedDocuments(texts.map((text) => `${choice.passagePrefix}${text}`)),
        ),
      embedQuery: (text) =>
        told(() =>
          breaker.run(async () =>
            inTime((await forQuestions()).embedQuery(`${choice.queryPrefix}${text}`), QUESTION_MS),
          ),
        ),
    },
  };
}

/**
 * Says which vectors are comparable: provider, model and prefixes. Not the address: a model may move to another server.
 * Never the key.
 */
export function embedderId({ provider, model, queryPrefix, passagePrefix }: EmbedderChoice): string {
  const name = provider === 'onnx' ? basename(resolve(model)) : model;
  const prefixes = queryPrefix === '' && passagePrefix === '' ? [] : [queryPrefix, passagePrefix];
  return [`${provider}:${name}`, ...prefixes.map((prefix) => JSON.stringify(prefix))].join(' ');
}

async function openEmbeddings(
  { provider, model, url, key }: EmbedderChoice,
  timeout: number,
): Promise<EmbeddingsLike> {
  keepLangChainQuiet();
  // Kitei retries by itself (`embed-texts.ts`); here a failure is a failure.
  const common = { model, maxRetries: 0 };
  const bounded = boundedFetch({ mostBytes: MOST_BYTES, milliseconds: timeout });
  switch (provider) {
    case 'openai': {
      const { OpenAIEmbeddings } = await import('@langchain/openai');
      return new OpenAIEmbeddings({
        ...common,
        timeout,
        // Never a key or an account that somebody set for another program: it would go to whatever server the settings name.
        apiKey: key ?? 'none',
        // Asked for base64, as is usual, some servers answer in numbers all the same, which are then misread.
        encodingFormat: 'float',
        configuration: {
          baseURL: url ?? 'https://api.openai.com/v1',
          organization: null,
          project: null,
          fetch: bounded,
        },
      });
    }
    case 'ollama': {
      const { OllamaEmbeddings } = await import('@langchain/ollama');
      return new OllamaEmbeddings({
        ...common,
        baseUrl: url ?? 'http://127.0.0.1:11434',
        truncate: true,
        ...(key !== null && { headers: { Authorization: `Bearer ${key}` } }),
        fetch: bounded,
      });
    }
    case 'onnx':
      return openOnnxEmbeddings(model);
    default:
      return packagedEmbeddings(provider, { ...common, url, key });
  }
}

/** Makes something at the first call; what failed is tried again with the next. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`It gave no answer within ${milliseconds / 1000} seconds.`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
