import { vi } from 'vitest';
import { startHttpServer } from '../../../adapters/http-server.ts';
import { createSlackChannel } from '../../../adapters/slack/slack-channel.ts';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import { memoryChannelState, memoryClaims } from '../memory-channel-stores.ts';
import type { Json } from './block-limits.ts';
import type { FakeMessage } from './fake-message.ts';
import { startFakeSlack } from './fake-slack.ts';
import { readMessage } from './read-message.ts';
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
  const requests = slackRequests(server.url, SECRET);
  let triggers = 0;
  /** A click by a person in C1. */
  const click = (actionId: string, value: string, more: Record<string, unknown> = {}) =>
    requests.interaction({
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'Uja', team_id: 'T1' },
      channel: { id: 'C1' },
      trigger_id: `click${++triggers}`,
      response_url: slack.responseUrl('C1', 'Uja'),
      actions: [{ type: 'button', action_id: actionId, value }],
      ...more,
    });
  return {
    slack,
    channel,
    click,
    /** Presses a button that stands under a message. */
    press(message: FakeMessage | undefined, actionId: string) {
      const button = elementsOf(message).find(({ action_id }) => action_id === actionId);
      if (button === undefined) throw new Error(`there is no ${actionId}`);
      return click(actionId, String(button.value));
    },
    /** A command of a person in C1. */
    command: (text: string, more: Record<string, string> = {}) =>
      requests.command({
        team_id: 'T1',
        channel_id: 'C1',
        user_id: 'Uja',
        text,
        trigger_id: `command${++triggers}`,
        response_url: slack.responseUrl('C1', more.user_id ?? 'Uja'),
        ...more,
      }),
    /** Resolves once so many messages have come. */
    posted: (count = 1) =>
      vi.waitFor(
        () => {
          if (slack.messages.length < count) throw new Error(`${slack.messages.length} of ${count} messages`);
        },
        { timeout: 5_000 },
      ),
    /** What people read, message by message. */
    texts: () => slack.messages.map((message) => readMessage(message).text),
    /** Another process on the same stores. */
    open,
    claims,
    state,
    warnings,
    errors,
    url: server.url,
    requests,
    async close() {
      await channel.stop();
      await server.close();
      await slack.close();
    },
  };
}

/** The parts of a message's blocks, those of buttons among them. */
export function elementsOf(message: FakeMessage | undefined): Json[] {
  return (message?.blocks ?? []).flatMap(({ elements = [] }) => elements as Json[]);
}

export type SlackOnFakes = Awaited<ReturnType<typeof slackOnFakes>>;
