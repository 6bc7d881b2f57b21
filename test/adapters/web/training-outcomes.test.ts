import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aClause, aDocument } from '../../evaluation/examples.ts';
import { aRecord, RULES, TAKE_OUT, USB } from '../../training/records.ts';
import { deskApp } from './desk-app.ts';

// What a trainer does about what was found, over a real database.

const SECRET = {
  ...aClause({ label: '3', title: '監査', text: '監査の手順は別に定める。' }),
  id: 'audit/1/3',
  documentId: 'audit',
};
const AUDIT = { ...aDocument(SECRET), id: 'audit', title: '監査規程', groups: ['auditors'] };

let desk: Awaited<ReturnType<typeof deskApp>>;
let trainer: Awaited<ReturnType<typeof desk.visitor>>;
beforeEach(async () => {
  desk = await deskApp({ documents: [RULES, AUDIT] });
  await desk.keep([
    aRecord({ id: 'web:usb', clauses: [USB], verdict: 'not_allowed', question: 'USBは使えますか' }),
    aRecord({ id: 'web:audit', clauses: [SECRET], question: '監査の手順は' }),
  ]);
  trainer = await desk.visitor(['trainer']);
});
afterEach(async () => {
  await desk.close();
});

const text = async (path: string) => (await trainer.get(path)).text();

describe('approved answers', () => {
  it('are proposed from a record, approved and taken back', async () => {
    expect(
      (await trainer.post('/training/questions/web%3Ausb/propose', { text: ' 花子が使えません。 ' })).status,
    ).toBe(303);
    const [proposed] = await desk.approved.list();
    expect(proposed).toMatchObject({
      status: 'proposed',
      text: '[氏名]が使えません。',
      by: '訓子 <web:t>',
      verdict: 'not_allowed',
    });
    expect(proposed?.pins).toMatchObject([{ clauseId: USB.id, contentHash: USB.contentHash }]);
    expect(await text('/training/answers')).toContain('承認待ち');
    const decide = (fields: Record<string, string>) =>
      trainer.post(`/training/answers/${proposed?.id}/decide`, fields);
    await decide({ status: 'approved' });
    expect(await desk.approved.list()).toMatchObject([{ status: 'approved' }]);
    await decide({ status: 'rejected', reason: '古い' });
    expect(await desk.approved.list()).toMatchObject([{ status: 'rejected', reason: '古い' }]);
    expect((await decide({ status: 'proposed' })).status).toBe(400);
    expect((await trainer.post('/training/answers/none/decide', { status: 'approved' })).status).toBe(404);
  });

  it('that rest on documents kept from the trainer are neither shown nor made', async () => {
    const made = await trainer.post('/training/questions/web%3Aaudit/propose', { text: 'x' });
    expect([made.status, await desk.approved.list()]).toEqual([404, []]);
    const insider = await desk.visitor(['trainer'], ['auditors']);
    await insider.post('/training/questions/web%3Aaudit/propose', { text: '秘密の回答' });
    const [kept] = await desk.approved.list();
    expect(kept).toBeDefined();
    expect(await text('/training/answers')).not.toContain('秘密の回答');
    expect((await trainer.post(`/training/answers/${kept?.id}/decide`, { status: 'approved' })).status).toBe(
      404,
    );
  });
});

describe('events', () => {
  const course = { kind: 'course', title: '持出し研修', day: '2026-06-01', clauses: '7\n', departments: '' };

  it('are kept with their clauses, shown with what they changed, and deleted', async () => {
    expect((await trainer.post('/training/events', course)).status).toBe(303);
    const [event] = await desk.events.list();
    expect(event).toMatchObject({ kind: 'course', clauseIds: [TAKE_OUT.id], departments: [] });
    const page = await text('/training/events');
    expect(page).toContain('持出し研修');
    expect(page).toContain('質問が少なく判断できない');
    expect((await trainer.post(`/training/events/${event?.id}/delete`)).status).toBe(303);
    expect(await desk.events.list()).toEqual([]);
    expect((await trainer.post('/training/events/none/delete')).status).toBe(404);
  });

  it('need one clause for each line, of a document that the trainer may read', async () => {
    for (const clauses of ['99', '3', SECRET.id]) {
      const answer = await trainer.post('/training/events', { ...course, clauses });
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(`「${clauses}」`)]);
    }
    expect((await trainer.post('/training/events', { ...course, day: 'soon' })).status).toBe(400);
    expect(await desk.events.list()).toEqual([]);
  });
});

describe('handouts', () => {
  it('are a digest and a quiz without documents kept to groups, whoever makes them', async () => {
    const asked = ['a', 'b', 'c', 'd'].flatMap((asker, day) => [
      aRecord({
        asker,
        clauses: [USB],
        verdict: 'not_allowed',
        question: '私物の記録媒体は使えますか',
        askedAt: `2026-06-2${6 + (day % 3)}T01:00:00.000Z`,
      }),
      aRecord({
        asker,
        clauses: [SECRET],
        question: '監査の手順はどこですか',
        askedAt: `2026-06-2${6 + (day % 3)}T02:00:00.000Z`,
      }),
    ]);
    await desk.keep(asked);
    const insider = await desk.visitor(['trainer'], ['auditors']);
    for (const path of ['/training/digest', '/training/quiz']) {
      const page = await (await insider.get(path)).text();
      expect(page).toContain('記録媒体');
      expect(page).not.toContain('監査');
    }
  });
});
