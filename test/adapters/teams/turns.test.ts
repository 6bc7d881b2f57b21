import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { TENANT } from './fake-teams.ts';
import { TeamsHarness, walk } from './teams-harness.ts';

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

/** The message that answers a question. */
async function answered() {
  await teams.sendQuestion('質問です');
  await vi.waitFor(() => expect(teams.posts()).toHaveLength(1));
  const [post] = teams.posts();
  if (post === undefined) throw new Error('nothing was posted');
  // The id of the message is kept once Teams has confirmed it.
  await vi.waitFor(async () =>
    expect((await kinds()).some((kind) => kind.startsWith('teams.answer'))).toBe(true),
  );
  return post;
}

async function kinds(): Promise<string[]> {
  const month = new Date().toISOString().slice(0, 7);
  const found = await Promise.all(
    ['teams.conversation', 'teams.person', `teams.answer.${month}`].map(async (kind) => {
      return (await teams.state.keys(kind)).map((key) => `${kind} ${key}`);
    }),
  );
  return found.flat();
}

describe('an installation', () => {
  const update = (action: string, parts: object = {}) =>
    teams.activity({ type: 'installationUpdate', action, ...parts });

  it('greets a person once, with questions that one press asks', async () => {
    await teams.post(update('add'));
    await teams.post(update('add'));
    await teams.channel.stop();
    expect(teams.posts()).toHaveLength(1);
    const [welcome] = teams.fake.arrived;
    expect(welcome?.body.attachments[0].content.actions).toEqual(
      assistant.offered.map((question) => ({
        type: 'Action.Submit',
        title: question,
        data: { msteams: { type: 'imBack', value: question } },
      })),
    );
  });

  it('keeps how to write there until it is removed, an upgrade notwithstanding', async () => {
    await teams.post(update('add'));
    await teams.post(update('remove-upgrade'));
    await teams.post(update('add-upgrade'));
    await vi.waitFor(async () =>
      expect(await kinds()).toEqual([
        'teams.conversation a:personal',
        expect.stringContaining(`teams.person teams:${TENANT}:`),
      ]),
    );
    await teams.post(update('remove'));
    await vi.waitFor(async () => expect(await kinds()).toEqual([]));
    await teams.channel.stop();
    expect(teams.posts()).toHaveLength(1);
  });

  it('greets no channel', async () => {
    const conversation = { id: '19:general@thread.tacv2', conversationType: 'channel', tenantId: TENANT };
    await teams.post(update('add', { conversation }));
    await teams.channel.stop();
    expect(teams.fake.attempts).toBe(0);
    expect(await kinds()).toEqual(['teams.conversation 19:general@thread.tacv2']);
  });
});

describe('every message', () => {
  it('keeps how to write there', async () => {
    await answered();
    expect(await teams.state.get('teams.conversation', 'a:personal')).toMatchObject({
      serviceUrl: teams.fake.serviceUrl,
      tenantId: TENANT,
      conversation: 'a:personal',
    });
  });
});

describe('feedback', () => {
  const feedback = (post: { id: string }, actionValue: object) =>
    teams.invoke('message/submitAction', { actionName: 'feedback', actionValue }, { replyToId: post.id });

  it('asks for a reason where an answer did not help', async () => {
    const post = await answered();
    const form = async (reaction: string) => {
      const value = { actionName: 'feedback', actionValue: { reaction } };
      const { body } = await teams.invoke('message/fetchTask', value, { replyToId: post.id });
      const ids: unknown[] = [];
      walk(body.task.value.card, ({ id }) => id !== undefined && ids.push(id));
      return ids;
    };
    expect(await form('dislike')).toEqual(['reason', 'feedbackText']);
    expect(await form('like')).toEqual(['feedbackText']);
    expect(assistant.feedback).toEqual([]);
  });

  it('is taken with its reason and words, and answered with nothing', async () => {
    const post = await answered();
    const words = JSON.stringify({ reason: 'wrong_clause', feedbackText: '第13条では？' });
    expect(await feedback(post, { reaction: 'dislike', feedback: words })).toEqual({ status: 200, body: {} });
    expect(assistant.feedback).toEqual([
      {
        recordId: assistant.asked[0]?.id,
        asker: assistant.asked[0]?.asker,
        helpful: false,
        reason: 'wrong_clause',
        comment: '第13条では？',
      },
    ]);
  });

  it("is taken from Teams' own form, and from none", async () => {
    const post = await answered();
    await feedback(post, { reaction: 'like', feedback: '{"feedbackText":"ok"}' });
    await feedback(post, { reaction: 'like' });
    await feedback(post, { reaction: 'dislike', feedback: '{"reason":"constructor"' });
    expect(assistant.feedback.map(({ helpful, reason, comment }) => [helpful, reason, comment])).toEqual([
      [true, undefined, 'ok'],
      [true, undefined, undefined],
      [false, undefined, '{"reason":"constructor"'],
    ]);
  });

  it('of a message that is not known, or of nothing, is passed over', async () => {
    expect(await feedback({ id: '17' }, { reaction: 'like' })).toEqual({ status: 200, body: {} });
    expect((await teams.invoke('message/submitAction', { actionName: 'other' })).body).toEqual({});
    expect(assistant.feedback).toEqual([]);
  });
});

