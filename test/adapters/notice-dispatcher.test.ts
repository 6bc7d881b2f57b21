import { afterEach, expect, it } from 'vitest';
import type { Channel } from '../../adapters/channel.ts';
import { type NoticeDispatcher, startNoticeDispatcher } from '../../adapters/notice-dispatcher.ts';
import type { Delivery, Notice, Outbox } from '../../src/domain/outbox.ts';
import type { ChannelName } from '../../src/domain/question.ts';

let dispatcher: NoticeDispatcher | undefined;
afterEach(() => dispatcher?.stop());

function notice(key: string, channel: ChannelName = 'slack'): Notice {
  return {
    key,
    to: { channel, at: {} },
    content: { kind: 'expert_reply', recordId: key, question: 'q', reply: 'r' },
    createdAt: '2026-04-01T00:00:00.000Z',
  };
}

/** An outbox in memory: what is taken is gone unless it failed. */
function outboxOf(waiting: Notice[]): Outbox & { settled: [string, Delivery][]; broken: boolean } {
  return {
    settled: [],
    broken: false,
    put: async () => true,
    async take(channel, limit) {
      if (this.broken) throw new Error('no database');
      const due = waiting.filter(({ to }) => to.channel === channel).slice(0, limit);
      for (const one of due) waiting.splice(waiting.indexOf(one), 1);
      return due;
    },
    async settle(key, delivery) {
      this.settled.push([key, delivery]);
    },
    byThread: async () => null,
    counts: async () => ({ waiting: waiting.length, undeliverable: 0 }),
  };
}

function channelOf(name: ChannelName, deliver: Channel['deliver']): Channel {
  return { name, routes: [], start: async () => {}, stop: async () => {}, deliver };
}

const sent: Delivery = { outcome: 'sent', thread: null };
const NEVER = 1_000_000;

it('sends each notice once, through its own channel, and keeps what became of it', async () => {
  const keys = Array.from({ length: 25 }, (_, index) => `n${index}`);
  const outbox = outboxOf([...keys.map((key) => notice(key)), notice('t', 'teams')]);
  const delivered: string[] = [];
  const slack = channelOf('slack', async ({ key }) => {
    delivered.push(key);
    return sent;
  });
  const teams = channelOf('teams', async () => ({ outcome: 'undeliverable', reason: 'gone' }));
  dispatcher = startNoticeDispatcher(outbox, [slack, teams], () => {}, NEVER);
  await dispatcher.sendDue();
  await dispatcher.sendDue();
  expect(delivered).toEqual(keys);
  expect(outbox.settled).toContainEqual(['t', { outcome: 'undeliverable', reason: 'gone' }]);
  expect(outbox.settled).toHaveLength(26);
});

it('tells that the outbox is broken, and goes on when it works again', async () => {
  const outbox = outboxOf([notice('a')]);
  const warnings: string[] = [];
  outbox.broken = true;
  dispatcher = startNoticeDispatcher(
    outbox,
    [channelOf('slack', async () => sent)],
    (message) => warnings.push(message),
    NEVER,
  );
  await dispatcher.sendDue();
  expect(warnings).toEqual([expect.stringContaining('no database')]);
  outbox.broken = false;
  await dispatcher.sendDue();
  expect(outbox.settled).toEqual([['a', sent]]);
});

it('begins no further message once it is stopped', async () => {
  const outbox = outboxOf([notice('a'), notice('b')]);
  const slack = channelOf('slack', async () => {
    void dispatcher?.stop();
    return sent;
  });
  dispatcher = startNoticeDispatcher(outbox, [slack], () => {}, NEVER);
  await dispatcher.sendDue();
  expect(outbox.settled).toEqual([['a', sent]]);
});
