import type { SlackAppSettings } from '../src/config/slack-settings.ts';
import type { Language } from '../src/domain/policy.ts';

/** What the scopes depend on. */
type SlackFeatures = Pick<SlackAppSettings, 'followThreads' | 'departmentField' | 'admins'>;

/** How Slack reaches Kitei. */
export interface SlackEndpoints {
  /** Address of Kitei's server; null with Socket Mode. */
  readonly url: string | null;
  /** Whether other workspaces install the app. */
  readonly distributed: boolean;
}

/** Names by which Slack hands clicks on shortcuts back. */
export const ASK_ABOUT_THIS = 'kitei_ask_about_this';

/** What the app may do in a workspace, and no more than that. */
export function slackScopes({ followThreads, departmentField, admins }: SlackFeatures) {
  return [
    'app_mentions:read',
    'assistant:write',
    ...(followThreads ? (['channels:history'] as const) : []),
    'chat:write',
    'commands',
    ...(followThreads ? (['groups:history'] as const) : []),
    'im:history',
    'im:write',
    ...(admins.some((id) => /(^|:)S/.test(id)) ? (['usergroups:read'] as const) : []),
    ...(departmentField !== null && departmentField !== 'title' ? (['users.profile:read'] as const) : []),
    'users:read',
  ] as const;
}

/**
 * The manifest that a Slack app is created from (https://docs.slack.dev/reference/app-manifest), with the scopes and
 * events that the configuration needs.
 */
export function slackManifest(
  features: SlackFeatures,
  { url, distributed }: SlackEndpoints,
  language: Language,
) {
  const say = language === 'ja' ? japanese : english;
  const events = url === null ? {} : { request_url: `${url}/slack/events` };
  return {
    display_information: { name: 'Kitei', description: say.description, background_color: '#1f3a5f' },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      agent_view: { agent_description: say.agent },
      bot_user: { display_name: 'kitei', always_online: true },
      shortcuts: [
        {
          name: say.shortcut,
          type: 'message',
          callback_id: ASK_ABOUT_THIS,
          description: say.shortcutDescription,
        },
      ],
      slash_commands: [
        {
          command: '/policy',
          description: say.command,
          usage_hint: say.hint,
          should_escape: true,
          ...(url === null ? {} : { url: `${url}/slack/events` }),
        },
      ],
    },
    settings: {
      event_subscriptions: {
        ...events,
        bot_events: [
          'app_home_opened',
          'app_mention',
          'app_uninstalled',
          ...(features.followThreads ? (['message.channels', 'message.groups'] as const) : []),
          'message.im',
          'tokens_revoked',
        ],
      },
      interactivity: { is_enabled: true, ...events },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
    oauth_config: {
      ...(distributed && url !== null && { redirect_urls: [`${url}/slack/oauth_redirect`] }),
      scopes: { bot: [...slackScopes(features)] },
    },
  };
}

const japanese = {
  description: '「…してもいいですか」に、規程の条文をそのまま引用して答えます。',
  agent: '職場の規程について質問すると、判定と根拠の条文を示して答えます。',
  shortcut: '規程に照らす',
  shortcutDescription: 'このメッセージの内容が規程で認められるかを尋ねます',
  command: '規程について質問する（自分にだけ見えます）',
  hint: '私物のUSBメモリを使ってもいいですか',
};

const english = {
  description: 'Answers "May I …?" from your own policies, with the clause quoted word for word.',
  agent: 'Ask what your policies allow: you get a verdict and the clause it rests on.',
  shortcut: 'Ask about this',
  shortcutDescription: 'Ask what the policies say about this message',
  command: 'Ask about the policies (only you see the answer)',
  hint: 'May I use my own USB stick?',
};
