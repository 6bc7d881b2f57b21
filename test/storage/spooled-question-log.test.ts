import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QuestionLog } from '../../src/domain/question-log.ts';
import { databaseQuestionLog } from '../../src/storage/database/database-question-log.ts';
import { type Database, openDatabase } from '../../src/storage/database/open-database.ts';
import { logSpool } from '../../src/storage/log-spool.ts';
import { spooledQuestionLog } from '../../src/storage/spooled-question-log.ts';
import { questionLogContract } from '../contracts/question-log.ts';
import { aRecord } from '../contracts/records.ts';

let dir: string;
let database: Database;
let broken: boolean;
let warnings: string[];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-spool-'));
  database = await openDatabase(':memory:');
  broken = false;
  warnings = [];
});
afterEach(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});

function open(spool = join(dir, 'spool')) {
  const log = databaseQuestionLog(database);
  const failing: QuestionLog = {
    ...log,
    append: (record) => (broken ? Promise.reject(new Error('disk full')) : log.append(record)),
    giveFeedback: (feedback) =>
      broken ? Promise.reject(new Error('disk full')) : log.giveFeedback(feedback),
    escalate: (escalation) => (broken ? Promise.reject(new Error('disk full')) : log.escalate(escalation)),
    review: (review) => (broken ? Promise.reject(new Error('disk full')) : log.review(review)),
  };
  return spooledQuestionLog(failing, spool, (message) => warnings.push(message));
}

async function ids(): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of databaseQuestionLog(database).each({})) found.push(id);
  return found;
}

const record = (nth: number) => aRecord({ id: `r${nth}`, askedAt: `2026-04-01T00:00:00.00${nth}Z` });

