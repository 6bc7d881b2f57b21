import { z } from 'zod';
import { text } from './environment.ts';

/** Settings of the Slack channel. */
export const slackSettings = z.object({
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_BOT_TOKEN: text.optional(),
});

/** How Kitei works in Slack. */
export interface SlackConfig {
  readonly signingSecret: string;
  readonly botToken: string;
}

/** Null where Slack is not configured. */
export function slackConfig(settings: z.infer<typeof slackSettings>): SlackConfig | null {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken } = settings;
  return signingSecret === undefined || botToken === undefined ? null : { signingSecret, botToken };
}
