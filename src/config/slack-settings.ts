import { z } from 'zod';
import { KiteiError } from '../errors.ts';
import { type Environment, list, onOff, text } from './environment.ts';

const WORKSPACE = /^[TE][A-Z0-9]+$/;
const ADMIN = /^(?:T[A-Z0-9]+:)?[UWS][A-Z0-9]+$/;

/** Settings of the Slack channel. */
export const slackSettings = z.object({
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_APP_TOKEN: text.startsWith('xapp-', 'must begin with "xapp-"').optional(),
  SLACK_BOT_TOKEN: text.regex(/^xox[be][-.]/, 'must begin with "xoxb-"').optional(),
  SLACK_CLIENT_ID: text.optional(),
  SLACK_CLIENT_SECRET: text.optional(),
  SLACK_WORKSPACES: list
    .refine((ids) => ids.every((id) => WORKSPACE.test(id)), 'must be workspace ids such as T0123456789')
    .optional(),
  SLACK_ADMINS: list
    .refine(
      (ids) => ids.every((id) => ADMIN.test(id)),
      'must be ids of people or user groups such as U0123456789, S0123456789 or T0123456789:U0123456789',
    )
    .optional(),
  SLACK_DEPARTMENT_FIELD: text
    .regex(/^(title|X[a-z0-9]*[A-Z0-9]+)$/, 'must be "title" or an id such as Xf0123456789')
    .optional(),
  SLACK_FOLLOW_THREADS: onOff.optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
});

/** How Kitei works in Slack. */
export interface SlackConfig {
  /** Proves that a request is Slack's; null where Socket Mode brings all of them. */
  readonly signingSecret: string | null;
  /** Where it is set, Slack is listened to over Socket Mode instead of HTTP. */
  readonly appToken: string | null;
  /** The workspace the app was installed to by hand. */
  readonly botToken: string | null;
  /** Lets further workspaces install the app; null where none may. */
  readonly oauth: SlackOAuth | null;
  /** People (`U…`) and user groups (`S…`) of the bot token's workspace, or with their workspace (`T…:U…`). */
  readonly admins: readonly string[];
  /** `title` or the id of a custom profile field; null where departments are not read. */
  readonly departmentField: string | null;
  /** Whether follow-ups and experts' replies in threads are read without a mention. */
  readonly followThreads: boolean;
  /** Ends with a slash. */
  readonly apiUrl: string;
}

/** What Kitei is to do in Slack, as far as an app must be made for it: known before there are tokens. */
export interface SlackAppSettings {
  readonly followThreads: boolean;
  readonly departmentField: string | null;
  readonly admins: readonly string[];
  /** Whether events come over Socket Mode. */
  readonly socketMode: boolean;
  /** Whether several workspaces install the app. */
  readonly distributed: boolean;
}

/**
 * Reads only what the app's manifest depends on.
 * @throws KiteiError `config.invalid`.
 */
export function slackAppSettings(env: Environment): SlackAppSettings {
  const read = slackSettings.safeParse(env);
  if (!read.success) {
    const mistakes = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new KiteiError(
      'config.invalid',
      `The settings of Slack have mistakes: ${mistakes.join('; ')}.`,
      '.env.example explains them.',
    );
  }
  return {
    followThreads: read.data.SLACK_FOLLOW_THREADS === 'on',
    departmentField: read.data.SLACK_DEPARTMENT_FIELD ?? null,
    admins: read.data.SLACK_ADMINS ?? [],
    socketMode: read.data.SLACK_APP_TOKEN !== undefined,
    distributed: read.data.SLACK_CLIENT_ID !== undefined,
  };
}

/** An app that several workspaces install. */
export interface SlackOAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Workspaces (`T…`) and organisations (`E…`) that may install it. */
  readonly workspaces: readonly string[];
}

/**
 * Null where Slack is not configured.
 * @throws KiteiError `config.invalid` where it is configured by half.
 */
export function slackConfig(settings: z.infer<typeof slackSettings>): SlackConfig | null {
  const {
    SLACK_SIGNING_SECRET: signingSecret = null,
    SLACK_APP_TOKEN: appToken = null,
    SLACK_BOT_TOKEN: botToken = null,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_WORKSPACES: workspaces = [],
    SLACK_ADMINS: admins = [],
  } = settings;
  if ([signingSecret, appToken, botToken, clientId, clientSecret].every((value) => value == null))
    return null;
  const missing = [
    signingSecret === null &&
      appToken === null &&
      'SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN for Socket Mode)',
    botToken === null &&
      clientId === undefined &&
      'SLACK_BOT_TOKEN (or SLACK_CLIENT_ID for several workspaces)',
    clientId !== undefined && clientSecret === undefined && 'SLACK_CLIENT_SECRET',
    clientId === undefined && clientSecret !== undefined && 'SLACK_CLIENT_ID',
    clientId !== undefined &&
      workspaces.length === 0 &&
      'SLACK_WORKSPACES, the workspaces that may install Kitei',
    botToken === null &&
      admins.some((id) => !id.includes(':')) &&
      'the workspace of each id in SLACK_ADMINS (T0123456789:U0123456789)',
  ].filter((name) => name !== false);
  if (missing.length > 0) {
    throw new KiteiError(
      'config.invalid',
      `Slack is configured in part; missing: ${missing.join('; ')}.`,
      'Set what is missing, or leave all SLACK_ settings out; .env.example explains them.',
    );
  }
  return {
    signingSecret,
    appToken,
    botToken,
    oauth:
      clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret, workspaces },
    admins,
    departmentField: settings.SLACK_DEPARTMENT_FIELD ?? null,
    followThreads: settings.SLACK_FOLLOW_THREADS === 'on',
    apiUrl: (settings.SLACK_API_URL ?? 'https://slack.com/api').replace(/\/*$/, '/'),
  };
}
