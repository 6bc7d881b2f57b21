import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DailyCounts } from '../../src/domain/daily-counts.ts';
import type { QuestionLog } from '../../src/domain/question-log.ts';
import type { TrainingEvent, TrainingEvents } from '../../src/domain/training-event.ts';
import { aRecord } from './records.ts';

/** What trainers work from beside the records themselves. */
export interface TrainingStores {
  readonly log: QuestionLog;
  readonly counts: DailyCounts;
  readonly events: TrainingEvents;
  close(): Promise<void>;
}

/** What the stores that trainers work with must do. `open` gives empty ones. */
export function trainingStoresContract(name: string, open: () => Promise<TrainingStores>): void {
  let stores: TrainingStores;
  beforeEach(async () => {
    stores = await open();
  });
  afterEach(() => stores.close());

  describe(`daily counts: ${name}`, () => {
    const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;
    const ask = (id: string, day: number, parts: Parameters<typeof aRecord>[0] = {}) =>
      stores.log.append(aRecord({ id, askedAt: `${march(day)}T10:00:00.000Z`, ...parts }));

    it('hold what deleted records amounted to, by day, clause, verdict and department', async () => {
      const { log, counts } = stores;
      await ask('a', 1, { cited: ['x/1/1', 'x/1/2', 'x/1/1'], verdict: 'allowed' });
      await ask('b', 1, { cited: ['x/1/1'], verdict: 'allowed' });
      await ask('c', 1, { department: null });
      await ask('d', 2);
      await log.giveFeedback({
        recordId: 'b',
        asker: 'p',
        at: 'now',
        helpful: false,
        reason: null,
        comment: null,
      });
      expect(await counts.between(march(1), march(9))).toEqual([]);
      await log.deleteBefore(`${march(2)}T00:00:00.000Z`);
      const day = march(1);
      const allowed = { day, verdict: 'allowed', department: '市民課' };
      const withheld = { day, verdict: 'not_stated', clauseId: null, department: null };
      expect(await counts.between(march(1), march(9))).toEqual([
        { ...allowed, clauseId: null, questions: 2, disliked: 1 },
        { ...withheld, questions: 1, disliked: 0 },
        { ...allowed, clauseId: 'x/1/1', questions: 2, disliked: 1 },
        { ...allowed, clauseId: 'x/1/2', questions: 1, disliked: 0 },
      ]);
    });

    it('add up when records of a day are deleted at several times, and are kept by day', async () => {
      const { log, counts } = stores;
      await ask('a', 1);
      await log.deleteBefore(`${march(2)}T00:00:00.000Z`);
      await ask('b', 1);
      await ask('c', 3);
      await log.deleteBefore(`${march(4)}T00:00:00.000Z`);
      const questions = async (since: number, until: number) =>
        (await counts.between(march(since), march(until))).map((count) => [count.day, count.questions]);
      expect(await questions(1, 9)).toEqual([
        [march(1), 2],
        [march(3), 1],
      ]);
      expect(await questions(2, 3)).toEqual([]);
      expect(await counts.deleteBefore(march(3))).toBe(1);
      expect(await questions(1, 9)).toEqual([[march(3), 1]]);
    });
  });

  describe(`training events: ${name}`, () => {
    const event: TrainingEvent = {
      id: 'e1',
      at: '2026-04-01T00:00:00.000Z',
      kind: 'course',
      title: '情報持出しの研修',
      clauseIds: ['rules/1/3'],
      departments: ['市民課'],
    };

    it('are kept, replaced, listed by time and deleted', async () => {
      const { events } = stores;
      await events.put(event);
      const earlier: TrainingEvent = {
        ...event,
        id: 'e2',
        kind: 'revision',
        at: '2026-03-01T00:00:00.000Z',
        departments: [],
      };
      await events.put(earlier);
      const renamed = { ...event, title: '情報持出しの研修（再）' };
      await events.put(renamed);
      expect(await events.list()).toEqual([earlier, renamed]);
      expect(await events.list('2026-04-01T00:00:00.000Z')).toEqual([renamed]);
      expect(await events.delete('e1')).toBe(true);
      expect(await events.delete('e1')).toBe(false);
      expect(await events.list()).toEqual([earlier]);
    });
  });
}
