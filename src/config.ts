import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { databaseSettings, databaseUrl, indexInDatabase } from './config/database-settings.ts';
import { type EmbedderConfig, embedderConfig, embedderSettings } from './config/embedder-settings.ts';
import { type Environment, onOff, text, wholeNumber } from './config/environment.ts';
import { type LogConfig, logConfig, logSettings } from './config/log-settings.ts';
import { type ModelConfig, modelConfig, modelSettings } from './config/model-settings.ts';
import { publishingSettings } from './config/publishing-settings.ts';
import { isSecret, withSecretFiles } from './config/secret-files.ts';
import { type OperationConfig, operationConfig, serverSettings } from './config/server-settings.ts';
import { type SlackConfig, slackConfig, slackSettings } from './config/slack-settings.ts';
import { type TeamsConfig, teamsConfig, teamsSettings } from './config/teams-settings.ts';
import {
  type UnderstandingConfig,
  understandingConfig,
  understandingSettings,
} from './config/understanding-settings.ts';
import { type OidcConfig, oidcConfig, webSettings } from './config/web-settings.ts';
import type { Language } from './domain/policy.ts';
import { KiteiError } from './errors.ts';

/** The sample policies that ship with Kitei. */
const SAMPLE_KNOWLEDGE = fileURLToPath(new URL('../knowledge', import.meta.url));

/** What Kitei runs with: read once, passed down, never changed. Paths are absolute. */
export interface Config {
  /** Folder with `policies/`, `vocabulary.yaml` and `contacts.yaml`. */
  readonly knowledgeDir: string;
  /** True when nobody chose a folder and there is none here: the shipped samples answer. */
  readonly sampleKnowledge: boolean;
  /** Where index generations are kept; made when missing. */
  readonly dataDir: string;
  /** `auto`: what the knowledge folder holds serves; `review`: only what somebody has published. */
  readonly publishing: 'auto' | 'review';
  /** Whether a running server watches the knowledge folder. */
  readonly watch: boolean;
  /** Whether near words bring clauses forward (docs/models/ja-bridge.md). */
  readonly bridge: boolean;
  /** The embedding model that brings clauses forward by meaning; null where none is wanted. */
  readonly embeddingModel: EmbedderConfig | null;
  /** The chat model that words answers and may help to find clauses; null where none is wanted. */
  readonly model: ModelConfig | null;
  /** Which models help to find clauses. */
  readonly understanding: UnderstandingConfig;
  /** Address of a PostgreSQL database that several machines share; null for files in the data folder. */
  readonly databaseUrl: string | null;
  /** Whether clauses are searched there instead of in memory. */
  readonly indexInDatabase: boolean;
  readonly log: LogConfig;
  /** Where the HTTP server listens. */
  readonly server: { readonly host: string; readonly port: number };
  /** Address people reach the server at, without a slash at its end; null where nobody said. */
  readonly publicUrl: string | null;
  /** How people sign in to the web pages; null where a one-time link does. */
  readonly oidc: OidcConfig | null;
  /** What a Prometheus scraper must bring; null where there are no metrics. */
  readonly metricsToken: string | null;
  readonly operation: OperationConfig;
  /** Null where the channel is not configured. */
  readonly slack: SlackConfig | null;
  readonly teams: TeamsConfig | null;
  /** Files that secrets were read from. */
  readonly secretFiles: readonly string[];
}

/** Every setting of the environment; anything else that begins with KITEI_ is a mistake. */
const settings = z.object({
  KITEI_KNOWLEDGE: text.optional(),
  KITEI_DATA: text.optional(),
  KITEI_LANGUAGE: z.enum(['ja', 'en'], { error: 'must be "ja" or "en"' }).optional(),
  KITEI_BRIDGE: onOff.optional(),
  KITEI_DEBUG: z.string().optional(),
  KITEI_HOST: text.optional(),
  KITEI_PORT: wholeNumber(0, 65535).optional(),
  KITEI_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  ...publishingSettings.shape,
  ...embedderSettings.shape,
  ...modelSettings.shape,
  ...understandingSettings.shape,
  ...databaseSettings.shape,
  ...logSettings.shape,
  ...serverSettings.shape,
  ...webSettings.shape,
  ...slackSettings.shape,
  ...teamsSettings.shape,
});

