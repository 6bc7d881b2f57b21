import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import { anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';

let fakes: SlackOnFakes;
let assistant: ScriptedAssistant;
let clock = 1_700_000_000;

const open = async (parts: Partial<SlackConfig> = {}) => {
  fakes = await slackOnFakes(parts);
  assistant = scriptedAssistant();
  await fakes.channel.start(assistant);
};
afterEach(async () => {
  await fakes.close();
  expect(fakes.slack.faults).toEqual([]);
});

const say = async (text: string, more: Record<string, unknown> = {}) => {
  const ts = `${++clock}.000100`;
  const event = {
    type: 'message',
    channel_type: 'channel',
    channel: 'C1',
    user: 'Uja',
    text,
    ts,
    event_ts: ts,
    ...more,
  };
  expect((await fakes.requests.event(event)).status).toBe(200);
  return ts;
};
const mention = (text: string, more: Record<string, unknown> = {}) =>
  say(`<@UBOT> ${text}`, { type: 'app_mention', channel_type: undefined, ...more });
const answered = (count: number) =>
  vi.waitFor(() => expect(assistant.asked).toHaveLength(count), { timeout: 5_000 });

describe('follow-ups in a thread', () => {
  beforeEach(() => open({ followThreads: true }));

  it('need no mention from the person who asked, and belong to the same conversation', async () => {
    const root = await mention('私物のUSBメモリを使ってもいいですか');
    await answered(1);
    await say('では、貸与品なら？', { thread_ts: root });
    await answered(2);
    expect(assistant.asked.map(({ conversation }) => conversation)).toEqual([
      `slack:T1:C1:${root}`,
      `slack:T1:C1:${root}`,
    ]);
    expect(assistant.asked.every(({ confidential }) => confidential === false)).toBe(true);
    expect(assistant.asked.map(({ room }) => room)).toEqual(['slack:T1:C1', 'slack:T1:C1']);
    await vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(2));
    expect(fakes.slack.messages.every(({ thread }) => thread === root)).toBe(true);
  });

  it('outlive a restart', async () => {
    const root = await mention('私物のUSBメモリを使ってもいいですか');
    await answered(1);
    const { createFollowedThreads } = await import('../../../adapters/slack/followed-threads.ts');
    const threads = createFollowedThreads(fakes.state);
    expect(await threads.follows(`T1:C1:${root}`, 'slack:T1:Uja')).toBe(true);
    expect(await threads.follows(`T1:C1:${root}`, 'slack:T1:Uother')).toBe(false);
  });

  it('of other people, of other threads, or to other people are left alone', async () => {
    const root = await mention('私物のUSBメモリを使ってもいいですか');
    await answered(1);
    await say('私はどうでしょう', { thread_ts: root, user: 'Uen' });
    await say('別の話ですが', { thread_ts: '1.1' });
    await say('<@Uboss> どう思いますか', { thread_ts: root });
    await say('<!subteam^S1> どう思いますか', { thread_ts: root });
    await say('<!here> どう思いますか', { thread_ts: root });
    await say('休憩に行ってもいいですか');
    await fakes.channel.stop();
    expect(assistant.asked).toHaveLength(1);
  });

  it('that are no question get no answer', async () => {
    const root = await mention('私物のUSBメモリを使ってもいいですか');
    await answered(1);
    await vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(1));
    assistant.answers = () => anAnswer({ verdict: 'chitchat', citations: [] });
    await say('ありがとう！', { thread_ts: root });
    await answered(2);
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(1);
  });

  it('with a mention are answered once, small talk too', async () => {
    const root = await mention('私物のUSBメモリを使ってもいいですか');
    await answered(1);
    assistant.answers = () => anAnswer({ verdict: 'chitchat', citations: [], text: 'こんにちは' });
    const ts = await mention('こんにちは', { thread_ts: root });
    await say('<@UBOT> こんにちは', { thread_ts: root, ts });
    await answered(2);
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(2);
  });
});

describe('threads that are not followed', () => {
  beforeEach(() => open());

  it('need a mention', async () => {
    const root = await mention('私物のUSBメモリを使ってもいいですか');
    await answered(1);
    await say('では、貸与品なら？', { thread_ts: root });
    await mention('では、貸与品なら？', { thread_ts: root });
    await answered(2);
    await fakes.channel.stop();
    expect(assistant.asked).toHaveLength(2);
    expect(await fakes.state.keys('slack.thread')).toEqual([]);
  });
});

describe('the thread of an escalation', () => {
  beforeEach(() => open({ followThreads: true }));

  it("takes an expert's reply without a mention, tells the expert alone, and answers nothing itself", async () => {
    assistant.escalationThreads.add('T1:COWNER:5.5');
    const ts = await say('貸与品だけを認めています。', {
      channel: 'COWNER',
      thread_ts: '5.5',
      user: 'Uexpert',
    });
    await vi.waitFor(() => expect(assistant.expertReplies).toHaveLength(1));
    expect(assistant.expertReplies[0]).toEqual({
      channel: 'slack',
      thread: 'T1:COWNER:5.5',
      messageId: `T1:COWNER:${ts}`,
      text: '貸与品だけを認めています。',
    });
    await vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(1));
    expect(fakes.slack.messages[0]).toMatchObject({ onlyFor: 'Uexpert', channel: 'COWNER', thread: '5.5' });
    await say('貸与品だけを認めています。', { channel: 'COWNER', thread_ts: '5.5', user: 'Uexpert', ts });
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(1);
    expect(assistant.asked).toEqual([]);
  });
});
