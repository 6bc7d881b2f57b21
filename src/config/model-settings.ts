import { z } from 'zod';
import { KiteiError } from '../errors.ts';
import { onOff, text, wholeNumber } from './environment.ts';

/** Providers of chat models that LangChain reaches; packages of all but the first two are installed by whoever wants them. */
export const CHAT_PROVIDERS = [
  'openai',
  'ollama',
  'anthropic',
  'bedrock',
  'cerebras',
  'cohere',
  'deepseek',
  'fireworks',
  'google-genai',
  'google-vertexai',
  'groq',
  'mistralai',
  'perplexity',
  'together',
  'xai',
] as const;

const modelName = text
  .regex(/^[\w-]+:./, 'must be PROVIDER:MODEL')
  .refine(
    (value) => CHAT_PROVIDERS.some((provider) => value.startsWith(`${provider}:`)),
    `must begin with one of ${CHAT_PROVIDERS.map((provider) => `${provider}:`).join(', ')}`,
  );

/** Settings of the chat model. */
export const modelSettings = z.object({
  KITEI_MODEL: modelName.optional(),
  KITEI_MODEL_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  KITEI_MODEL_KEY: text.optional(),
  KITEI_MODEL_WRITING: onOff.optional(),
  KITEI_MODEL_SECONDS: wholeNumber(1, 120).optional(),
  KITEI_MODEL_TOKENS: wholeNumber(500, 1_000_000).optional(),
  KITEI_MODEL_TOKENS_PER_DAY: wholeNumber(0, 10_000_000_000).optional(),
});

/** The chat model to use, and what it may cost. */
export interface ModelConfig {
  readonly provider: string;
  readonly model: string;
  /** Address of its server; null for the provider's own. */
  readonly url: string | null;
  readonly key: string | null;
  /** Whether it words answers. */
  readonly writing: boolean;
  /** How long the wording of one answer may take, in seconds. */
  readonly seconds: number;
  /** Tokens for the wording of one answer, in and out. */
  readonly tokens: number;
  /** Tokens for wording a day; null for no limit. */
  readonly tokensPerDay: number | null;
}

/**
 * Null where no model is wanted.
 * @throws KiteiError `config.invalid` for OpenAI's own address without a key.
 */
export function modelConfig(settings: z.infer<typeof modelSettings>): ModelConfig | null {
  const { KITEI_MODEL: chosen } = settings;
  if (chosen === undefined) return null;
  const provider = chosen.slice(0, chosen.indexOf(':'));
  if (provider === 'openai' && !settings.KITEI_MODEL_URL && !settings.KITEI_MODEL_KEY) {
    throw new KiteiError(
      'config.invalid',
      'KITEI_MODEL=openai:… needs KITEI_MODEL_KEY, or KITEI_MODEL_URL of a server of your own.',
      '.env.example explains the settings.',
    );
  }
  return {
    provider,
    model: chosen.slice(provider.length + 1),
    url: settings.KITEI_MODEL_URL ?? null,
    key: settings.KITEI_MODEL_KEY ?? null,
    writing: settings.KITEI_MODEL_WRITING !== 'off',
    seconds: settings.KITEI_MODEL_SECONDS ?? 15,
    tokens: settings.KITEI_MODEL_TOKENS ?? 12_000,
    tokensPerDay: settings.KITEI_MODEL_TOKENS_PER_DAY ?? null,
  };
}
