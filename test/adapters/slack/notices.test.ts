import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import type { NoticeContent } from '../../../src/domain/outbox.ts';
import { type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { readMessage } from './read-message.ts';
import { type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';

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

const QUESTION = '私物のUSBメモリを使ってもいいですか';
const CORRECTION: NoticeContent = {
  kind: 'correction',
  recordId: 'slack:T1:D1:1.1',
  question: QUESTION,
  before: '許可を得れば使えます。',
  now: '使えません。',
};
const ESCALATION: NoticeContent = {
  kind: 'escalation',
  recordId: 'r1',
  question: QUESTION,
  answer: 'はっきりした定めは見つかりません。',
  contact: '情報セキュリティ係',
};
const deliver = (content: NoticeContent, at: Record<string, unknown>) =>
  fakes.channel.deliver({
    key: 'k',
    to: { channel: 'slack', at },
    content,
    createdAt: '2026-04-01T00:00:00.000Z',
  });
const IN_THREAD = { team: 'T1', channel: 'D1', thread: '1.1', user: 'Uja', locale: 'ja' };

describe('a correction', () => {
  const ask = async () => {
    await fakes.requests.event({
      type: 'message',
      channel_type: 'im',
      channel: 'D1',
      user: 'Uja',
      text: QUESTION,
      ts: '1.1',
    });
    await vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(1));
  };

  it('stands in the thread, and marks the old answer', async () => {
    await ask();
    expect(await deliver(CORRECTION, IN_THREAD)).toEqual({ outcome: 'sent', thread: null });
    const [old, correction] = fakes.slack.messages;
    expect(correction).toMatchObject({ channel: 'D1', thread: '1.1' });
    const { text } = readMessage(old ?? {});
    expect(text).toMatch(/^この回答は古くなりました/);
    expect(text).toContain('認められません');
    // Marking it again changes nothing.
    await deliver(CORRECTION, IN_THREAD);
    expect(readMessage(fakes.slack.messages[0] ?? {}).text).toBe(text);
  });

  it('does without marking the old answer where Kitei may not read the conversation', async () => {
    await ask();
    fakes.slack.missing.add('conversations.replies');
    expect(await deliver(CORRECTION, IN_THREAD)).toMatchObject({ outcome: 'sent' });
    expect(readMessage(fakes.slack.messages[0] ?? {}).text).not.toContain('古くなりました');
  });

  it('goes by direct message to who asked privately', async () => {
    expect(await deliver(CORRECTION, { team: 'T1', user: 'Uen', locale: 'en' })).toMatchObject({
      outcome: 'sent',
    });
    expect(fakes.slack.messages[0]).toMatchObject({ channel: 'DUen', thread: null });
    expect(readMessage(fakes.slack.messages[0] ?? {}).text).toContain('An earlier answer has changed');
  });

  it('is not sent to who said no to it, with the button or the command, until they say yes', async () => {
    await ask();
    await deliver(CORRECTION, IN_THREAD);
    await fakes.requests.interaction({
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'Uja', team_id: 'T1' },
      channel: { id: 'D1' },
      trigger_id: 't1',
      response_url: fakes.slack.responseUrl('D1', 'Uja'),
      actions: [{ action_id: 'kitei_mute', value: 'off' }],
    });
    await vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(3));
    expect(await deliver(CORRECTION, IN_THREAD)).toEqual({ outcome: 'undeliverable', reason: 'not_wanted' });
    // What somebody asked a person for comes all the same, and others hear of corrections.
    const reply: NoticeContent = {
      kind: 'expert_reply',
      recordId: 'r',
      question: QUESTION,
      reply: '使えます。',
    };
    expect(await deliver(reply, IN_THREAD)).toMatchObject({ outcome: 'sent' });
    expect(await deliver(CORRECTION, { ...IN_THREAD, user: 'Uen' })).toMatchObject({ outcome: 'sent' });

    for (const [text, outcome] of [
      ['notices on', 'sent'],
      ['Notices OFF', 'undeliverable'],
    ] as const) {
      const before = fakes.slack.messages.length;
      await fakes.requests.command({
        team_id: 'T1',
        channel_id: 'C1',
        user_id: 'Uja',
        text,
        trigger_id: text,
        response_url: fakes.slack.responseUrl('C1', 'Uja'),
      });
      await vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(before + 1));
      expect(await deliver(CORRECTION, IN_THREAD)).toMatchObject({ outcome });
    }
  });
});

