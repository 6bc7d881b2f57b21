import { KiteiError } from '../errors.ts';
import type { EmbeddingsLike } from './embedder.ts';

/** LangChain packages that are used where somebody installed them beside Kitei. */
const PACKAGES: Readonly<Record<string, { readonly from: string; readonly class: string }>> = {
  bedrock: { from: '@langchain/aws', class: 'BedrockEmbeddings' },
  cohere: { from: '@langchain/cohere', class: 'CohereEmbeddings' },
  'google-genai': { from: '@langchain/google-genai', class: 'GoogleGenerativeAIEmbeddings' },
  mistralai: { from: '@langchain/mistralai', class: 'MistralAIEmbeddings' },
};

export interface PackagedOptions {
  readonly model: string;
  readonly maxRetries: number;
  readonly url: string | null;
  readonly key: string | null;
}

type Construct = new (options: Readonly<Record<string, unknown>>) => EmbeddingsLike;

/**
 * Embeddings of a LangChain package that is no dependency of Kitei.
 * @param load imports a package; for tests.
 * @throws KiteiError `model.missing` where the package is not installed.
 */
export async function packagedEmbeddings(
  provider: string,
  { model, maxRetries, url, key }: PackagedOptions,
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<EmbeddingsLike> {
  const known = PACKAGES[provider];
  if (known === undefined) throw new TypeError(`"${provider}" is no provider.`);
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await load(known.from)) as Readonly<Record<string, unknown>>;
  } catch {
    throw new KiteiError(
      'model.missing',
      `Embeddings by ${provider} need the package ${known.from}, which is not installed.`,
      `Run \`npm install ${known.from}\` in Kitei's folder, or choose another KITEI_EMBEDDER.`,
    );
  }
  const Embeddings = module[known.class] as Construct;
  return new Embeddings({
    model,
    maxRetries,
    // Never a key that somebody set for another program, to a server that the settings name.
    ...(key !== null ? { apiKey: key } : url !== null && { apiKey: 'none' }),
    ...(url !== null && { baseUrl: url, serverURL: url }),
  });
}