const SECRETS = Object.keys(settings.shape).filter(isSecret);

/** The environment with the secrets that stand in files. What cannot be read is left out; `readConfig` says so. */
export function withSecrets(env: Environment): Environment {
  return withSecretFiles(env, SECRETS).env;
}

/**
 * The environment as a Config. A secret may stand in a file (`NAME_FILE`). Overrides (options of a command) win over the environment; relative paths
 * are taken from the working folder.
 * @throws KiteiError `config.invalid` naming every mistake at once.
 */
export function readConfig(
  given: Environment = process.env,
  overrides: { readonly knowledgeDir?: string; readonly dataDir?: string } = {},
): Config {
  const { env, files, mistakes: unread } = withSecretFiles(given, SECRETS);
  const read = settings.safeParse(env);
  const unknown = Object.keys(env).filter((name) => name.startsWith('KITEI_') && !(name in settings.shape));
  const mistakes = [...unread, ...unknown.map((name) => `${name} is not a setting`)];
  if (!read.success) {
    mistakes.push(...read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  if (!read.success || mistakes.length > 0) {
    throw new KiteiError(
      'config.invalid',
      `The settings have ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}: ${mistakes.join('; ')}.`,
      `The settings are ${Object.keys(settings.shape).join(', ')}; .env.example explains them.`,
    );
  }
  const chosen = overrides.knowledgeDir ?? read.data.KITEI_KNOWLEDGE;
  const local = resolve('knowledge');
  const sampleKnowledge = chosen === undefined && !existsSync(local);
  const model = modelConfig(read.data);
  const publicUrl = read.data.KITEI_URL?.replace(/\/+$/, '') ?? null;
  return {
    knowledgeDir: sampleKnowledge ? SAMPLE_KNOWLEDGE : resolve(chosen ?? local),
    sampleKnowledge,
    dataDir: resolve(overrides.dataDir ?? read.data.KITEI_DATA ?? '.kitei'),
    publishing: read.data.KITEI_PUBLISH ?? 'auto',
    watch: read.data.KITEI_WATCH === 'on',
    bridge: read.data.KITEI_BRIDGE !== 'off',
    embeddingModel: embedderConfig(read.data),
    model,
    understanding: understandingConfig(read.data, read.data.KITEI_MODEL !== undefined),
    databaseUrl: databaseUrl(read.data),
    indexInDatabase: indexInDatabase(read.data),
    log: logConfig(read.data),
    server: { host: read.data.KITEI_HOST ?? '127.0.0.1', port: read.data.KITEI_PORT ?? 3978 },
    publicUrl,
    oidc: oidcConfig(read.data, publicUrl),
    metricsToken: read.data.KITEI_METRICS_TOKEN ?? null,
    operation: operationConfig(read.data, model !== null || read.data.KITEI_RERANKER_URL !== undefined),
    slack: slackConfig(read.data),
    teams: teamsConfig(read.data),
    secretFiles: files,
  };
}

/**
 * Language of messages that an environment asks for: KITEI_LANGUAGE, else the locale in POSIX order (LC_ALL
 * outranks LC_MESSAGES outranks LANG), else English. Never fails, so that even a mistake can be reported. Answers
 * are always in the language of their question.
 */
export function messageLanguage(env: Environment): Language {
  const chosen = settings.shape.KITEI_LANGUAGE.safeParse(env.KITEI_LANGUAGE);
  if (chosen.data !== undefined) return chosen.data;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ja\b/i.test(locale.replace('_', '-')) ? 'ja' : 'en';
}
