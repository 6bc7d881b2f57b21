import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogFilter, QuestionLog, QuestionOutline } from '../../src/domain/question-log.ts';
import type { LoggedQuestion, QuestionRecord } from '../../src/domain/question-record.ts';
import { filters, keepVariety, passes } from './log-filters.ts';
import { aRecord } from './records.ts';

/** What every question log must do. `open` gives an empty one. */
export function questionLogContract(
  name: string,
  open: () => Promise<{ log: QuestionLog; close: () => Promise<void> }>,
): void {
  describe(`question log: ${name}`, () => {
    let log: QuestionLog;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ log, close } = await open());
    });
    afterEach(() => close());

    const all = (filter: LogFilter = {}) => gathered(log.each(filter));
    const untouched = { feedback: [], escalation: null, review: null };

    it('gives back what it was given', async () => {
      const record = aRecord({
        cited: ['rules/1/3', 'rules/1/4'],
        documents: [{ id: 'rules', version: '1' }],
        writing: { model: 'openai:small', prompt: 'writer-1', outcome: 'repaired', reason: 'x', tokens: 12 },
      });
      const failed = aRecord({
        id: 'f',
        verdict: 'failed',
        answer: null,
        intent: null,
        failure: 'unexpected',
      });
      expect(await log.append(record)).toBe('appended');
      expect(await log.append(failed)).toBe('appended');
      expect(await log.find(record.id)).toEqual({ ...record, ...untouched });
      expect(await log.find('f')).toEqual({ ...failed, ...untouched });
      expect(await log.find('other')).toBeNull();
    });

    it('keeps the first record of an id', async () => {
      const record = aRecord();
      await log.append(record);
      expect(await log.append({ ...record, question: 'changed', verdict: 'refuse' })).toBe('known');
      expect(await all()).toEqual([{ ...record, ...untouched }]);
    });

    it('keeps many records of one moment, also when they come at once', async () => {
      const records = Array.from({ length: 60 }, (_, index) => aRecord({ id: `r${index % 50}` }));
      const outcomes = await Promise.all(records.map((record) => log.append(record)));
      expect(outcomes.filter((outcome) => outcome === 'known')).toHaveLength(10);
      expect(new Set((await all()).map(({ id }) => id)).size).toBe(50);
    });

    it('keeps more records of one millisecond than have numbers of their own', async () => {
      const count = 1_100;
      for (let index = 0; index < count; index++) await log.append(aRecord({ id: `r${index}` }));
      expect((await all()).map(({ id }) => id)).toEqual(
        Array.from({ length: count }, (_, index) => `r${index}`),
      );
    });

    it('filters by every part of a filter', async () => {
      const records: QuestionRecord[] = [
        aRecord({ id: 'a', askedAt: '2026-01-01T00:00:00.000Z', department: '税務課', cited: ['x/1/1'] }),
        aRecord({ id: 'b', askedAt: '2026-02-01T00:00:00.000Z', channel: 'teams', verdict: 'allowed' }),
        aRecord({ id: 'c', askedAt: '2026-03-01T00:00:00.000Z', conversation: 'other', verdict: 'failed' }),
        aRecord({ id: 'd', askedAt: '2026-04-01T00:00:00.000Z', question: 'Can I print 100% of it_all?' }),
      ];
      for (const record of records) await log.append(record);
      await log.giveFeedback({
        recordId: 'b',
        asker: 'p',
        at: 'now',
        helpful: false,
        reason: null,
        comment: null,
      });
      await log.review({
        recordId: 'c',
        at: '2026-05-01T00:00:00.000Z',
        reviewer: 'trainer',
        finding: 'correct',
        expectedClauses: [],
        expectedVerdict: null,
        note: null,
      });
      const found = async (filter: LogFilter) => (await all(filter)).map(({ id }) => id).join('');
      expect(await found({})).toBe('abcd');
      expect(await found({ since: '2026-02-01T00:00:00.000Z' })).toBe('bcd');
      expect(await found({ until: '2026-02-01T00:00:00.000Z' })).toBe('a');
      expect(await found({ department: '税務課' })).toBe('a');
      expect(await found({ channel: 'teams' })).toBe('b');
      expect(await found({ verdicts: ['allowed', 'failed'] })).toBe('bc');
      expect(await found({ clauseId: 'x/1/1' })).toBe('a');
      expect(await found({ conversation: 'other' })).toBe('c');
      expect(await found({ reviewed: true })).toBe('c');
      expect(await found({ disliked: true })).toBe('b');
      expect(await found({ disliked: false, reviewed: false })).toBe('ad');
      expect(await found({ text: '持ち' })).toBe('abc');
      expect(await found({ text: 'usb メモリ' })).toBe('abc');
      expect(await found({ text: '出' })).toBe('abc');
      expect(await found({ text: 'か' })).toBe('abc');
      expect(await found({ text: '？' })).toBe('d');
      expect(await found({ text: ' ' })).toBe('abcd');
      expect(await found({ text: 'メモリ', clauseId: 'x/1/1' })).toBe('a');
      expect(await found({ text: 'メモリ', verdicts: ['allowed', 'failed'], disliked: true })).toBe('b');
      expect(await found({ verdicts: [] })).toBe('');
      expect(await found({ text: 'it_a' })).toBe('d');
      expect(await found({ text: '%' })).toBe('d');
      expect(await found({ text: '"PRINT' })).toBe('');
      expect(await found({ text: 'たち' })).toBe('');
      expect(await found({ text: 'print', channel: 'teams' })).toBe('');
    });

    it('pages through every record that passes exactly once, newest first, whatever the filter', async () => {
      const kept = await keepVariety(log);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 70 }), filters, async (limit, filter) => {
          const expected = kept.filter((record) => passes(record, filter)).map(({ id }) => id);
          const pages: string[][] = [];
          for (let after: string | undefined; ; ) {
            const { records, next } = await log.page(filter, limit, after);
            pages.push(records.map(({ id }) => id));
            if (next === null) break;
            after = next;
          }
          expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
          expect(pages.flat()).toEqual([...expected].reverse());
          const whole = await all(filter);
          expect(whole.map(({ id }) => id)).toEqual(expected);
          expect(await gathered(log.outlines(filter))).toEqual(whole.map(outlineOf));
        }),
        { numRuns: 150 },
      );
    });

    it('hands out texts in outline as they were kept, whatever characters are in them', async () => {
      const texts = [
        '"\\',
        '\u0001\u001f\n\t\u0085\u2028',
        '𠮷野家 👩‍👩‍👧',
        "'; drop table x; --",
        '[{"a":1}]',
        '',
      ];
      for (const [nth, text] of texts.entries())
        await log.append(aRecord({ id: `${nth}`, question: text, cited: [text] }));
      const found = (await gathered(log.outlines({}))).map(({ question, cited }) => [question, ...cited]);
      expect(found).toEqual(texts.map((text) => [text, text]));
    });

    it('names departments that few people asked from', async () => {
      const from = async (department: string | null, ...askers: (string | null)[]) => {
        for (const [index, asker] of askers.entries()) {
          await log.append(aRecord({ id: `${department}${index}`, department, asker }));
        }
      };
      await from('市民課', 'a', 'b', 'c');
      await from('税務課', 'a', 'a', 'b', null);
      await from('会計課', null);
      await from(null, 'a');
      expect([...(await log.smallDepartments(3))].sort()).toEqual(['会計課', '税務課']);
      expect(await log.smallDepartments(1)).toEqual(new Set(['会計課']));
    });

    it('gives the last records of a conversation, oldest first', async () => {
      for (const nth of [1, 2, 3]) {
        await log.append(aRecord({ id: `r${nth}`, askedAt: `2026-04-0${nth}T00:00:00.000Z` }));
      }
      expect((await log.conversation('conversation-1', 2)).map(({ id }) => id)).toEqual(['r2', 'r3']);
      expect(await log.conversation('none', 2)).toEqual([]);
    });

    it('keeps the last word of each person, and none about records it does not have', async () => {
      await log.append(aRecord());
      const said = { recordId: aRecord().id, at: 'now', reason: null, comment: null };
      await log.giveFeedback({ ...said, asker: 'p', helpful: false, reason: 'unclear', comment: '？' });
      await log.giveFeedback({ ...said, asker: 'q', helpful: true });
      await log.giveFeedback({ ...said, asker: null, helpful: true });
      await log.giveFeedback({ ...said, asker: 'p', helpful: true });
      await log.giveFeedback({ ...said, recordId: 'none', asker: 'p', helpful: true });
      const [record] = await all();
      expect(record?.feedback).toHaveLength(3);
      expect(record?.feedback.every(({ helpful }) => helpful)).toBe(true);
      expect(await all({ disliked: true })).toEqual([]);
    });

    it('keeps the newest escalation and review', async () => {
      const { id: recordId } = aRecord();
      await log.append(aRecord());
      const escalation = {
        recordId,
        at: 'then',
        contact: 'desk',
        status: 'sent',
        reply: null,
        repliedAt: null,
      } as const;
      await log.escalate(escalation);
      const answered = { ...escalation, status: 'answered', reply: 'はい', repliedAt: 'now' } as const;
      await log.escalate(answered);
      const review = {
        recordId,
        at: 'now',
        reviewer: 'trainer',
        finding: 'wrong_verdict',
        expectedClauses: ['rules/1/3'],
        expectedVerdict: 'not_allowed',
        note: 'x',
      } as const;
      await log.review({ ...review, finding: 'correct' });
      await log.review(review);
      expect(await log.find(recordId)).toMatchObject({ escalation: answered, review });
    });

    it('drops wording and keeps what is counted', async () => {
      await log.append(aRecord({ id: 'old', askedAt: '2026-01-01T00:00:00.000Z', cited: ['rules/1/3'] }));
      await log.append(aRecord({ id: 'new' }));
      await log.giveFeedback({
        recordId: 'old',
        asker: 'p',
        at: 'now',
        helpful: false,
        reason: 'other',
        comment: 'x',
      });
      expect(await log.dropWording('2026-03-01T00:00:00.000Z')).toBe(1);
      expect(await log.dropWording('2026-03-01T00:00:00.000Z')).toBe(0);
      const [old, fresh] = await all();
      expect(old).toMatchObject({
        id: 'old',
        question: null,
        answer: null,
        cited: ['rules/1/3'],
        asker: 'asker-1',
      });
      expect(old?.feedback[0]).toMatchObject({ helpful: false, reason: 'other', comment: null });
      expect(fresh).toEqual({ ...aRecord({ id: 'new' }), ...untouched });
      expect((await all({ text: '持ち' })).map(({ id }) => id)).toEqual(['new']);
    });

    it('deletes whole records', async () => {
      for (let index = 0; index < 1_200; index++) {
        const askedAt = new Date(Date.UTC(2026, 0, 1) + index).toISOString();
        await log.append(aRecord({ id: `r${index}`, askedAt, cited: ['rules/1/3'] }));
      }
      expect(await log.deleteBefore(new Date(Date.UTC(2026, 0, 1) + 1_100).toISOString())).toBe(1_100);
      expect(await all()).toHaveLength(100);
      expect(await all({ clauseId: 'rules/1/3' })).toHaveLength(100);
      expect(await log.append(aRecord({ id: 'r0' }))).toBe('appended');
    });

    it('forgets a person without losing count', async () => {
      await log.append(aRecord({ id: 'mine' }));
      await log.append(aRecord({ id: 'theirs', asker: 'asker-2', followUpOf: 'mine' }));
      const said = { at: 'now', helpful: false, reason: null, comment: 'secret' } as const;
      await log.giveFeedback({ ...said, recordId: 'mine', asker: 'asker-1' });
      await log.giveFeedback({ ...said, recordId: 'theirs', asker: 'asker-1' });
      expect(await log.forget('asker-1')).toBe(1);
      const [mine, theirs] = await all();
      expect(mine).toMatchObject({
        asker: null,
        conversation: null,
        question: null,
        answer: null,
        feedback: [],
        verdict: 'not_stated',
        department: '市民課',
      });
      // The id would lead to the message on its platform.
      expect(await log.find('mine')).toBeNull();
      expect(theirs).toMatchObject({ asker: 'asker-2', feedback: [], followUpOf: null });
      expect(JSON.stringify(await all())).not.toMatch(/asker-1|secret|mine/);
      expect(await all({ disliked: true })).toEqual([]);
      expect(await log.forget('asker-1')).toBe(0);
    });

    it('forgets what somebody said who never asked', async () => {
      await log.append(aRecord());
      const { id: recordId } = aRecord();
      await log.giveFeedback({
        recordId,
        asker: 'reader',
        at: 'now',
        helpful: false,
        reason: null,
        comment: 'x',
      });
      expect(await log.forget('reader')).toBe(0);
      expect(await log.find(recordId)).toMatchObject({ asker: 'asker-1', feedback: [] });
      expect(await all({ disliked: true })).toEqual([]);
    });

    it('keeps nothing about records it does not have', async () => {
      const { id: recordId } = aRecord();
      await log.escalate({
        recordId,
        at: 'now',
        contact: null,
        status: 'sent',
        reply: null,
        repliedAt: null,
      });
      await log.review({
        recordId,
        at: 'now',
        reviewer: 'trainer',
        finding: 'correct',
        expectedClauses: [],
        expectedVerdict: null,
        note: null,
      });
      await log.append(aRecord());
      expect(await log.find(recordId)).toMatchObject(untouched);
    });

    it('says who looked at what, newest first', async () => {
      for (const subject of ['a', 'b', 'c']) {
        await log.audit({ at: 'now', actor: 'admin', action: 'log.export', subject });
      }
      expect((await log.auditTrail(2)).map(({ subject }) => subject)).toEqual(['c', 'b']);
    });

    it('refuses a place in the log that it never gave', async () => {
      await expect(log.page({}, 10, 'no place')).rejects.toMatchObject({ code: 'log.invalid' });
    });

    it('refuses a time that is none', async () => {
      await expect(log.page({ since: 'yesterday' }, 10)).rejects.toMatchObject({ code: 'log.invalid' });
    });
  });
}

async function gathered<T>(records: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const record of records) all.push(record);
  return all;
}

function outlineOf(record: LoggedQuestion): QuestionOutline {
  const { answer, documents, milliseconds, writing, channel, generation, failure, ...outline } = record;
  const isSettled =
    record.cited.length > 0 && record.review === null && record.feedback.every(({ helpful }) => helpful);
  return isSettled ? { ...outline, retrieved: [] } : outline;
}