describe('"ask a person"', () => {
  const press = (replyToId: string, recordId: string, id?: string) =>
    teams.invoke(
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: 'escalate', data: { kitei: 'escalate', recordId } } },
      { replyToId, ...(id !== undefined && { id }) },
    );

  it('says once what came of it, also where Teams delivers the press again under another id', async () => {
    const post = await answered();
    const recordId = assistant.asked[0]?.id ?? '';
    const first = await press(post.id, recordId, 'f:1');
    await press(post.id, recordId, 'f:2');
    await teams.channel.stop();
    expect(first.body).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('担当者に送りました'),
    });
    expect(teams.posts()).toHaveLength(2);
  });

  it('hands over no question of another conversation', async () => {
    await answered();
    for (const recordId of [`teams:${TENANT}:a:other:17`, `teams:${TENANT}:a:personal-other:17`, 'slack:x']) {
      await press('17', recordId);
    }
    expect(assistant.escalated).toEqual([]);
  });

  it('is not offered where no contact is configured', async () => {
    assistant.answers = () => anAnswer({ contact: { id: null, name: '係', reach: null, source: 'clause' } });
    const post = await answered();
    expect(teams.arrived(post.id).body.attachments[0].content.actions).toBeUndefined();
  });

  it('says that it failed', async () => {
    const post = await answered();
    assistant.escalate = () => Promise.reject(new Error('disk full'));
    const { body } = await press(post.id, assistant.asked[0]?.id ?? '');
    expect(body.value).toContain('申し訳ありません');
  });
});

describe("an expert's reply on the card", () => {
  it('is handed over with its thread, the same words once', async () => {
    const delivery = await teams.channel.deliver({
      key: 'escalation:r1',
      to: teams.ownersAddress(),
      content: { kind: 'escalation', recordId: 'r1', question: 'q', answer: 'a', contact: '係' },
      createdAt: new Date().toISOString(),
    });
    const [post] = teams.posts();
    const thread = delivery.outcome === 'sent' ? (delivery.thread ?? '') : '';
    expect(thread).toBe(`19:desk@thread.tacv2;messageid=${post?.id}`);
    assistant.escalationThreads.add(thread);
    const reply = (text: string) =>
      teams.invoke(
        'adaptiveCard/action',
        { action: { verb: 'reply', data: { kitei: 'reply', reply: text } } },
        { replyToId: post?.id, conversation: { id: thread, conversationType: 'channel', tenantId: TENANT } },
      );
    expect((await reply('貸与品だけです。')).body.value).toContain('質問した人に届けます');
    await reply('貸与品だけです。');
    await reply('訂正します。');
    expect(assistant.expertReplies.map(({ text }) => text)).toEqual([
      '貸与品だけです。',
      '貸与品だけです。',
      '訂正します。',
    ]);
    expect(new Set(assistant.expertReplies.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('to a question that is not known says so', async () => {
    const { body } = await teams.invoke(
      'adaptiveCard/action',
      { action: { verb: 'reply', data: { reply: 'x' } } },
      { replyToId: '17' },
    );
    expect(body.value).toContain('見つかりません');
  });
});

describe('notices', () => {
  const correction = (key: string, at: object = {}) => ({
    key,
    to: { channel: 'teams' as const, at: { ...teams.askersAddress().at, ...at } },
    content: { kind: 'correction' as const, recordId: 'r1', question: 'q', before: 'b', now: 'n' },
    createdAt: '2026-04-01T00:00:00.000Z',
  });

  it('are sent once, though they be delivered again, by whichever process', async () => {
    const first = await teams.channel.deliver(correction('c1'));
    expect(await teams.channel.deliver(correction('c1'))).toEqual(first);
    const other = await TeamsHarness.open({ state: teams.state });
    expect(await other.channel.deliver(correction('c1'))).toEqual(first);
    expect(teams.fake.attempts + other.fake.attempts).toBe(1);
    await other.close();
  });

  it('are sent again after a failure that was certain, not after one that was not', async () => {
    teams.fake.meetings.push({ status: 429, retryAfter: '7' });
    expect(await teams.channel.deliver(correction('c1'))).toMatchObject({
      outcome: 'failed',
      retryAfterMs: 7_000,
    });
    expect(await teams.channel.deliver(correction('c1'))).toMatchObject({ outcome: 'sent' });
    teams.fake.meetings.push(502);
    expect(await teams.channel.deliver(correction('c2'))).toMatchObject({ outcome: 'ambiguous' });
    expect(await teams.channel.deliver(correction('c2'))).toMatchObject({ outcome: 'ambiguous' });
    expect(teams.fake.attempts).toBe(3);
  });

  it('stop for somebody who wants none, until they want them again', async () => {
    await teams.channel.deliver(correction('c1'));
    const card = teams.posts()[0]?.id;
    const press = (verb: string) =>
      teams.invoke('adaptiveCard/action', { action: { verb } }, { replyToId: card });
    await press('mute');
    expect(await teams.channel.deliver(correction('c2'))).toMatchObject({ outcome: 'undeliverable' });
    await press('unmute');
    expect(await teams.channel.deliver(correction('c3'))).toMatchObject({ outcome: 'sent' });
  });

  it('call a person by name where others read along', async () => {
    const thread = '19:general@thread.tacv2;messageid=17';
    await teams.channel.deliver(correction('c1', { conversation: thread, kind: 'channel' }));
    const [post] = teams.posts();
    expect(post?.pings).toEqual(['29:asker']);
    expect(teams.arrived(post?.id ?? '').conversation).toBe(thread);
  });

  it("reach the owner's channel by its installation where it is known", async () => {
    const conversation = { id: '19:desk@thread.tacv2', conversationType: 'channel', tenantId: TENANT };
    await teams.post(teams.activity({ type: 'installationUpdate', action: 'add', conversation }));
    await vi.waitFor(async () => expect(await kinds()).toHaveLength(1));
    const delivery = await teams.channel.deliver({
      ...correction('e1'),
      to: { channel: 'teams', at: { owner: '19:desk@thread.tacv2' } },
    });
    expect(delivery).toMatchObject({ outcome: 'sent' });
    expect(teams.fake.arrived[0]?.conversation).toBe('19:desk@thread.tacv2');
  });
});
