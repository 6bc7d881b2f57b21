import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import { type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { type SlackOnFakes, slackOnFakes, TOKEN } from './slack-on-fakes.ts';

const OAUTH = { clientId: '1.2', clientSecret: 'a client secret', workspaces: ['T1', 'T2'] };

let fakes: SlackOnFakes;
let assistant: ScriptedAssistant;
const open = async (parts: Partial<SlackConfig> = {}) => {
  fakes = await slackOnFakes({ botToken: null, oauth: OAUTH, ...parts });
  assistant = scriptedAssistant();
  await fakes.channel.start(assistant);
};
afterEach(async () => {
  await fakes.close();
  expect(fakes.slack.faults).toEqual([]);
});

/** Goes to Slack and back, as a browser does; the fake gives the code, which names the workspace. */
async function install(team: string, { cookie = true, state = true } = {}): Promise<Response> {
  const start = await fetch(`${fakes.url}/slack/install`, { redirect: 'manual' });
  expect(start.status).toBe(302);
  const to = new URL(start.headers.get('location') ?? '');
  expect(to.pathname).toBe('/oauth/v2/authorize');
  expect(to.searchParams.get('client_id')).toBe('1.2');
  expect(to.searchParams.get('scope')).toContain('chat:write');
  expect(to.searchParams.get('redirect_uri')).toBe('https://kitei.example.jp/slack/oauth_redirect');
  const back = new URL(`${fakes.url}/slack/oauth_redirect`);
  back.searchParams.set('code', team);
  if (state) back.searchParams.set('state', to.searchParams.get('state') ?? '');
  const jar = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return fetch(back, { headers: cookie ? { cookie: jar } : {} });
}

const ask = (team: string, more: Record<string, unknown> = {}) =>
  fakes.requests.event(
    {
      type: 'message',
      channel_type: 'im',
      channel: `D${team}`,
      user: 'Uja',
      text: '質問です',
      ts: `1.${team.slice(1)}`,
    },
    { team_id: team, ...more },
  );
const answered = (count: number) =>
  vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(count), { timeout: 5_000 });

describe('several workspaces', () => {
  it('install the app, and each is answered with its own token', async () => {
    await open();
    for (const team of ['T1', 'T2']) {
      const response = await install(team);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('Kitei is installed');
    }
    await Promise.all([ask('T1'), ask('T2')]);
    await answered(2);
    expect(fakes.slack.messages.map(({ channel, token }) => `${channel} ${token}`).sort()).toEqual([
      'DT1 xoxb-installed-T1',
      'DT2 xoxb-installed-T2',
    ]);
    expect(assistant.asked.map(({ asker }) => asker).sort()).toEqual(['slack:T1:Uja', 'slack:T2:Uja']);
    const used = fakes.slack.calls.filter(({ args }) => args.user === 'Uja').map(({ token }) => token);
    expect(new Set(used)).toEqual(new Set(['xoxb-installed-T1', 'xoxb-installed-T2']));
  });

  it('are told apart by notices', async () => {
    await open();
    await install('T1');
    await install('T2');
    const deliver = (at: Record<string, unknown>) =>
      fakes.channel.deliver({
        key: 'k',
        to: { channel: 'slack', at },
        content: { kind: 'expert_reply', recordId: 'r', question: 'q?', reply: 'a' },
        createdAt: '2026-04-01T00:00:00.000Z',
      });
    expect(await deliver({ team: 'T2', channel: 'D9', thread: '1.1' })).toMatchObject({ outcome: 'sent' });
    expect(fakes.slack.messages[0]?.token).toBe('xoxb-installed-T2');
    expect(await deliver({ team: 'T3', channel: 'D9', thread: '1.1' })).toMatchObject({
      outcome: 'undeliverable',
      reason: 'not_installed',
    });
    expect(await deliver({ user: 'Uja' })).toMatchObject({
      outcome: 'undeliverable',
      reason: 'unknown_workspace',
    });
  });

  it('that are not named cannot install the app, and Slack takes the token back', async () => {
    await open();
    const response = await install('T9');
    expect(response.status).toBe(403);
    expect(fakes.slack.tokens.get('xoxb-installed-T9')?.revoked).toBe(true);
    expect(await fakes.state.keys('slack.installation')).toEqual([]);
  });

  it.each([{ cookie: false }, { state: false }])(
    'cannot be made to install by others: %o',
    async (without) => {
      await open();
      expect((await install('T1', without)).status).toBe(400);
      expect(await fakes.state.keys('slack.installation')).toEqual([]);
    },
  );

  it('that have not installed the app are acknowledged and not answered', async () => {
    await open();
    await install('T1');
    expect((await ask('T2')).status).toBe(200);
    await fakes.channel.stop();
    expect(assistant.asked).toEqual([]);
    expect(fakes.warnings.join()).not.toContain('Uja');
  });

  it.each([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { bot: ['UBOTT1'] } }],
  ])('are forgotten after %s', async (_, event) => {
    await open();
    await install('T1');
    const token = fakes.slack.tokens.get('xoxb-installed-T1');
    if (token !== undefined) token.revoked = true;
    await fakes.requests.event(event, { team_id: 'T1', event_id: 'Ev1' });
    await vi.waitFor(async () => expect(await fakes.state.keys('slack.installation')).toEqual([]));
    await ask('T1');
    await fakes.channel.stop();
    expect(assistant.asked).toEqual([]);
  });

  it('that installed the app again are kept when news of the old installation comes late', async () => {
    await open();
    await install('T1');
    await fakes.requests.event({ type: 'app_uninstalled' }, { team_id: 'T1', event_id: 'Ev1' });
    await fakes.requests.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } }, { team_id: 'T1' });
    await ask('T1');
    await answered(1);
  });

  it('can stand beside the one that was configured by hand', async () => {
    await open({ botToken: TOKEN });
    await install('T2');
    await Promise.all([ask('T1'), ask('T2')]);
    await answered(2);
    expect(fakes.slack.messages.map(({ channel, token }) => `${channel} ${token}`).sort()).toEqual([
      `DT1 ${TOKEN}`,
      'DT2 xoxb-installed-T2',
    ]);
  });
});

describe('one workspace', () => {
  it('is checked at the start', async () => {
    fakes = await slackOnFakes({ botToken: 'xoxb-wrong' });
    await expect(fakes.channel.start(scriptedAssistant())).rejects.toMatchObject({
      code: 'channel.unreachable',
      message: expect.stringContaining('invalid_auth'),
      remedy: expect.stringContaining('SLACK_BOT_TOKEN'),
    });
  });

  it('that cannot be reached is said to be so', async () => {
    fakes = await slackOnFakes({ apiUrl: 'http://127.0.0.1:9/api/' });
    await expect(fakes.channel.start(scriptedAssistant())).rejects.toMatchObject({
      code: 'channel.unreachable',
    });
  });

  it('has no page to install from', async () => {
    fakes = await slackOnFakes();
    expect(fakes.channel.routes.map(({ path }) => path)).toEqual(['/slack/events']);
  });

  it('tells the operator when the app is taken away', async () => {
    fakes = await slackOnFakes();
    await fakes.channel.start(scriptedAssistant());
    await fakes.requests.event({ type: 'app_uninstalled' }, { event_id: 'Ev1' });
    await vi.waitFor(() => expect(fakes.warnings.join()).toContain('SLACK_BOT_TOKEN'));
  });
});
