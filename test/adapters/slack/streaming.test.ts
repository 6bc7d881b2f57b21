import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCallBudget } from '../../../adapters/slack/call-budget.ts';
import { escapeMarkdown } from '../../../adapters/slack/markdown-text.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import type { AskProgress } from '../../../src/domain/assistant.ts';
import { anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import type { FakeFailure } from './fake-slack.ts';
import { readMessage } from './read-message.ts';
import { elementsOf, type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';

const FIRST = '私物のUSBメモリは使えません。';
const SECOND = '業務には貸与品を使ってください。';

describe('an answer that is streamed to Slack', () => {
  let fakes: SlackOnFakes;
  let assistant: ScriptedAssistant;
  const open = async (parts: Parameters<typeof slackOnFakes>[0] = {}, limits = {}) => {
    fakes = await slackOnFakes(parts, limits);
    assistant = scriptedAssistant();
    await fakes.channel.start(assistant);
  };
  beforeEach(() => open());
  afterEach(() => fakes.close());
  const calls = (method: string) => fakes.slack.calls.filter((call) => call.method === method);
  /** What the model writes, awaiting that each piece is shown where it is to be. */
  const writes = (script: (progress: AskProgress) => Promise<void> | void, outcome: Partial<Answer> = {}) => {
    const ask = assistant.ask.bind(assistant);
    assistant.answers = () =>
      anAnswer({ text: FIRST + SECOND, writer: 'model', ...outcome } as Partial<Answer>);
    assistant.ask = async (question, progress) => {
      if (progress !== undefined) await script(progress);
      return ask(question);
    };
  };
  const shows = (text: string) =>
    vi.waitFor(
      () => expect(fakes.slack.messages.some(({ markdown }) => markdown.includes(text))).toBe(true),
      {
        timeout: 5_000,
      },
    );
  const first = async (progress: AskProgress) => {
    progress.onText(FIRST);
    await shows(FIRST);
  };
  /** Goes on once Slack was asked for a stream. */
  const begins = async (progress: AskProgress) => {
    const before = calls('chat.startStream').length;
    progress.onText(FIRST);
    await vi.waitFor(() => expect(calls('chat.startStream').length).toBeGreaterThan(before));
  };
  const mention = (ts: string, more: Record<string, unknown> = {}) =>
    fakes.requests.event({
      type: 'app_mention',
      channel: 'C1',
      user: 'Uja',
      ts,
      text: '<@UBOT> 私物のUSBメモリを使ってもいいですか',
      ...more,
    });
  const done = async () => {
    await fakes.channel.stop();
    expect(fakes.slack.faults).toEqual([]);
    return fakes.slack.messages;
  };

  it('names its thread and its reader, sends each word once, and ends with what stands under it', async () => {
    writes(first);
    await mention('1.1');
    await shows(FIRST);
    const [message, ...more] = await done();
    expect(more).toEqual([]);
    expect(calls('chat.startStream').map(({ args }) => args)).toEqual([
      { team_id: 'T1', channel: 'C1', thread_ts: '1.1', recipient_team_id: 'T1', recipient_user_id: 'Uja' },
    ]);
    expect(calls('chat.appendStream').map(({ args }) => args.markdown_text)).toEqual([FIRST]);
    expect(calls('chat.stopStream')).toHaveLength(1);
    expect(calls('chat.stopStream')[0]?.args).toMatchObject({
      markdown_text: SECOND,
      metadata: { event_type: 'kitei_answer', event_payload: { record_id: 'slack:T1:C1:1.1' } },
    });
    expect(calls('chat.update')).toEqual([]);
    expect(calls('chat.postMessage')).toEqual([]);
    expect(message).toMatchObject({ markdown: FIRST + SECOND, streaming: false });
    expect(message?.blocks[0]?.type).toBe('header');
    expect(elementsOf(message).map(({ action_id }) => action_id)).toContain('kitei_feedback');
    expect(readMessage(message ?? {}).text).toContain('AI');
  });

  it.each([
    ['unknown_method'],
    ['missing_scope'],
    ['channel_type_not_supported'],
    ['not_allowed_token_type'],
  ])(
    'comes in one piece where the workspace takes no streams (%s), which is not asked again soon',
    async (error) => {
      for (let i = 0; i < 2; i++) fakes.slack.failNext('chat.startStream', { kind: 'error', error });
      writes(begins);
      await mention('1.1');
      await fakes.posted();
      assistant.ask = async (question, progress) => {
        progress?.onText(FIRST);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { recordId: question.id, answer: assistant.answers(question), repeated: false };
      };
      await mention('2.1');
      const messages = await done();
      expect(messages.map(({ markdown }) => markdown)).toEqual(['', '']);
      for (const message of messages) expect(readMessage(message).text).toContain(FIRST + SECOND);
      expect(calls('chat.startStream')).toHaveLength(1);
    },
  );

  it('leaves nothing to read of a beginning that it cannot find again', async () => {
    fakes.slack.missing.add('conversations.replies');
    fakes.slack.failNext('chat.startStream', { kind: 'dropped' });
    writes(async (progress) => {
      await begins(progress);
      await vi.waitFor(() => expect(calls('conversations.replies')).toHaveLength(1));
    });
    await mention('1.1');
    const [lost, answer, ...more] = await done();
    expect(more).toEqual([]);
    expect(lost).toMatchObject({ markdown: '', text: '', blocks: [] });
    expect(readMessage(answer ?? {}).text).toContain(FIRST + SECOND);
  });

  it.each<[string, FakeFailure]>([
    ['is deleted by somebody', { kind: 'error', error: 'message_not_found' }],
    ['may not be changed', { kind: 'error', error: 'cant_update_message' }],
  ])('that %s is sent anew, and the old one is gone', async (_, failure) => {
    fakes.slack.failNext('chat.update', failure);
    writes(first, { text: SECOND });
    await mention('1.1');
    await shows(FIRST);
    const messages = await done();
    expect(messages).toHaveLength(1);
    expect(readMessage(messages[0] ?? {}).text).toContain(SECOND);
    expect(messages[0]?.markdown).toBe('');
  });

  it.each(['chat.stopStream', 'chat.update'])(
    'waits where Slack asks for it at the end: %s',
    async (method) => {
      fakes.slack.failNext(method, { kind: 'limited', retryAfter: 1 });
      writes(first, method === 'chat.update' ? { text: SECOND } : {});
      await mention('1.1');
      await shows(FIRST);
      const messages = await done();
      expect(messages).toHaveLength(1);
      expect(messages[0]?.streaming).toBe(false);
      expect(readMessage(messages[0] ?? {}).text).toContain('認められません');
    },
  );

  it('that was stopped is left alone until it is whole', async () => {
    writes(async (progress) => {
      await first(progress);
      fakes.slack.expireStreams();
      for (let n = 1; n < 4; n++) {
        progress.onText(`${FIRST}${'あ'.repeat(n)}`);
        await new Promise((resolve) => setTimeout(resolve, 1_100));
      }
    });
    await mention('1.1');
    await shows(FIRST);
    const messages = await done();
    expect(messages).toHaveLength(1);
    expect(readMessage(messages[0] ?? {}).text).toContain(FIRST + SECOND);
    expect(calls('chat.appendStream')).toHaveLength(2);
  });

  it('puts the contact first where something must be reported now', async () => {
    writes(first, { urgent: true });
    await mention('1.1');
    await shows(FIRST);
    const [message] = await done();
    expect(message?.markdown).toBe('');
    expect(JSON.stringify(message?.blocks[0])).toContain('情報セキュリティ係');
  });

  it('becomes smaller where Slack finds it too large, and shows the beginning of a long text', async () => {
    await fakes.close();
    await open({}, { mostCharacters: 5_500 });
    const long = '利用者は、許可なく機器を持ち出してはならない。'.repeat(70);
    writes(
      async (progress) => {
        progress.onText(long);
        await shows('持ち出してはならない');
      },
      { text: long, conditions: [long, long, long] },
    );
    await mention('1.1');
    await shows('持ち出してはならない');
    const [message, ...more] = await done();
    expect(more).toEqual([]);
    expect(readMessage(message ?? {}).text).toContain('認められません');
  });

  it('is not streamed where only the asker sees it', async () => {
    writes((progress) => progress.onText(FIRST));
    const asked: (AskProgress | undefined)[] = [];
    const ask = assistant.ask.bind(assistant);
    assistant.ask = (question, progress) => {
      asked.push(progress);
      return ask(question, progress);
    };
    await fakes.command('私物のUSBメモリを使ってもいいですか');
    await fakes.posted();
    expect(asked).toEqual([undefined]);
    expect(calls('chat.startStream')).toEqual([]);
  });

  it('goes away again where it turns out that nobody had asked Kitei', async () => {
    await fakes.close();
    await open({ followThreads: true });
    await mention('1.1');
    await fakes.posted();
    writes(first, { verdict: 'chitchat', citations: [] } as Partial<Answer>);
    await fakes.requests.event({
      type: 'message',
      channel_type: 'channel',
      channel: 'C1',
      user: 'Uja',
      ts: '1.2',
      thread_ts: '1.1',
      text: 'ありがとう',
    });
    await shows(FIRST);
    expect(await done()).toHaveLength(1);
  });

  it('is one of as many as Slack takes in a minute; the others come in one piece', async () => {
    writes(async (progress) => {
      progress.onText(FIRST);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    await Promise.all(Array.from({ length: 25 }, (_, n) => mention(`${n + 1}.1`, { channel: `C${n}` })));
    const messages = await done();
    expect(messages).toHaveLength(25);
    for (const message of messages) expect(readMessage(message).text).toContain(FIRST + SECOND);
    expect(calls('chat.startStream')).toHaveLength(10);
  });
});

describe('a budget of calls', () => {
  it('is spent within a minute, by each workspace for itself, and comes back', () => {
    let now = 0;
    const budget = createCallBudget(2, () => now);
    expect([budget.spare('T1'), budget.spare('T1'), budget.spare('T1'), budget.spare('T2')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    now = 60_001;
    expect(budget.spare('T1')).toBe(true);
  });
});

describe('text in the Markdown of a stream', () => {
  it('can be escaped piece by piece: the beginning of a text stays the beginning', () => {
    const text = '1. a\n- b www.x.jp http://y.jp :smile: <!here> *c* [d](e) a_b `f` \\g & 12:30 x+: 3) h';
    const whole = escapeMarkdown(text);
    for (let end = 0; end <= text.length; end++) {
      expect(whole.startsWith(escapeMarkdown(text.slice(0, end)))).toBe(true);
    }
    expect(readMessage({ markdown: whole })).toEqual({ text, pings: [], links: [] });
  });
});
