import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import { type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';

const QUESTION = '私物のUSBメモリを使ってもいいですか';

let fakes: SlackOnFakes;
let assistant: ScriptedAssistant;

const open = async (parts: Partial<SlackConfig> = {}) => {
  fakes = await slackOnFakes(parts);
  assistant = scriptedAssistant();
  await fakes.channel.start(assistant);
};
beforeEach(() => open());
afterEach(async () => {
  await fakes.close();
  expect(fakes.slack.faults).toEqual([]);
});

describe('the direct message with Kitei', () => {
  const opened = (more: Record<string, unknown> = {}) =>
    fakes.requests.event({
      type: 'app_home_opened',
      user: 'Uja',
      channel: 'D1',
      tab: 'messages',
      event_ts: '1.1',
      ...more,
    });
  const prompts = () =>
    fakes.slack.calls.filter(({ method }) => method === 'assistant.threads.setSuggestedPrompts');

  it('offers questions when it is opened', async () => {
    await opened();
    await vi.waitFor(() => expect(prompts()).toHaveLength(1));
    expect(prompts()[0]?.args).toMatchObject({
      channel_id: 'D1',
      prompts: assistant.offered.map((question) => ({ title: question, message: question })),
    });
    expect(prompts()[0]?.args).not.toHaveProperty('thread_ts');
  });

  it('offers at most four, none where there are none, and nothing on other tabs', async () => {
    assistant.offered = ['a', 'b', 'c', 'd', 'e'];
    await opened();
    await vi.waitFor(() => expect(prompts()).toHaveLength(1));
    expect(prompts()[0]?.args.prompts).toHaveLength(4);
    assistant.offered = [];
    await opened();
    await opened({ tab: 'home' });
    await fakes.channel.stop();
    expect(prompts()).toHaveLength(1);
  });

  it('greets who only calls, with questions to try', async () => {
    await fakes.requests.event({
      type: 'app_mention',
      channel: 'C1',
      user: 'Uja',
      text: '<@UBOT> ',
      ts: '1.1',
    });
    await fakes.posted();
    expect(fakes.texts()[0]).toContain(assistant.offered[0]);
    expect(assistant.asked).toEqual([]);
  });
});

describe('departments', () => {
  it.each([
    ['Xf01', { fields: { Xf01: ' 市民課 ' } }, '市民課'],
    ['title', { title: '税務課' }, '税務課'],
    ['Xf02', { fields: { Xf01: '市民課' } }, null],
    [null, { title: '税務課', fields: { Xf01: '市民課' } }, null],
  ] as const)('are read from %s', async (departmentField, profile, department) => {
    await fakes.close();
    await open({ departmentField });
    fakes.slack.users.set('Uja', { locale: 'ja-JP', ...profile });
    await fakes.command(QUESTION);
    await fakes.posted();
    expect(assistant.asked[0]?.department).toBe(department);
    await fakes.command(QUESTION);
    await fakes.posted(2);
    // People are looked up once.
    expect(fakes.slack.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1);
  });

  it('that may not be read leave the language known', async () => {
    await fakes.close();
    await open({ departmentField: 'Xf01' });
    fakes.slack.missing.add('users.profile.get');
    await fakes.command(QUESTION);
    await fakes.posted();
    expect(assistant.asked[0]).toMatchObject({ department: null, locale: 'ja' });
  });
});
