import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const slack = (env: Record<string, string>) => readConfig({ KITEI_KNOWLEDGE: 'rules', ...env }).slack;

describe('the settings of Slack', () => {
  it('are absent where nothing is set', () => {
    expect(slack({})).toBeNull();
    expect(slack({ SLACK_FOLLOW_THREADS: 'on' })).toBeNull();
  });

  it('are complete with a bot token and a way to listen', () => {
    expect(slack({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' })).toMatchObject({
      signingSecret: 's',
      appToken: null,
      botToken: 'xoxb-1',
      oauth: null,
      admins: [],
      departmentField: null,
      followThreads: false,
      apiUrl: 'https://slack.com/api/',
    });
    expect(slack({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
      signingSecret: null,
      appToken: 'xapp-1',
    });
  });

  it('name the workspaces that may install the app', () => {
    const env = { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'c' };
    expect(() => slack(env)).toThrow('SLACK_WORKSPACES');
    expect(slack({ ...env, SLACK_WORKSPACES: 'T1, E2' })?.oauth).toEqual({
      clientId: '1.2',
      clientSecret: 'c',
      workspaces: ['T1', 'E2'],
    });
  });

  it('say what is missing rather than leave Slack out silently', () => {
    expect(() => slack({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow('SLACK_SIGNING_SECRET');
    expect(() => slack({ SLACK_SIGNING_SECRET: 's' })).toThrow('SLACK_BOT_TOKEN');
    expect(() => slack({ SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1.2' })).toThrow('SLACK_CLIENT_SECRET');
  });

  it('know admins with their workspace, and without where there is one', () => {
    const one = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
    expect(slack({ ...one, SLACK_ADMINS: 'U1,S2, T3:U4' })?.admins).toEqual(['U1', 'S2', 'T3:U4']);
    expect(() => slack({ ...one, SLACK_ADMINS: 'yamada' })).toThrow('SLACK_ADMINS must be');
    const several = {
      SLACK_SIGNING_SECRET: 's',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'c',
      SLACK_WORKSPACES: 'T1',
    };
    expect(() => slack({ ...several, SLACK_ADMINS: 'U1' })).toThrow('workspace of each id');
    expect(slack({ ...several, SLACK_ADMINS: 'T1:U1' })?.admins).toEqual(['T1:U1']);
  });

  it('refuse tokens of the wrong kind', () => {
    expect(() => slack({ SLACK_BOT_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' })).toThrow('xoxb-');
    expect(() => slack({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' })).toThrow('xapp-');
  });
});
