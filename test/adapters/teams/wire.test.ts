import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCitation, anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import type { Meeting } from './fake-teams.ts';
import { BOT, claimsOf, TeamsHarness } from './teams-harness.ts';

// What leaves the process, as Teams would read it.

describe('messages on the wire', () => {
  let teams: TeamsHarness;
  let assistant: ScriptedAssistant;
  beforeEach(async () => {
    teams = await TeamsHarness.open();
    assistant = scriptedAssistant();
    await teams.channel.start(assistant);
  });
  afterEach(async () => {
    await teams.channel.stop();
    await teams.close();
  });
  const answered = async (text = '質問です') => {
    const sent = await teams.sendQuestion(text);
    await teams.channel.stop();
    return { sent, bodies: teams.fake.arrived.map(({ body }) => body) };
  };

  it('have their citations whole, one root entity, the loop of feedback, and no label of a model', async () => {
    assistant.answers = () => anAnswer({ citations: [aCitation(), aCitation({ clause: '第13条' })] });
    const { sent, bodies } = await answered();
    expect(bodies).toHaveLength(1);
    const [body] = bodies;
    expect(body.entities).toHaveLength(1);
    expect(body.entities[0]).toMatchObject({
      type: 'https://schema.org/Message',
      '@type': 'Message',
      '@context': 'https://schema.org',
    });
    expect(body.entities[0]).not.toHaveProperty('additionalType');
    expect(claimsOf(body)).toEqual([
      {
        '@type': 'Claim',
        position: 1,
        appearance: {
          '@type': 'DigitalDocument',
          name: expect.stringContaining('第12条第2項'),
          abstract: aCitation().quote,
          url: expect.stringContaining(teams.publicUrl),
          keywords: ['2026 版'],
        },
      },
      expect.objectContaining({ position: 2 }),
    ]);
    expect(body.text).toMatch(/ \[1\] \[2\]$/);
    expect(body.channelData).toEqual({ feedbackLoop: { type: 'custom' } });
    expect(body.replyToId).toBe(sent.id);
    expect(teams.fake.arrived[0]).toMatchObject({
      conversation: 'a:personal',
      authorization: 'Bearer token-for-teams',
    });
  });

  it('have the label where a model worded the answer', async () => {
    assistant.answers = () => ({ ...anAnswer(), writer: 'model' });
    const { bodies } = await answered();
    expect(bodies[0].entities[0].additionalType).toEqual(['AIGeneratedContent']);
  });

  it.each<[string, Meeting]>([
    ['500', 500],
    ['502', 502],
    ['503', 503],
    ['503 with a time to try again', { status: 503, retryAfter: '0' }],
    ['504', 504],
    ['408', 408],
    ['a connection that breaks', 'take and drop'],
  ])('are sent once where Teams ends with %s', async (_, meeting) => {
    teams.fake.meetings.push(meeting);
    await answered();
    expect(teams.fake.attempts).toBe(1);
    expect(teams.warnings.join()).toContain('not confirmed (ambiguous)');
  });

  it('are sent again where Teams certainly did not take them', async () => {
    teams.fake.meetings.push({ status: 429, retryAfter: '0' }, { status: 412, retryAfter: '0' });
    const { bodies } = await answered();
    expect(teams.fake.attempts).toBe(3);
    expect(bodies).toHaveLength(1);
  });

  it('are not sent again where Teams shuts the bot out', async () => {
    teams.fake.meetings.push(403);
    await answered();
    expect(teams.fake.attempts).toBe(1);
  });

  it.each([400, 413])('go without a card where Teams finds them wrong (%s)', async (status) => {
    teams.fake.meetings.push(status);
    const { bodies } = await answered();
    expect(bodies).toHaveLength(1);
    expect(bodies[0].attachments).toBeUndefined();
    expect(bodies[0].text).toContain('× 認められません');
  });

  it('are one message with a text and a card, which Teams would otherwise split', async () => {
    const { bodies } = await answered();
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({ attachmentLayout: 'carousel', attachments: [expect.anything()] });
  });

  it('can be told apart by their time where Teams splits them all the same', async () => {
    teams.fake.splits = true;
    await teams.sendQuestion('一つ目の質問です');
    await vi.waitFor(() => expect(teams.fake.arrived.length).toBe(2));
    const sent = teams.fake.arrived[0]?.at ?? 0;
    const value = { actionName: 'feedback', actionValue: { reaction: 'like' } };
    await vi.waitFor(async () => {
      await teams.invoke('message/submitAction', value, { replyToId: `${sent + 3}` });
      expect(assistant.feedback.length).toBeGreaterThan(0);
    });
    expect(assistant.feedback[0]?.recordId).toBe(assistant.asked[0]?.id);
    const before = assistant.feedback.length;
    await teams.invoke('message/submitAction', value, { replyToId: `${sent - 60_000}` });
    expect(assistant.feedback.length).toBe(before);
  });

  it('follow the acknowledgement, however long the answer takes', async () => {
    const release = assistant.hold();
    // Resolves with Teams' acknowledgement.
    expect((await teams.sendQuestion('質問です')).taken).toBe(true);
    expect(teams.fake.attempts).toBe(0);
    await vi.waitFor(() => expect(teams.fake.typing.length).toBeGreaterThan(0), { timeout: 10_000 });
    release();
    await teams.channel.stop();
    expect(teams.fake.attempts).toBe(1);
  });

  it('show no typing where the answer is there at once', async () => {
    await answered();
    expect(teams.fake.typing).toEqual([]);
  });

  it('repeat nothing of a failure but its code', async () => {
    teams.fake.meetings.push(403);
    await answered('秘密の質問です');
    expect(teams.warnings.join()).toContain('SomethingWentWrong');
    expect(teams.warnings.join()).not.toContain('秘密');
  });

  it('wait for the token, and a notice without one has certainly not left', async () => {
    await teams.channel.stop();
    await teams.close();
    teams = await TeamsHarness.open({ token: () => Promise.reject(new Error('sign-in is down')) });
    await teams.channel.start(assistant);
    const delivery = await teams.channel.deliver({
      key: 'n',
      to: teams.askersAddress(),
      content: { kind: 'expert_reply', recordId: 'r', question: 'q', reply: 'a' },
      createdAt: new Date().toISOString(),
    });
    expect(delivery).toMatchObject({ outcome: 'failed' });
    expect(teams.fake.attempts).toBe(0);
  });
});