describe('a spooled question log', () => {
  it('keeps records while the log is broken, says so, and catches up when it works again', async () => {
    const log = open();
    await log.append(record(1));
    broken = true;
    expect(await log.append(record(2))).toBe('appended');
    expect(await log.append(record(3))).toBe('appended');
    expect(log.failures).toBe(2);
    expect(warnings[0]).toContain('disk full');
    expect(await log.replay()).toBe(0);
    broken = false;
    await log.append(record(4));
    await log.replay();
    expect(await ids()).toEqual(['r1', 'r2', 'r3', 'r4']);
    expect(readdirSync(join(dir, 'spool'))).toEqual([]);
  });

  it('catches up by itself once a record goes through', async () => {
    const log = open();
    broken = true;
    await log.append(record(1));
    broken = false;
    await log.append(record(2));
    await vi.waitFor(async () => expect(await ids()).toEqual(['r1', 'r2']));
  });

  it('finds at its start what another process left, and takes each record in once', async () => {
    broken = true;
    const before = open();
    for (const nth of [1, 2, 2]) await before.append(record(nth));
    broken = false;
    const log = open();
    expect(await log.replay()).toBe(2);
    expect(await log.replay()).toBe(0);
    expect(await ids()).toEqual(['r1', 'r2']);
  });

  it.each([
    ['cut short', '{"id":"half'],
    ['that is no record', '{"id":"x","askedAt":"2026-04-01T00:00:00.000Z"}'],
    ['of no time', JSON.stringify({ record: aRecord({ askedAt: 'yesterday' }) })],
    ['of an unknown kind', JSON.stringify({ note: { recordId: 'r1', at: 'now' } })],
    ['with two entries', JSON.stringify({ record: aRecord(), feedback: { recordId: 'r1', at: 'now' } })],
  ])('sets aside a file %s', async (_, content) => {
    const spool = join(dir, 'spool');
    mkdirSync(spool);
    writeFileSync(join(spool, '000.json'), content);
    broken = true;
    const log = open();
    await log.append(record(1));
    broken = false;
    expect(await log.replay()).toBe(1);
    expect(readdirSync(spool)).toEqual(['broken']);
    expect(readFileSync(join(spool, 'broken', '000.json'), 'utf8')).toBe(content);
    expect(warnings.at(-1)).toContain('000.json');
  });

  it('keeps what is said of a record meanwhile, the last word of a person last', async () => {
    const log = open();
    broken = true;
    await log.append(record(1));
    const said = { recordId: 'r1', asker: 'anna', at: '2026-04-02T00:00:00.000Z', comment: null };
    await log.giveFeedback({ ...said, helpful: true, reason: null });
    await log.giveFeedback({ ...said, helpful: false, reason: 'unclear' });
    const handedOver = { recordId: 'r1', at: said.at, contact: 'it', reply: null, repliedAt: null } as const;
    await log.escalate({ ...handedOver, status: 'sent' });
    broken = false;
    // Nothing passes over what waits: the record is there before what is said of it.
    await log.review({
      recordId: 'r1',
      at: said.at,
      reviewer: 'trainer',
      finding: 'correct',
      expectedClauses: [],
      expectedVerdict: null,
      note: null,
    });
    expect(readdirSync(join(dir, 'spool'))).toEqual([]);
    expect(await log.find('r1')).toMatchObject({
      feedback: [{ asker: 'anna', helpful: false, reason: 'unclear' }],
      escalation: { status: 'sent' },
      review: { finding: 'correct' },
    });
    expect(await log.replay()).toBe(0);
  });

  it('hands over in the order in which records came', async () => {
    broken = true;
    const log = open();
    for (const nth of [3, 1, 2]) await log.append(record(nth));
    const order: string[] = [];
    await logSpool(join(dir, 'spool')).drain(
      async (entry) => 'record' in entry && order.push(entry.record.id),
      () => {},
    );
    expect(order).toEqual(['r3', 'r1', 'r2']);
  });

  it('loses and doubles nothing where several processes replay one spool and one of them still adds to it', async () => {
    broken = true;
    const adding = open();
    const replaying = open();
    const another = open();
    for (let nth = 0; nth < 5; nth++) {
      broken = true;
      await adding.append(aRecord({ id: `a${nth}` }));
      broken = false;
      const more = Promise.all([replaying.replay(), another.replay()]);
      broken = true;
      await adding.append(aRecord({ id: `b${nth}` }));
      broken = false;
      await more;
    }
    await adding.replay();
    expect((await ids()).sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b0', 'b1', 'b2', 'b3', 'b4']);
  });

  it('forgets what still waits as well', async () => {
    broken = true;
    const log = open();
    await log.append(record(1));
    broken = false;
    expect(await log.forget('asker-1')).toBe(1);
    expect(readdirSync(join(dir, 'spool'))).toEqual([]);
  });

  it('says so when nothing at all can be written', async () => {
    writeFileSync(join(dir, 'file'), '');
    broken = true;
    const log = open(join(dir, 'file', 'spool'));
    await expect(log.append(record(1))).rejects.toMatchObject({ code: 'log.unwritable' });
    expect([log.failures, log.lost]).toEqual([1, 1]);
  });

  it('holds what nothing could keep until the log works, in its order', async () => {
    writeFileSync(join(dir, 'file'), '');
    broken = true;
    const log = open(join(dir, 'file', 'spool'));
    for (const nth of [1, 2]) await log.append(record(nth)).catch(() => {});
    const said = { recordId: 'r1', asker: null, at: '2026-04-01T00:01:00.000Z', reason: null, comment: null };
    await log.giveFeedback({ ...said, helpful: false }).catch(() => {});
    expect(log.lost).toBe(3);
    broken = false;
    await log.append(record(3));
    await vi.waitFor(async () => expect(await ids()).toEqual(['r1', 'r2', 'r3']));
    expect((await log.find('r1'))?.feedback).toHaveLength(1);
    expect([log.failures, log.lost]).toEqual([3, 0]);
  });

  it('puts what nothing could keep into the spool as soon as that works', async () => {
    writeFileSync(join(dir, 'file'), '');
    broken = true;
    const spool = join(dir, 'file', 'spool');
    const log = open(spool);
    await log.append(record(1)).catch(() => {});
    rmSync(join(dir, 'file'));
    await log.append(record(2));
    expect(log.lost).toBe(0);
    expect(readdirSync(spool)).toHaveLength(2);
    broken = false;
    // Another process, after the end of this one.
    expect(await open(spool).replay()).toBe(2);
    expect(await ids()).toEqual(['r1', 'r2']);
  });

  it.each(['still fails', 'works again'])(
    'keeps what is said of a record that it is just handing over, to a log that %s',
    async (then) => {
      const spool = join(dir, 'spool');
      writeFileSync(spool, 'no folder');
      const real = databaseQuestionLog(database);
      let down = true;
      let gate = Promise.resolve();
      const failing: QuestionLog = {
        ...real,
        append: async (one) => {
          await gate;
          if (down) throw new Error('The log is down.');
          return real.append(one);
        },
        giveFeedback: async (feedback) => {
          if (down) throw new Error('The log is down.');
          return real.giveFeedback(feedback);
        },
      };
      const log = spooledQuestionLog(failing, spool, () => {});
      await expect(log.append(record(1))).rejects.toThrow();
      rmSync(spool);
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      const replaying = log.replay();
      if (then === 'works again') down = false;
      const at = '2026-04-01T00:01:00.000Z';
      const saying = log.giveFeedback({
        recordId: 'r1',
        asker: 'p1',
        at,
        helpful: false,
        reason: null,
        comment: 'wrong',
      });
      await delay(50);
      open();
      await Promise.all([replaying, saying]);
      down = false;
      await log.replay();
      expect((await real.find('r1'))?.feedback).toHaveLength(1);
      expect(log.lost).toBe(0);
    },
  );

  it('holds a thousand entries and no more', async () => {
    writeFileSync(join(dir, 'file'), '');
    broken = true;
    const log = open(join(dir, 'file', 'spool'));
    for (let nth = 0; nth < 1_003; nth++) {
      await log.append(aRecord({ id: `r${nth}` })).catch(() => {});
    }
    expect(log.lost).toBe(1_003);
    broken = false;
    expect(await log.replay()).toBe(1_000);
    expect(log.lost).toBe(3);
  });
});

questionLogContract('SQLite with a spool', async () => ({ log: open(), close: async () => {} }));
