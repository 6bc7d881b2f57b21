import { startHttpServer } from '../../../adapters/http-server.ts';
import { createSlackChannel } from '../../../adapters/slack/slack-channel.ts';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import { memoryChannelState, memoryClaims } from '../memory-channel-stores.ts';
import { startFakeSlack } from './fake-slack.ts';
import { slackRequests } from './slack-sender.ts';

export const SECRET = 'a signing secret of a test';
export const TOKEN = 'xoxb-test-T1';
export const PUBLIC_URL = 'https://kitei.example.jp';

/** The channel between a fake Slack and a real HTTP server; not started. */
export async function slackOnFakes(
  parts: Partial<SlackConfig> = {},
  limits: { mostCharacters?: number } = {},
) {
  const slack = await startFakeSlack(limits);
  slack.tokens.set(TOKEN, { team: 'T1', user: 'UBOT', revoked: false });
  for (const locale of ['ja', 'en'])
    slack.users.set(`U${locale}`, { locale: locale === 'ja' ? 'ja-JP' : 'en-US' });
  const warnings: string[] = [];
  const claims = memoryClaims();
  const state = memoryChannelState();
  const config: SlackConfig = {
    signingSecret: SECRET,
    appToken: null,
    botToken: TOKEN,
    oauth: null,
    admins: [],
    departmentField: null,
    followThreads: false,
    apiUrl: slack.apiUrl,
    ...parts,
  };
  const open = () =>
    createSlackChannel(config, {
      claims,
      state,
      publicUrl: PUBLIC_URL,
      warn: (message) => warnings.push(message),
    });
  const channel = open();
  const errors: unknown[] = [];
  const server = await startHttpServer(channel.routes, { host: '127.0.0.1', port: 0 }, (error) =>
    errors.push(error),
  );
  return {
    slack,
    channel,
    /** Another process on the same stores. */
    open,
    claims,
    state,
    warnings,
    errors,
    url: server.url,
    requests: slackRequests(server.url, SECRET),
    async close() {
      await channel.stop();
      await server.close();
      await slack.close();
    },
  };
}

export type SlackOnFakes = Awaited<ReturnType<typeof slackOnFakes>>;
