import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLimits } from '../adapters/asking-limits.ts';
import { createCallBudget } from '../adapters/slack/call-budget.ts';
import { createPace } from '../adapters/teams/pace.ts';
import { rateLimit } from '../adapters/web/rate-limit.ts';
import { createSessions } from '../adapters/web/sessions.ts';
import type { Question } from '../src/domain/question.ts';
import { databaseAuditChain } from '../src/storage/database/audit-chain.ts';
import { databaseClaims } from '../src/storage/database/channel-stores.ts';
import { databaseChannelState } from '../src/storage/database/database-channel-state.ts';
import { databaseInbox } from '../src/storage/database/database-inbox.ts';
import { databaseOutbox } from '../src/storage/database/database-outbox.ts';
import { databaseQuestionLog } from '../src/storage/database/database-question-log.ts';
import { deriveKeys } from '../src/storage/database/keys.ts';
import { type Database, openDatabase } from '../src/storage/database/open-database.ts';
import { scriptedAssistant } from './adapters/scripted-assistant.ts';
import { aRecord } from './contracts/records.ts';

// The clock of a machine jumps (a dead battery, a virtual machine that was asleep, a wrong time server) and is put right.

const DAY = 24 * 60 * 60_000;
const RIGHT = Date.UTC(2026, 3, 1);
const JUMPS = {
  'a day ahead': DAY,
  'a year ahead': 365 * DAY,
  'ten years ahead': 3650 * DAY,
  'to 1970': -RIGHT,
};

const keys = deriveKeys('a secret of at least thirty-two characters', null);
let database: Database;
beforeEach(async () => {
  // The monotonic clock goes on as it does on a machine: no jump moves it.
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: RIGHT });
  database = await openDatabase(':memory:');
});
afterEach(async () => {
  vi.useRealTimers();
  await database.close();
});

describe.each(Object.entries(JUMPS))('a clock that jumps %s and back', (_, jump) => {
  const wrong = () => vi.setSystemTime(RIGHT + jump);
  const right = () => vi.setSystemTime(RIGHT + 60_000);

  it('keeps nobody from asking, and lets nobody ask more', async () => {
    const question = (id: string): Question => ({
      id,
      text: 'May I?',
      askedAt: new Date(RIGHT).toISOString(),
      channel: 'slack',
      asker: 'U1',
      conversation: null,
      department: null,
      replyTo: null,
    });
    const limited = withLimits(scriptedAssistant(), {
      perMinute: 3,
      atOnce: 4,
      waiting: 10,
      longestWaitMs: 1_000,
    });
    let nth = 0;
    const asks = async (move: () => void) => {
      move();
      return limited.ask(question(`q${nth++}`)).then(
        () => true,
        () => false,
      );
    };
    expect([await asks(wrong), await asks(right), await asks(wrong), await asks(right)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    vi.advanceTimersByTime(61_000);
    expect(await asks(right)).toBe(true);
  });

  it('empties no bucket and no budget', () => {
    const bucket = rateLimit({ burst: 3, perMinute: 1 });
    const budget = createCallBudget(3);
    const take = (move: () => void) => {
      move();
      return [bucket.allows('someone'), budget.spare('T1')];
    };
    expect([wrong, right, right].flatMap(take)).not.toContain(false);
    expect(take(right)).toEqual([false, false]);
    vi.advanceTimersByTime(61_000);
    expect(take(right)).toEqual([true, true]);
  });

  it('makes no message wait for it', async () => {
    const waits: number[] = [];
    const pace = createPace(undefined, async (ms) => void waits.push(ms));
    wrong();
    await pace.turn('a conversation');
    right();
    await pace.turn('a conversation');
    for (const wait of waits) expect(wait).toBeLessThan(60_000);
  });

  it('ends sessions rather than letting them last', async () => {
    const sessions = createSessions(databaseChannelState(database, keys));
    const identity = { person: 'web:1', name: '1', roles: ['staff' as const], groups: [], department: null };
    const before = await sessions.begin(identity);
    wrong();
    const during = await sessions.begin(identity);
    const link = sessions.oneTimePath();
    expect(await sessions.find(during)).not.toBe(null);
    right();
    // What was begun while the clock was wrong has an end that cannot be trusted.
    expect(await sessions.find(during)).toBe(null);
    expect(await sessions.redeem(link.replace(/.*token=/, ''))).toBe(null);
    expect(await sessions.find(before)).not.toBe(null);
  });

  it('loses no message and no notice, and begins none twice', async () => {
    const inbox = databaseInbox(database, keys);
    const outbox = databaseOutbox(database, keys);
    wrong();
    await inbox.put({ key: 'a message', channel: 'slack', payload: { text: 'May I?' } }, 30_000);
    await outbox.put({
      key: 'a notice',
      to: { channel: 'slack', address: {} } as never,
      content: { kind: 'expert_reply', recordId: 'r1', question: 'May I?', reply: 'No.' },
      createdAt: new Date().toISOString(),
    });
    right();
    const { items } = await inbox.takeOver('slack', 10, 30_000);
    expect(items.map(({ key }) => key)).toEqual(['a message']);
    expect((await outbox.take('slack', 10, 30_000)).map(({ key }) => key)).toEqual(['a notice']);
    expect((await inbox.takeOver('slack', 10, 30_000)).items).toEqual([]);
    expect(await outbox.take('slack', 10, 30_000)).toEqual([]);
  });

  it('lets a question be claimed once only', async () => {
    const claims = databaseClaims(database);
    wrong();
    expect(await claims.claim(['an event'], DAY)).toBe(true);
    expect(await claims.claim(['an event'], DAY)).toBe(false);
  });

  it('leaves the audit log whole and in the order in which things were done', async () => {
    const log = databaseQuestionLog(database);
    for (const [nth, move] of [right, wrong, right].entries()) {
      move();
      const at = new Date().toISOString();
      await log.audit({ at, actor: 'a trainer', action: 'log.page', subject: `${nth}` });
    }
    const { entries, fault } = await databaseAuditChain(database).inspect();
    expect([entries, fault]).toEqual([3, null]);
    expect((await log.auditTrail(3)).map(({ subject }) => subject)).toEqual(['2', '1', '0']);
  });

  it('keeps records of both times, each once', async () => {
    const log = databaseQuestionLog(database);
    for (const [nth, move] of [right, wrong, right].entries()) {
      move();
      await log.append(aRecord({ id: `r${nth}`, askedAt: new Date(Date.now() + nth).toISOString() }));
    }
    const { records } = await log.page({}, 10);
    expect(records.map(({ id }) => id).sort()).toEqual(['r0', 'r1', 'r2']);
  });
});
