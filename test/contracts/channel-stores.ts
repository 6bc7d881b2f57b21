import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovedAnswer, ApprovedAnswers } from '../../src/domain/approved-answer.ts';
import type { ChannelState, Claims } from '../../src/domain/channel-state.ts';
import type { Inbox } from '../../src/domain/inbox.ts';
import type { Notice, Outbox } from '../../src/domain/outbox.ts';
import type { ReplyAddresses } from '../../src/domain/reply-addresses.ts';

/** The stores beside the question log, and a clock that stands still until a test moves it. */
export interface ChannelStores {
  readonly claims: Claims;
  readonly inbox: Inbox;
  readonly state: ChannelState;
  readonly addresses: ReplyAddresses;
  readonly outbox: Outbox;
  readonly approved: ApprovedAnswers;
  readonly clock: { now: number };
  close(): Promise<void>;
}

/** What the stores that channels work with must do. `open` gives empty ones. */
export function channelStoresContract(name: string, open: () => Promise<ChannelStores>): void {
  let stores: ChannelStores;
  beforeEach(async () => {
    stores = await open();
  });
  afterEach(() => stores.close());

  describe(`claims: ${name}`, () => {
    it('belong to the work they were made for, which may take them again', async () => {
      const { claims } = stores;
      expect(await claims.claim(['a', 'b'], 1_000, 'work 1')).toBe(true);
      expect(await claims.claim(['a', 'b'], 1_000, 'work 1')).toBe(true);
      expect(await claims.claim(['b', 'c'], 1_000, 'work 1')).toBe(true);
      expect(await claims.claim(['c', 'd'], 1_000, 'work 2')).toBe(false);
      expect(await claims.claim(['a'], 1_000)).toBe(false);
      // Nothing of what was refused is held.
      expect(await claims.claim(['d'], 1_000)).toBe(true);
    });

    it('are given once, all or none, until their time is over', async () => {
      const { claims, clock } = stores;
      expect(await claims.claim(['a', 'b', 'a'], 1_000)).toBe(true);
      expect(await claims.claim(['b', 'c'], 1_000)).toBe(false);
      expect(await claims.claim(['c'], 1_000)).toBe(true);
      clock.now += 1_001;
      expect(await claims.claim(['a', 'b', 'c'], 1_000)).toBe(true);
    });

    it('have one winner among many at once', async () => {
      const won = await Promise.all(Array.from({ length: 20 }, () => stores.claims.claim(['x', 'y'], 1_000)));
      expect(won.filter(Boolean)).toHaveLength(1);
    });
  });

  describe(`channel state: ${name}`, () => {
    it('is put, replaced, listed and deleted by kind and key', async () => {
      const { state } = stores;
      await state.put('slack.installation', 'T1', { token: 'xoxb-1' });
      await state.put('slack.installation', 'T1', { token: 'xoxb-2' });
      await state.put('teams.reference', 'T1', ['x']);
      expect(await state.get('slack.installation', 'T1')).toEqual({ token: 'xoxb-2' });
      expect(await state.get('slack.installation', 'T2')).toBeNull();
      await state.put('slack.installation', 'T0', 1);
      expect(await state.keys('slack.installation')).toEqual(['T0', 'T1']);
      await state.delete('slack.installation', 'T1');
      expect(await state.get('slack.installation', 'T1')).toBeNull();
      expect(await state.get('teams.reference', 'T1')).toEqual(['x']);
    });

    it('forgets what is about a person, and nothing else', async () => {
      const { state } = stores;
      await state.put('slack.muted', 'slack:T1:U1', true, 'slack:T1:U1');
      await state.put('slack.thread', 't1', 1, 'slack:T1:U1');
      await state.put('slack.thread', 't2', 2, 'slack:T1:U2');
      await state.put('slack.thread', 't3', 3);
      await state.forget('slack:T1:U1');
      expect(await state.keys('slack.muted')).toEqual([]);
      expect(await state.keys('slack.thread')).toEqual(['t2', 't3']);
    });
  });

  describe(`reply addresses: ${name}`, () => {
    it('keep the first of a record, and go with time', async () => {
      const { addresses } = stores;
      const first = { channel: 'slack', at: { channel: 'C1', threadTs: '1.1' } } as const;
      await addresses.put('r', first, '2026-01-01T00:00:00.000Z');
      await addresses.put('r', { channel: 'slack', at: {} }, '2026-02-01T00:00:00.000Z');
      expect(await addresses.get('r')).toEqual(first);
      expect(await addresses.get('none')).toBeNull();
      expect(await addresses.dropBefore('2026-01-02T00:00:00.000Z')).toBe(1);
      expect(await addresses.get('r')).toBeNull();
    });
  });

  describe(`inbox: ${name}`, () => {
    const item = (key: string) => ({ key, channel: 'slack', payload: { text: key } }) as const;

    it('keeps work once, and hands it over when nobody renews it', async () => {
      const { inbox, clock } = stores;
      expect(await inbox.put(item('a'), 1_000)).toBe(true);
      expect(await inbox.put(item('a'), 1_000)).toBe(false);
      expect(await inbox.put(item('b'), 1_000)).toBe(true);
      expect(await inbox.takeOver('slack', 9, 1_000)).toEqual({ items: [], givenUp: 0 });
      clock.now += 900;
      await inbox.renew(['a'], 1_000);
      clock.now += 100;
      expect(await inbox.takeOver('teams', 9, 1_000)).toEqual({ items: [], givenUp: 0 });
      expect(await inbox.takeOver('slack', 9, 1_000)).toEqual({ items: [item('b')], givenUp: 0 });
      expect(await inbox.takeOver('slack', 9, 1_000)).toEqual({ items: [], givenUp: 0 });
      await inbox.remove('a');
      clock.now += 2_000;
      expect(await inbox.takeOver('slack', 9, 1_000)).toEqual({ items: [item('b')], givenUp: 0 });
    });

    it('gives up what has ended every process, and nothing that was only beside it', async () => {
      const { inbox, clock } = stores;
      const keys = ['a', 'b', 'deadly', 'c', 'd'];
      for (const key of keys) await inbox.put(item(key), 1_000);
      let givenUp = 0;
      const done: string[] = [];
      for (let process = 0; process < 20; process++) {
        clock.now += 1_000;
        for (let taken = await inbox.takeOver('slack', 9, 1_000); ; ) {
          givenUp += taken.givenUp;
          if (taken.items.some(({ key }) => key === 'deadly')) break;
          for (const { key } of taken.items) {
            done.push(key);
            await inbox.remove(key);
          }
          taken = await inbox.takeOver('slack', 9, 1_000);
          if (taken.items.length + taken.givenUp === 0) break;
        }
      }
      expect(done.sort()).toEqual(['a', 'b', 'c', 'd']);
      expect(givenUp).toBe(1);
      expect(await inbox.put(item('deadly'), 1_000)).toBe(true);
    });

    it('hands each piece to one of many', async () => {
      const { inbox, clock } = stores;
      for (let nth = 0; nth < 30; nth++) await inbox.put(item(`k${nth}`), 1_000);
      clock.now += 1_000;
      const taken = await Promise.all(Array.from({ length: 10 }, () => inbox.takeOver('slack', 3, 1_000)));
      const keys = taken.flatMap(({ items }) => items.map(({ key }) => key));
      expect(new Set(keys).size).toBe(30);
      expect(keys).toHaveLength(30);
    });
  });

  describe(`outbox: ${name}`, () => {
    const notice = (key: string, parts: Partial<Notice> = {}): Notice => ({
      key,
      to: { channel: 'slack', at: { channel: 'C1' } },
      content: { kind: 'expert_reply', recordId: 'r', question: 'q', reply: 'はい' },
      createdAt: `2026-04-01T00:00:00.00${key.length}Z`,
      ...parts,
    });

    it('takes a key in once and hands it out once, oldest first, by channel', async () => {
      const { outbox } = stores;
      const teams = notice('t', { to: { channel: 'teams', at: {} } });
      for (const one of [notice('bb'), notice('a'), teams]) expect(await outbox.put(one)).toBe(true);
      expect(await outbox.put(notice('a'))).toBe(false);
      expect(await outbox.counts()).toEqual({ waiting: 3, undeliverable: 0 });
      expect(await outbox.take('slack', 10, 1_000)).toEqual([notice('a'), notice('bb')]);
      expect(await outbox.take('slack', 10, 1_000)).toEqual([]);
      expect(await outbox.take('teams', 10, 1_000)).toEqual([teams]);
      for (const key of ['a', 'bb', 't']) await outbox.settle(key, { outcome: 'sent', thread: null });
      expect(await outbox.counts()).toEqual({ waiting: 0, undeliverable: 0 });
      expect(await outbox.put(notice('a'))).toBe(false);
    });

    it('gives each notice to one of many takers', async () => {
      const { outbox } = stores;
      for (let index = 0; index < 30; index++) await outbox.put(notice(`n${index}`));
      const taken = await Promise.all(Array.from({ length: 10 }, () => outbox.take('slack', 5, 1_000)));
      const keys = taken.flat().map(({ key }) => key);
      expect(new Set(keys).size).toBe(30);
      expect(keys).toHaveLength(30);
    });

    it('finds the notice that a thread belongs to', async () => {
      const { outbox } = stores;
      await outbox.put(notice('a'));
      await outbox.take('slack', 1, 1_000);
      await outbox.settle('a', { outcome: 'sent', thread: 'C1:1.1' });
      expect(await outbox.byThread('slack', 'C1:1.1')).toEqual(notice('a'));
      expect(await outbox.byThread('teams', 'C1:1.1')).toBeNull();
      expect(await outbox.byThread('slack', 'C1:1.2')).toBeNull();
    });

    it('tries again what certainly failed, later each time, and gives up in the end', async () => {
      const { outbox, clock } = stores;
      await outbox.put(notice('a'));
      for (let attempt = 1; attempt <= 8; attempt++) {
        expect(await outbox.take('slack', 1, 1_000)).toHaveLength(1);
        await outbox.settle('a', { outcome: 'failed', reason: 'rate limited' });
        expect(await outbox.take('slack', 1, 1_000)).toEqual([]);
        clock.now += 5_000 * 2 ** (attempt - 1);
      }
      expect(await outbox.take('slack', 1, 1_000)).toEqual([]);
      expect(await outbox.counts()).toEqual({ waiting: 0, undeliverable: 1 });
    });

    it('waits as long as the platform asks', async () => {
      const { outbox, clock } = stores;
      await outbox.put(notice('a'));
      await outbox.take('slack', 1, 1_000);
      await outbox.settle('a', { outcome: 'failed', reason: '429', retryAfterMs: 30_000 });
      clock.now += 29_999;
      expect(await outbox.take('slack', 1, 1_000)).toEqual([]);
      clock.now += 1;
      expect(await outbox.take('slack', 1, 1_000)).toHaveLength(1);
    });

    it('never sends again what may have arrived', async () => {
      const { outbox, clock } = stores;
      await outbox.put(notice('ambiguous'));
      await outbox.put(notice('forgotten'));
      await outbox.take('slack', 2, 1_000);
      await outbox.settle('ambiguous', { outcome: 'ambiguous', reason: 'connection lost' });
      // Nobody says what became of the other: its process has ended.
      clock.now += 1_000_000;
      expect(await outbox.take('slack', 10, 1_000)).toEqual([]);
      expect(await outbox.counts()).toEqual({ waiting: 0, undeliverable: 2 });
    });
  });

  describe(`approved answers: ${name}`, () => {
    const proposal: Omit<ApprovedAnswer, 'status' | 'reason'> = {
      id: 'p1',
      recordId: 'r1',
      question: '私物のスマホを使っていい？',
      key: '私物のスマホを使っていい',
      language: 'ja',
      verdict: 'not_allowed',
      text: '使えません。',
      pins: [{ clauseId: 'rules/1/3', contentHash: 'h', start: 0, end: 4 }],
      createdAt: '2026-04-01T00:00:00.000Z',
      by: 'expert',
    };

    it('serve once a person has approved them', async () => {
      const { approved } = stores;
      expect(await approved.propose(proposal)).toBe(true);
      expect(await approved.propose({ ...proposal, text: 'changed' })).toBe(false);
      expect(await approved.byKey(proposal.key, 'ja')).toBeNull();
      await approved.decide('p1', 'approved', 'trainer');
      const expected = { ...proposal, status: 'approved', reason: null, by: 'trainer' };
      expect(await approved.byKey(proposal.key, 'ja')).toEqual(expected);
      expect(await approved.byKey(proposal.key, 'en')).toBeNull();
      await approved.decide('p1', 'suspended', 'kitei', 'A clause changed.');
      expect(await approved.byKey(proposal.key, 'ja')).toBeNull();
      expect(await approved.list('suspended')).toMatchObject([{ id: 'p1', reason: 'A clause changed.' }]);
    });

    it('give way to a newer answer to the same question', async () => {
      const { approved } = stores;
      await approved.propose(proposal);
      await approved.propose({ ...proposal, id: 'p2', text: '許可があれば使えます。' });
      await approved.decide('p1', 'approved', 'trainer');
      await approved.decide('p2', 'approved', 'trainer');
      expect(await approved.byKey(proposal.key, 'ja')).toMatchObject({ id: 'p2' });
      expect((await approved.list()).map(({ id, status }) => [id, status])).toEqual([
        ['p1', 'suspended'],
        ['p2', 'approved'],
      ]);
    });
  });
}
