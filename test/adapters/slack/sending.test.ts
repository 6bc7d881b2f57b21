import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCitation, anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { readMessage } from './read-message.ts';
import { type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';

const QUESTION = {
  type: 'message',
  channel_type: 'im',
  channel: 'D1',
  user: 'Uja',
  text: '私物のUSBメモリを使ってもいいですか',
};

describe('answers in Slack', () => {
  let fakes: SlackOnFakes;
  let assistant: ScriptedAssistant;
  const open = async (limits: { mostCharacters?: number } = {}) => {
    fakes = await slackOnFakes({}, limits);
    assistant = scriptedAssistant();
    await fakes.channel.start(assistant);
  };
  beforeEach(() => open());
  afterEach(() => fakes.close());
  const ask = (ts: string, more: Record<string, unknown> = {}) =>
    fakes.requests.event({ ...QUESTION, ts, ...more });
  const calls = (method: string) => fakes.slack.calls.filter((call) => call.method === method);
  const answered = (count = 1) =>
    vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(count), { timeout: 10_000 });

  it('wait as long as Slack asks, and those behind them in the channel too', async () => {
    fakes.slack.failNext('message', { kind: 'limited', retryAfter: 1 });
    const order: string[] = [];
    assistant.answers = ({ text }) => anAnswer({ text: `答え ${text}` });
    await ask('1.1', { text: '一つ目の質問です' });
    await vi.waitFor(() => expect(fakes.slack.attempts).toBe(1));
    await ask('2.1', { text: '二つ目の質問です' });
    await answered(2);
    for (const message of fakes.slack.messages)
      order.push(readMessage(message).text.includes('一つ目') ? '1' : '2');
    expect(order).toEqual(['1', '2']);
    expect(fakes.slack.attempts).toBe(3);
  });

  it('in one channel do not wait for another channel', async () => {
    fakes.slack.failNext('message', { kind: 'limited', retryAfter: 2 });
    await ask('1.1');
    await vi.waitFor(() => expect(fakes.slack.attempts).toBe(1));
    await ask('2.1', { channel: 'D2' });
    await answered();
    expect(fakes.slack.messages[0]?.channel).toBe('D2');
    await answered(2);
  });

  it.each([
    ['a dropped connection', { kind: 'dropped' }],
    ['a failing gateway', { kind: 'status', status: 502 }],
    ['an error half-way', { kind: 'error', error: 'internal_error' }],
  ] as const)('are not sent again after %s', async (_, failure) => {
    fakes.slack.failNext('message', failure);
    await ask('1.1');
    await vi.waitFor(() => expect(fakes.slack.attempts).toBe(1));
    await fakes.channel.stop();
    expect(fakes.slack.attempts).toBe(1);
    expect(fakes.warnings.join()).toContain('ambiguous');
    expect(fakes.warnings.join()).not.toContain('USB');
  });

  it('are sent again where Slack says that it did nothing', async () => {
    fakes.slack.failNext('message', { kind: 'error', error: 'service_unavailable' });
    await ask('1.1');
    await answered();
    expect(fakes.slack.attempts).toBe(2);
  });

  it.each([5_500, 3_200])('become shorter where %i characters are too many', async (mostCharacters) => {
    await fakes.close();
    await open({ mostCharacters });
    const quote = '利用者は、許可なく機器を持ち出してはならない。'.repeat(60);
    assistant.answers = () =>
      anAnswer({
        citations: Array.from({ length: 8 }, (_, index) =>
          aCitation({ clauseId: `c${index}`, clause: `第${index}条`, quote, end: quote.length }),
        ),
      });
    await ask('1.1');
    await answered();
    expect(fakes.slack.messages[0]?.blocks.length).toBeGreaterThan(3);
    const { text } = readMessage(fakes.slack.messages[0] ?? {});
    expect(text).toContain('認められません');
    expect(text).toContain('第0条');
  });

  it('are words alone where Slack takes no blocks at all', async () => {
    for (let i = 0; i < 3; i++) fakes.slack.failNext('message', { kind: 'error', error: 'invalid_blocks' });
    await ask('1.1');
    await answered();
    expect(fakes.slack.messages[0]).toMatchObject({
      blocks: [],
      text: expect.stringContaining('認められません'),
    });
  });

  it('are preceded by a status where they take long, which is gone with them', async () => {
    const release = assistant.hold();
    await ask('1.1');
    await vi.waitFor(() => expect(calls('assistant.threads.setStatus')).toHaveLength(1), { timeout: 5_000 });
    expect(calls('assistant.threads.setStatus')[0]?.args).toMatchObject({
      channel_id: 'D1',
      thread_ts: '1.1',
      status: expect.stringContaining('規程'),
      loading_messages: [expect.any(String)],
    });
    release();
    await answered();
    await fakes.channel.stop();
    // Slack takes the status away with the message.
    expect(calls('assistant.threads.setStatus')).toHaveLength(1);
  });

  it('wait for a status that is on its way, which would otherwise stay', async () => {
    let arrive = () => {};
    const until = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    fakes.slack.failNext('assistant.threads.setStatus', { kind: 'slow', until });
    const release = assistant.hold();
    await ask('1.1');
    await vi.waitFor(() => expect(calls('assistant.threads.setStatus')).toHaveLength(1), { timeout: 5_000 });
    release();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const arrived = performance.now();
    arrive();
    await answered();
    expect(fakes.slack.messages[0]?.at).toBeGreaterThan(arrived);
  });

  it('leave no status behind where they cannot be sent', async () => {
    const release = assistant.hold();
    fakes.slack.failNext('message', { kind: 'dropped' });
    await ask('1.1');
    await vi.waitFor(() => expect(calls('assistant.threads.setStatus')).toHaveLength(1), { timeout: 5_000 });
    release();
    await vi.waitFor(() => expect(calls('assistant.threads.setStatus').at(-1)?.args.status).toBe(''));
  });

  it('do without a status that Slack refuses', async () => {
    fakes.slack.missing.add('assistant.threads.setStatus');
    const release = assistant.hold();
    await ask('1.1');
    await vi.waitFor(() => expect(calls('assistant.threads.setStatus')).toHaveLength(1), { timeout: 5_000 });
    release();
    await answered();
  });

  it('carry their record, unfurl nothing, and stand in the thread of the question', async () => {
    await ask('1.1');
    await answered();
    expect(calls('chat.postMessage')[0]?.args).toMatchObject({
      channel: 'D1',
      thread_ts: '1.1',
      unfurl_links: 'false',
      unfurl_media: 'false',
      parse: 'none',
      metadata: { event_type: 'kitei_answer', event_payload: { record_id: 'slack:T1:D1:1.1' } },
    });
    expect(assistant.asked[0]).toMatchObject({
      id: 'slack:T1:D1:1.1',
      asker: 'slack:T1:Uja',
      conversation: 'slack:T1:D1:1.1',
      replyTo: { channel: 'slack', at: { team: 'T1', channel: 'D1', thread: '1.1', user: 'Uja' } },
    });
  });

  it('to an app that was removed meanwhile are given up, and told to the operator', async () => {
    const release = assistant.hold();
    await ask('1.1');
    await vi.waitFor(() => expect(assistant.asked).toHaveLength(1));
    for (const token of fakes.slack.tokens.values()) token.revoked = true;
    release();
    await fakes.channel.stop();
    expect(fakes.slack.messages).toEqual([]);
    expect(fakes.warnings.join()).toContain('token_revoked');
  });
});