describe('places', () => {
  let teams: TeamsHarness;
  let assistant: ScriptedAssistant;
  beforeEach(async () => {
    teams = await TeamsHarness.open();
    assistant = scriptedAssistant();
    await teams.channel.start(assistant);
  });
  afterEach(async () => {
    await teams.channel.stop();
    await teams.close();
  });
  const mention = (text: string, conversation: object) =>
    teams.activity({
      text,
      conversation: { tenantId: '22222222-2222-4222-8222-222222222222', ...conversation },
      entities: [
        { type: 'mention', text: '<at>Kitei</at>', mentioned: { id: BOT, name: 'Kitei' } },
        { type: 'mention', text: '<at>山田 太郎</at>', mentioned: { id: '29:yamada', name: '山田 太郎' } },
        { type: 'clientInfo', locale: 'ja-JP' },
      ],
    });

  it('are told apart: a thread of a channel, where the mention of the bot is no part of the question', async () => {
    const thread = '19:general@thread.tacv2;messageid=1600000000001';
    await teams.post(
      mention('<at>Kitei</at>&nbsp;<at>山田 太郎</at> さんに送っても\nいいですか', {
        id: thread,
        conversationType: 'channel',
      }),
    );
    await teams.channel.stop();
    expect(assistant.asked[0]).toMatchObject({
      text: '山田 太郎 さんに送っても\nいいですか',
      conversation: thread,
      confidential: false,
    });
    expect(teams.fake.arrived[0]?.conversation).toBe(thread);
  });

  it('are told apart: a group chat', async () => {
    await teams.post(
      mention('<at>Kitei</at> 質問です', { id: '19:chat@thread.v2', conversationType: 'groupChat' }),
    );
    await teams.channel.stop();
    expect(assistant.asked[0]).toMatchObject({ text: '質問です', confidential: false });
    expect(teams.fake.arrived[0]?.body.conversation).toMatchObject({ id: '19:chat@thread.v2' });
  });

  it('are told apart: the personal chat, which nobody else reads', async () => {
    await teams.sendQuestion('質問です');
    await teams.channel.stop();
    expect(assistant.asked[0]).toMatchObject({ confidential: true, conversation: 'a:personal' });
  });

  it('answer a mention without a question with what Kitei is for', async () => {
    await teams.post(mention('<at>Kitei</at> ', { id: '19:chat@thread.v2', conversationType: 'groupChat' }));
    await teams.channel.stop();
    expect(assistant.asked).toEqual([]);
    expect(teams.posts()[0]?.text).toContain(assistant.offered[0]);
  });

  it('have the language of the person around an answer in that of the question', async () => {
    assistant.answers = () => anAnswer();
    await teams.sendQuestion('質問です', { locale: 'en' });
    await teams.channel.stop();
    const [post] = teams.posts();
    expect(post?.text).toContain('✗ Not allowed');
    expect(post?.text).toContain('Ask a person');
    expect(post?.text).toContain('私物の外部記録媒体は使えません。');
  });

  it('hear nothing of activities Kitei has no use for', async () => {
    for (const parts of [
      { type: 'messageReaction' },
      { type: 'conversationUpdate', membersAdded: [{ id: BOT }] },
    ]) {
      expect((await teams.post(teams.activity(parts))).status).toBe(200);
    }
    expect((await teams.invoke('task/unknown', {})).status).toBe(501);
    await teams.channel.stop();
    expect(teams.fake.attempts).toBe(0);
  });
});
