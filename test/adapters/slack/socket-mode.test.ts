import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';
import { envelope } from './slack-sender.ts';

const EVENT = {
  type: 'message',
  channel_type: 'im',
  channel: 'D1',
  user: 'Uja',
  text: '私物のUSBメモリを使ってもいいですか',
  ts: '1.1',
};

describe('Socket Mode', () => {
  let fakes: SlackOnFakes;
  let assistant: ScriptedAssistant;
  let server: WebSocketServer;
  const sockets: WebSocket[] = [];
  const acks: string[] = [];

  beforeEach(async () => {
    sockets.length = 0;
    acks.length = 0;
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (socket) => {
      sockets.push(socket);
      socket.on('message', (data) => acks.push(JSON.parse(String(data)).envelope_id));
      socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    });
    await new Promise((resolve) => server.once('listening', resolve));
    fakes = await slackOnFakes({ appToken: 'xapp-test', signingSecret: null });
    fakes.slack.socketUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    assistant = scriptedAssistant();
  });
  afterEach(async () => {
    await fakes.close();
    for (const socket of server.clients) socket.terminate();
    await new Promise((resolve) => server.close(resolve));
    expect(fakes.slack.faults).toEqual([]);
  });
  let envelopes = 0;
  const send = (type: string, payload: unknown) => {
    const id = `envelope${++envelopes}`;
    sockets.at(-1)?.send(JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: false }));
    return id;
  };
  const acknowledged = (id: string) => vi.waitFor(() => expect(acks).toContain(id), { timeout: 5_000 });

  it('needs no route, and answers an event once however often it comes', async () => {
    expect(fakes.channel.routes).toEqual([]);
    await fakes.channel.start(assistant);
    const release = assistant.hold();
    const first = send('events_api', envelope(EVENT));
    // Acknowledged long before there is an answer.
    await acknowledged(first);
    const second = send('events_api', envelope(EVENT));
    await acknowledged(second);
    expect(fakes.slack.messages).toEqual([]);
    release();
    await fakes.posted(1);
    await fakes.channel.stop();
    expect(fakes.slack.messages).toHaveLength(1);
    expect(assistant.asked).toHaveLength(1);
  });

  it('brings commands and clicks too', async () => {
    await fakes.channel.start(assistant);
    const command = send('slash_commands', {
      command: '/policy',
      team_id: 'T1',
      channel_id: 'C1',
      user_id: 'Uja',
      text: EVENT.text,
      trigger_id: 't1',
      response_url: fakes.slack.responseUrl('C1', 'Uja'),
    });
    await acknowledged(command);
    await fakes.posted(1);
    const click = send('interactive', {
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'Uja', team_id: 'T1' },
      channel: { id: 'C1' },
      trigger_id: 't2',
      response_url: fakes.slack.responseUrl('C1', 'Uja'),
      actions: [{ action_id: 'kitei_feedback', type: 'feedback_buttons', value: 'up:r1' }],
    });
    await acknowledged(click);
    await vi.waitFor(() => expect(assistant.feedback).toHaveLength(1));
  });

  it('connects again when Slack closes the connection', async () => {
    await fakes.channel.start(assistant);
    sockets[0]?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    await vi.waitFor(() => expect(sockets).toHaveLength(2), { timeout: 20_000 });
    send('events_api', envelope(EVENT));
    await fakes.posted(1);
  }, 30_000);

  it('finishes what is in flight when it stops, and acknowledges nothing more', async () => {
    await fakes.channel.start(assistant);
    const release = assistant.hold();
    await acknowledged(send('events_api', envelope(EVENT)));
    await vi.waitFor(() => expect(assistant.asked).toHaveLength(1));
    const stopping = fakes.channel.stop();
    const late = send('events_api', envelope({ ...EVENT, ts: '2.1' }));
    release();
    await stopping;
    expect(fakes.slack.messages).toHaveLength(1);
    expect(acks).not.toContain(late);
  });

  it('that cannot be reached is said to be so', async () => {
    fakes.slack.socketUrl = null;
    await expect(fakes.channel.start(assistant)).rejects.toMatchObject({
      code: 'channel.unreachable',
      remedy: expect.stringContaining('SLACK_APP_TOKEN'),
    });
  });
});
