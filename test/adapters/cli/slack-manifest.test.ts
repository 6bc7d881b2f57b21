import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { slackManifest } from '../../../adapters/slack-manifest.ts';
import { command } from './command-on-fakes.ts';

const dir = mkdtempSync(join(tmpdir(), 'kitei-slack-'));
afterAll(() => rmSync(dir, { recursive: true }));

const URL = 'https://kitei.example.lg.jp';
const manifestOf = async (argv: string[], env: Record<string, string> = {}) => {
  const { code, out } = await command(['slack', 'manifest', ...argv], { env });
  expect(code).toBe(0);
  return JSON.parse(out);
};

describe('kitei slack manifest', () => {
  it('is what Slack takes', () => {
    const features = { followThreads: true, departmentField: 'Xf1', admins: ['S1'] };
    for (const language of ['ja', 'en'] as const) {
      const { display_information, features: shown } = slackManifest(
        features,
        { url: URL, distributed: true },
        language,
      );
      expect(display_information.name.length).toBeLessThanOrEqual(35);
      expect(display_information.description.length).toBeLessThanOrEqual(140);
      expect(shown.agent_view.agent_description.length).toBeLessThanOrEqual(300);
      expect(shown.shortcuts[0]?.name.length).toBeLessThanOrEqual(24);
      expect(shown.shortcuts[0]?.description.length).toBeLessThanOrEqual(150);
      expect(shown.slash_commands[0]?.usage_hint.length).toBeLessThanOrEqual(1_000);
    }
  });

  it('asks for no more than Kitei needs', async () => {
    const manifest = await manifestOf(['--url', `${URL}/`]);
    expect(manifest.oauth_config).toEqual({
      scopes: {
        bot: [
          'app_mentions:read',
          'assistant:write',
          'chat:write',
          'commands',
          'im:history',
          'im:write',
          'users:read',
        ],
      },
    });
    expect(manifest.settings).toEqual({
      event_subscriptions: {
        request_url: `${URL}/slack/events`,
        bot_events: ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'],
      },
      interactivity: { is_enabled: true, request_url: `${URL}/slack/events` },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    });
    expect(manifest.features).toMatchObject({
      agent_view: { agent_description: expect.any(String) },
      app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      shortcuts: [{ type: 'message', callback_id: 'kitei_ask_about_this' }],
      slash_commands: [{ command: '/policy', url: `${URL}/slack/events`, should_escape: true }],
    });
    expect(manifest.features).not.toHaveProperty('assistant_view');
  });

  it('asks for what the settings make it need', async () => {
    const { oauth_config, settings } = await manifestOf([], {
      KITEI_URL: URL,
      SLACK_FOLLOW_THREADS: 'on',
      SLACK_DEPARTMENT_FIELD: 'Xf0123456789',
      SLACK_ADMINS: 'U1,S1',
      SLACK_CLIENT_ID: '1.2',
    });
    expect(oauth_config.scopes.bot).toEqual([
      'app_mentions:read',
      'assistant:write',
      'channels:history',
      'chat:write',
      'commands',
      'groups:history',
      'im:history',
      'im:write',
      'usergroups:read',
      'users.profile:read',
      'users:read',
    ]);
    expect(oauth_config.redirect_urls).toEqual([`${URL}/slack/oauth_redirect`]);
    expect(settings.event_subscriptions.bot_events).toEqual(
      expect.arrayContaining(['message.channels', 'message.groups']),
    );
  });

  it.each([
    [['--socket'], { KITEI_URL: URL }],
    [['--socket'], {}],
    [[], { SLACK_APP_TOKEN: 'xapp-1' }],
  ])('names no address with Socket Mode: %o', async (argv, env) => {
    const manifest = await manifestOf(argv, env as Record<string, string>);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain('request_url');
    expect(manifest.features.slash_commands[0]).not.toHaveProperty('url');
  });

  it('writes a file, and says what to do with it', async () => {
    const out = join(dir, 'manifest.json');
    const printed = await command(['slack', 'manifest', '--socket', '--out', out, '--lang', 'en']);
    expect(printed.code).toBe(0);
    expect(printed.out).toBe('');
    expect(printed.err).toContain('From a manifest');
    expect(JSON.parse(readFileSync(out, 'utf8')).display_information.name).toBe('Kitei');
  });

  it.each([
    ['no address', [], {}, 'https'],
    ['an address Slack does not send to', ['--url', 'http://kitei.example'], {}, 'https'],
    ['a file that cannot be written', ['--socket', '--out', join(dir, 'no', 'm.json')], {}, 'm.json'],
    ['a setting that is wrong', ['--socket'], { SLACK_ADMINS: 'yamada' }, 'SLACK_ADMINS'],
  ])('refuses %s', async (_, argv, env, words) => {
    const { code, err } = await command(['slack', 'manifest', ...argv], {
      env: env as Record<string, string>,
    });
    expect(code).not.toBe(0);
    expect(err).toContain(words);
  });
});
