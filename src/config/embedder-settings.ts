import { resolve } from 'node:path';
import { z } from 'zod';
import { KiteiError } from '../errors.ts';
import { text } from './environment.ts';

/** Providers that an embedding model may be of; `docs/models/embeddings.md` describes them. */
export const EMBEDDER_PROVIDERS = [
  'openai',
  'ollama',
  'onnx',
  'bedrock',
  'cohere',
  'google-genai',
  'mistralai',
] as const;

/** Settings of the embedding model. */
export const embedderSettings = z.object({
  KITEI_EMBEDDER: text
    .regex(/^[\w-]+:./, 'must be PROVIDER:MODEL')
    .refine(
      (value) => EMBEDDER_PROVIDERS.some((provider) => value.startsWith(`${provider}:`)),
      `must begin with one of ${EMBEDDER_PROVIDERS.map((provider) => `${provider}:`).join(', ')}`,
    )
    .optional(),
  KITEI_EMBEDDER_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  KITEI_EMBEDDER_KEY: text.optional(),
  KITEI_EMBEDDER_QUERY_PREFIX: z.string().optional(),
  KITEI_EMBEDDER_PASSAGE_PREFIX: z.string().optional(),
});

/** The embedding model to use. */
export interface EmbedderConfig {
  readonly provider: string;
  /** Name of the model; for `onnx` the absolute path of its folder. */
  readonly model: string;
  /** Address of its server; null for the provider's own. */
  readonly url: string | null;
  readonly key: string | null;
  /** What the model wants before questions and before passages. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/**
 * Null where no model is wanted.
 * @throws KiteiError `config.invalid` for OpenAI's own address without a key.
 */
export function embedderConfig(settings: z.infer<typeof embedderSettings>): EmbedderConfig | null {
  const { KITEI_EMBEDDER: chosen } = settings;
  if (chosen === undefined) return null;
  const provider = chosen.slice(0, chosen.indexOf(':'));
  const model = chosen.slice(provider.length + 1);
  if (provider === 'openai' && !settings.KITEI_EMBEDDER_URL && !settings.KITEI_EMBEDDER_KEY) {
    throw new KiteiError(
      'config.invalid',
      'KITEI_EMBEDDER=openai:… needs KITEI_EMBEDDER_KEY, or KITEI_EMBEDDER_URL of a server of your own.',
      '.env.example explains the settings.',
    );
  }
  return {
    provider,
    model: provider === 'onnx' ? resolve(model) : model,
    url: settings.KITEI_EMBEDDER_URL ?? null,
    key: settings.KITEI_EMBEDDER_KEY ?? null,
    queryPrefix: settings.KITEI_EMBEDDER_QUERY_PREFIX ?? '',
    passagePrefix: settings.KITEI_EMBEDDER_PASSAGE_PREFIX ?? '',
  };
}