describe('an escalation', () => {
  it("stands in the owner's channel, says how to reply, and names its thread", async () => {
    const delivery = await deliver(ESCALATION, { ...IN_THREAD, owner: 'COWNER' });
    const [message] = fakes.slack.messages;
    expect(message).toMatchObject({ channel: 'COWNER', thread: null });
    expect(delivery).toEqual({ outcome: 'sent', thread: `T1:COWNER:${message?.ts}` });
    const { text } = readMessage(message ?? {});
    expect(text).toContain('メンションして返信');
    expect(text).not.toContain('Uja');
  });

  it('asks for no mention where threads are followed', async () => {
    await fakes.close();
    await open({ followThreads: true });
    await deliver(ESCALATION, { ...IN_THREAD, owner: 'COWNER' });
    expect(readMessage(fakes.slack.messages[0] ?? {}).text).not.toContain('メンション');
  });

  it('finds the only workspace where nobody knows who asked', async () => {
    expect(await deliver(ESCALATION, { owner: 'COWNER' })).toMatchObject({
      outcome: 'sent',
      thread: expect.stringMatching(/^T1:COWNER:/),
    });
  });
});

describe('a notice', () => {
  it.each([
    [
      'limited',
      { kind: 'limited', retryAfter: 7 },
      { outcome: 'failed', reason: 'rate_limited', retryAfterMs: 7_000 },
    ],
    [
      'not now',
      { kind: 'error', error: 'service_unavailable' },
      { outcome: 'failed', reason: 'service_unavailable' },
    ],
    [
      'archived',
      { kind: 'error', error: 'is_archived' },
      { outcome: 'undeliverable', reason: 'is_archived' },
    ],
    ['half done', { kind: 'error', error: 'fatal_error' }, { outcome: 'ambiguous', reason: 'fatal_error' }],
    ['bad gateway', { kind: 'status', status: 502 }, { outcome: 'ambiguous', reason: 'http_502' }],
  ] as const)('is tried once and understood: %s', async (_, failure, delivery) => {
    fakes.slack.failNext('chat.postMessage', failure);
    expect(await deliver(CORRECTION, IN_THREAD)).toEqual(delivery);
    expect(fakes.slack.attempts).toBe(1);
  });

  it('that never left can be tried again', async () => {
    await fakes.slack.close();
    expect(await deliver(CORRECTION, { ...IN_THREAD, channel: 'D1' })).toMatchObject({
      outcome: 'failed',
      reason: 'ECONNREFUSED',
    });
  });

  it('can be tried again where the direct message could not be opened', async () => {
    fakes.slack.failNext('conversations.open', { kind: 'dropped' });
    expect(await deliver(CORRECTION, { team: 'T1', user: 'Uja' })).toMatchObject({ outcome: 'failed' });
    expect(fakes.slack.attempts).toBe(0);
  });

  it.each([[{}], [{ team: 'T1' }], [{ team: 1, user: 'U1' }], [{ team: 'T1', channel: '' }]])(
    'without a place goes nowhere: %o',
    async (at) => {
      expect(await deliver(CORRECTION, at)).toMatchObject({ outcome: 'undeliverable' });
    },
  );

  it('is not lost where what people want cannot be read', async () => {
    vi.spyOn(fakes.state, 'get').mockRejectedValue(new Error('locked'));
    expect(await deliver(CORRECTION, IN_THREAD)).toMatchObject({ outcome: 'failed' });
    expect(fakes.slack.attempts).toBe(0);
  });
});
