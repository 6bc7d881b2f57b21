import { z } from 'zod';
import { UNDERSTANDING_PARTS, type UnderstandingPart } from '../domain/understanding.ts';
import { KiteiError } from '../errors.ts';
import { onOff, text } from './environment.ts';

/** Settings of the models that help to find clauses. */
export const understandingSettings = z.object({
  KITEI_MODEL_REWRITING: onOff.optional(),
  KITEI_MODEL_TRANSLATION: onOff.optional(),
  KITEI_MODEL_RERANKING: onOff.optional(),
  KITEI_RERANKER_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  KITEI_RERANKER_MODEL: text.optional(),
  KITEI_RERANKER_KEY: text.optional(),
});

/** A cross-encoder behind HTTP. */
export interface RerankerConfig {
  readonly url: string;
  readonly model: string | null;
  readonly key: string | null;
}

/** Which models help to find clauses. */
export interface UnderstandingConfig extends Readonly<Record<UnderstandingPart, boolean>> {
  /** Reranks in the place of the chat model; null where there is none. */
  readonly reranker: RerankerConfig | null;
}

/**
 * What is switched on. A reranker with an address is on; the rest is done by the chat model and off unless told.
 * @throws KiteiError `config.invalid` where a chat model is needed and none is configured.
 */
export function understandingConfig(
  settings: z.infer<typeof understandingSettings>,
  hasChatModel: boolean,
): UnderstandingConfig {
  const { KITEI_RERANKER_URL: url } = settings;
  const reranker =
    url === undefined
      ? null
      : {
          url,
          model: settings.KITEI_RERANKER_MODEL ?? null,
          key: settings.KITEI_RERANKER_KEY ?? null,
        };
  const config = {
    rewriting: settings.KITEI_MODEL_REWRITING === 'on',
    translation: settings.KITEI_MODEL_TRANSLATION === 'on',
    reranking:
      reranker !== null ? settings.KITEI_MODEL_RERANKING !== 'off' : settings.KITEI_MODEL_RERANKING === 'on',
    reranker,
  };
  requireModels(config, hasChatModel);
  return config;
}

/**
 * The same with some parts switched on, for measuring them.
 * @throws KiteiError `config.invalid` as `understandingConfig`.
 */
export function withParts(
  config: UnderstandingConfig,
  parts: readonly UnderstandingPart[],
  hasChatModel: boolean,
): UnderstandingConfig {
  const switched = { ...config, ...Object.fromEntries(parts.map((part) => [part, true])) };
  requireModels(switched, hasChatModel);
  return switched;
}

function requireModels(config: UnderstandingConfig, hasChatModel: boolean): void {
  const needy = UNDERSTANDING_PARTS.filter(
    (part) => config[part] && !(part === 'reranking' && config.reranker !== null),
  );
  if (needy.length === 0 || hasChatModel) return;
  throw new KiteiError(
    'config.invalid',
    `There is no chat model for ${needy.join(', ')}.`,
    `Set KITEI_MODEL${needy.includes('reranking') ? ', or KITEI_RERANKER_URL for reranking' : ''}; .env.example explains both.`,
  );
}
