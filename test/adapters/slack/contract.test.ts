import { expect } from 'vitest';
import type { Address } from '../../../src/domain/question.ts';
import { channelContract } from '../../contracts/channel.ts';
import type { ChannelHarness, Post, Sent, StreamFailure } from '../../contracts/channel-harness.ts';
import { channelStreamingContract } from '../../contracts/channel-streaming.ts';
import type { FakeFailure } from './fake-slack.ts';
import { readMessage } from './read-message.ts';
import { PUBLIC_URL, slackOnFakes } from './slack-on-fakes.ts';
import { typed } from './slack-sender.ts';

const STREAM_FAILURES: Readonly<Record<StreamFailure, FakeFailure>> = {
  limited: { kind: 'limited', retryAfter: 0 },
  stopped: { kind: 'error', error: 'stopped_by_user' },
  ambiguous: { kind: 'dropped' },
  failing: { kind: 'status', status: 502 },
};

channelContract('Slack over HTTP', open);
channelStreamingContract('Slack over HTTP', open);

async function open(): Promise<ChannelHarness> {
  const { slack, channel, requests, close } = await slackOnFakes();
  const events = new Map<string, Record<string, unknown>>();
  let clock = 1_700_000_000;
  const send = async (event: Record<string, unknown>): Promise<Sent> => {
    const ts = `${++clock}.000100`;
    const whole = { ...event, ts, event_ts: ts };
    events.set(ts, whole);
    const { status } = await requests.event(whole);
    return { id: ts, taken: status === 200 };
  };
  const buttonOf = (post: Post, actionId: string): Record<string, unknown> => {
    const message = slack.messages.find(({ ts }) => ts === post.id);
    const elements = (message?.blocks ?? []).flatMap(
      ({ elements: all = [] }) => all as Record<string, unknown>[],
    );
    const found = elements.find(({ action_id }) => action_id === actionId);
    if (found === undefined) throw new Error(`there is no button ${actionId}`);
    return found;
  };
  const click = (actionId: string, value: string) =>
    requests.interaction({
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'Uja', team_id: 'T1' },
      channel: { id: 'D1' },
      trigger_id: `trigger${++clock}`,
      response_url: slack.responseUrl('D1', 'Uja'),
      actions: [{ action_id: actionId, value, type: 'button' }],
    });
  return {
    channel,
    publicUrl: PUBLIC_URL,
    sendQuestion: (text, { locale } = { locale: 'ja' }) =>
      send({ type: 'message', channel_type: 'im', channel: 'D1', user: `U${locale}`, text: typed(text) }),
    async redeliver({ id }) {
      const { status } = await requests.event(events.get(id) ?? {});
      expect(status === 200 || status === 503).toBe(true);
    },
    posts: () =>
      slack.messages.map((message) => ({
        id: message.ts,
        ...readMessage(message),
        ...(message.streaming && { unfinished: true }),
      })),
    attempts: () => slack.attempts,
    failNextPost(kind) {
      slack.failNext(
        'message',
        kind === 'limited'
          ? { kind, retryAfter: 0 }
          : kind === 'refused'
            ? { kind: 'error', error: 'channel_not_found' }
            : { kind: 'dropped' },
      );
    },
    failNextStreamCall: (kind) => slack.failNext('stream', STREAM_FAILURES[kind]),
    endStreams: () => slack.expireStreams(),
    async pressFeedback(post, helpful) {
      const buttons = buttonOf(post, 'kitei_feedback');
      const pressed = buttons[helpful ? 'positive_button' : 'negative_button'] as { value: string };
      await click('kitei_feedback', pressed.value);
    },
    async pressAskAPerson(post) {
      await click('kitei_ask_person', String(buttonOf(post, 'kitei_ask_person').value));
    },
    askersAddress: (): Address => ({
      channel: 'slack',
      at: { team: 'T1', channel: 'D1', thread: '1.1', user: 'Uja' },
    }),
    ownersAddress: (): Address => ({ channel: 'slack', at: { team: 'T1', channel: 'D1', owner: 'COWNER' } }),
    replyTo: (post, text) =>
      send({
        type: 'app_mention',
        channel: 'COWNER',
        user: 'Uexpert',
        text: `<@UBOT> ${typed(text)}`,
        thread_ts: post.id,
      }),
    async close() {
      await close();
      expect(slack.faults).toEqual([]);
    },
  };
}
