import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { SECRET, type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';
import { envelope, signed } from './slack-sender.ts';

const MENTION = {
  type: 'app_mention',
  channel: 'C1',
  user: 'Uja',
  text: '<@UBOT> 私物のUSBメモリを使ってもいいですか',
  ts: '1700000000.000100',
  event_ts: '1700000000.000100',
};
const JSON_TYPE = { 'content-type': 'application/json' };

describe('requests from Slack', () => {
  let fakes: SlackOnFakes;
  let assistant: ScriptedAssistant;
  beforeEach(async () => {
    fakes = await slackOnFakes();
    assistant = scriptedAssistant();
    await fakes.channel.start(assistant);
  });
  afterEach(async () => {
    await fakes.close();
    expect(fakes.slack.faults).toEqual([]);
    expect(fakes.errors).toEqual([]);
  });
  const answered = (count = 1) =>
    vi.waitFor(() => expect(fakes.slack.messages).toHaveLength(count), { timeout: 5_000 });

  it('prove the address with a challenge', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const response = await fakes.requests.raw(body, { ...JSON_TYPE, ...signed(body, SECRET) });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });

  it.each([
    ['without a signature', () => ({})],
    ['signed with another secret', (body: string) => signed(body, 'another secret')],
    ['signed for another body', (body: string) => signed(`${body} `, SECRET)],
    ['six minutes old', (body: string) => signed(body, SECRET, Date.now() / 1000 - 360)],
    ['an hour from the future', (body: string) => signed(body, SECRET, Math.floor(Date.now() / 1000) + 3600)],
    [
      'six minutes from the future',
      (body: string) => signed(body, SECRET, Math.floor(Date.now() / 1000) + 360),
    ],
    ['with a timestamp that is no number', (body: string) => signed(body, SECRET, Number.NaN)],
    [
      'with half a signature',
      (body: string) => {
        const headers = signed(body, SECRET);
        return { ...headers, 'x-slack-signature': headers['x-slack-signature'].slice(0, 20) };
      },
    ],
  ] as const)('are refused %s', async (_, headers) => {
    const body = JSON.stringify(envelope(MENTION));
    const { status } = await fakes.requests.raw(body, { ...JSON_TYPE, ...headers(body) });
    expect(status).toBe(401);
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect((await fakes.requests.raw(challenge, JSON_TYPE)).status).toBe(401);
    // Slack's check of certificates carries no signature with some libraries; nothing may ride on it.
    const check = await fakes.requests.raw(`ssl_check=1&payload=${encodeURIComponent(body)}`, {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers(body),
    });
    expect(check.status).toBe(401);
    await fakes.channel.stop();
    expect(assistant.asked).toEqual([]);
    expect(fakes.slack.messages).toEqual([]);
  });

  it('are taken up to five minutes to either side', async () => {
    for (const [index, offset] of [-290, 290].entries()) {
      const body = JSON.stringify(envelope({ ...MENTION, ts: `170000000${index}.1` }));
      const now = Math.floor(Date.now() / 1000) + offset;
      const { status } = await fakes.requests.raw(body, { ...JSON_TYPE, ...signed(body, SECRET, now) });
      expect(status).toBe(200);
    }
    await answered(2);
  });

  it('are refused where they are no JSON, no object, or too large', async () => {
    const send = async (body: string) =>
      (await fakes.requests.raw(body, { ...JSON_TYPE, ...signed(body, SECRET) })).status;
    expect(await send('{')).toBe(400);
    expect(await send('[]')).toBe(400);
    expect(await send('null')).toBe(400);
    expect(await send(JSON.stringify({ text: 'x'.repeat(1_100_000) }))).toBe(413);
  });

  it('of unknown kinds are acknowledged, and nothing comes of them', async () => {
    expect((await fakes.requests.event({ type: 'team_join', user: { id: 'U9' } })).status).toBe(200);
    const interaction = await fakes.requests.interaction({
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'Uja' },
      trigger_id: 't1',
      actions: [{ action_id: 'somebody_elses', type: 'button' }],
    });
    expect(interaction.status).toBe(200);
    await fakes.channel.stop();
    expect(fakes.slack.messages).toEqual([]);
  });

  it('are acknowledged while the answer is still being made', async () => {
    const release = assistant.hold();
    expect((await fakes.requests.event(MENTION)).status).toBe(200);
    expect(fakes.slack.messages).toEqual([]);
    release();
    await answered();
  });

  it('are acknowledged while Slack is slow to say who asks', async () => {
    fakes.slack.failNext('users.info', { kind: 'dropped' });
    expect((await fakes.requests.event(MENTION)).status).toBe(200);
    await answered();
    // Who could not be looked up is answered in the language of the question.
    expect(assistant.asked[0]).not.toHaveProperty('locale');
  });

  it('are acknowledged before those before them are answered', async () => {
    assistant.answers = ({ text }) => {
      const until = performance.now() + 20;
      while (performance.now() < until);
      return anAnswer({ text });
    };
    const events = Array.from({ length: 30 }, (_, n) => ({ ...MENTION, channel: `C${n}`, ts: `${n}.1` }));
    const acknowledged = await Promise.all(events.map((event) => fakes.requests.event(event)));
    expect(acknowledged.every(({ status }) => status === 200)).toBe(true);
    expect(fakes.slack.messages.length).toBeLessThan(events.length);
    await fakes.posted(events.length);
  });

  it('sent three times are answered once', async () => {
    await Promise.all([1, 2, 3].map(() => fakes.requests.event(MENTION)));
    await answered();
    await fakes.requests.event(MENTION);
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(1);
    expect(assistant.asked).toHaveLength(1);
  });

  it('sent to two processes are answered once', async () => {
    const other = fakes.open();
    await other.start(assistant);
    const [route] = other.routes;
    expect(route?.path).toBe('/slack/events');
    const { startHttpServer } = await import('../../../adapters/http-server.ts');
    const server = await startHttpServer(other.routes, { host: '127.0.0.1', port: 0 }, () => {});
    const { slackRequests } = await import('./slack-sender.ts');
    await Promise.all([fakes.requests.event(MENTION), slackRequests(server.url, SECRET).event(MENTION)]);
    await answered();
    await fakes.channel.stop();
    await other.stop();
    await server.close();
    expect(fakes.slack.messages).toHaveLength(1);
  });

  it('for a mention and the message that it is are answered once', async () => {
    const twin = { ...MENTION, type: 'message', channel_type: 'channel' };
    await Promise.all([fakes.requests.event(MENTION), fakes.requests.event(twin)]);
    await answered();
    await fakes.channel.stop();
    expect(assistant.asked).toHaveLength(1);
    expect(assistant.asked[0]?.text).toBe('私物のUSBメモリを使ってもいいですか');
  });

  it('are answered where claims cannot be kept', async () => {
    vi.spyOn(fakes.claims, 'claim').mockRejectedValue(new Error('database is locked'));
    await fakes.requests.event(MENTION);
    await answered();
    expect(fakes.warnings.join()).toContain('database is locked');
  });

  it('from Kitei itself, from apps, and about edits are passed over', async () => {
    const message = { ...MENTION, type: 'message', channel_type: 'im', channel: 'D1' };
    const others = [
      { ...message, user: 'UBOT' },
      { ...message, bot_id: 'B9' },
      { ...message, subtype: 'message_changed', message: { text: 'x' } },
      { ...message, subtype: 'bot_message', bot_id: 'BT1' },
      { ...message, user: 'USLACKBOT' },
      { ...message, channel_type: 'channel', channel: 'C1', text: '皆さん、休んでもいいですか' },
    ];
    for (const [index, event] of others.entries()) {
      const { status } = await fakes.requests.event({ ...event, ts: `16000000${index}.1` });
      expect(status).toBe(200);
    }
    await fakes.channel.stop();
    expect(assistant.asked).toEqual([]);
    expect(fakes.slack.messages).toEqual([]);
  });

  it('with an empty thread are answered in the thread of the message', async () => {
    await fakes.requests.event({ ...MENTION, thread_ts: '' });
    await answered();
    expect(fakes.slack.messages[0]).toMatchObject({ channel: 'C1', thread: MENTION.ts });
  });

  it('that break off half-way harm nobody', async () => {
    const { port } = new URL(fakes.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"type":');
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    fakes.errors.length = 0;
    await fakes.requests.event(MENTION);
    await answered();
  });
});
