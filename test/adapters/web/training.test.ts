import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aClause, aDocument } from '../../evaluation/examples.ts';
import { aRecord, PASSWORD, RULES, TAKE_OUT, USB } from '../../training/records.ts';
import { deskApp } from './desk-app.ts';

// The trainer's desk over a real database.

const SECRET = {
  ...aClause({ label: '3', title: '監査', text: '監査の手順は別に定める。' }),
  id: 'audit/1/3',
  documentId: 'audit',
};
const AUDIT = { ...aDocument(SECRET), id: 'audit', title: '監査規程', groups: ['auditors'] };

let desk: Awaited<ReturnType<typeof deskApp>>;
let trainer: Awaited<ReturnType<typeof desk.visitor>>;

/** Five people ask what no clause answers, one of a small department among them; one asks what a clause answers. */
const RECORDS = [
  ...['p1', 'p2', 'p3', 'p4', 'p5'].map((asker, day) =>
    aRecord({
      id: `web:${asker}`,
      asker: `person-${asker}`,
      askedAt: `2026-06-${20 + day}T01:00:00.000Z`,
      department: asker === 'p5' ? '危機管理課' : '総務課',
      verdict: 'not_stated',
      clauses: [],
      question: 'ドローンで現場を撮影してもいいですか',
    }),
  ),
  aRecord({
    id: 'web:usb',
    asker: 'person-p1',
    clauses: [USB],
    verdict: 'not_allowed',
    question: '=USBは使えますか',
  }),
];

beforeEach(async () => {
  desk = await deskApp({ documents: [RULES, AUDIT] });
  await desk.keep(RECORDS);
  trainer = await desk.visitor(['trainer']);
});
afterEach(async () => {
  await desk.close();
});

const text = async (path: string, more: Record<string, string> = {}) =>
  (await trainer.get(path, more)).text();

describe('the overview', () => {
  it('counts by week in pictures and in a table, and marks events', async () => {
    await desk.events.put({
      id: 'e1',
      at: '2026-06-23T00:00:00.000Z',
      kind: 'course',
      title: '撮影の研修',
      clauseIds: [TAKE_OUT.id],
      departments: [],
    });
    const page = await text('/training');
    expect(page.match(/<svg/g)).toHaveLength(6);
    expect(page).toContain('2026-06-22');
    expect(page).toContain('撮影の研修');
    // Two people in the first week, four in the second; fewer than three are not told.
    expect(page).toContain('3人未満');
  });

  it('adds departments of few to others, or hides them', async () => {
    const page = await text('/training');
    expect(page).not.toContain('危機管理課');
  });
});

describe('gaps', () => {
  it('are listed with what to do, and lead to a page each', async () => {
    const page = await text('/training/gaps');
    expect(page).toContain('規程の不足');
    const address = /href="(\/training\/gaps\/[^"]+)"/.exec(page)?.[1] ?? '';
    const gap = await text(address);
    expect(gap).toContain('ドローンで現場を撮影してもいいですか');
    expect(gap).toContain('/training/questions/web%3Ap1');
    expect(gap).not.toContain('危機管理課');
    expect((await trainer.get('/training/gaps/nothing')).status).toBe(404);
  });

  it('of a department of few are not told', async () => {
    expect(await text(`/training/gaps?department=${encodeURIComponent('危機管理課')}`)).toContain(
      '3人に満たないため',
    );
  });

  it('speak English, too', async () => {
    expect(await text('/training/gaps', { 'accept-language': 'en' })).toContain('policy gap');
  });
});

describe('coverage', () => {
  it('shows what was asked and what never was, nothing of documents kept from the trainer', async () => {
    await desk.keep([aRecord({ id: 'web:audit', asker: 'person-p9', clauses: [SECRET] })]);
    const page = await text('/training/coverage');
    expect(page).toContain('#8');
    expect(page).toContain('一度も聞かれていない条項');
    expect(page).toContain(PASSWORD.title);
    expect(page).not.toContain('監査');
    expect(page).not.toContain('audit');
  });
});

describe('questions', () => {
  it('are marked, and can be narrowed to those, where a cited clause was changed since', async () => {
    expect(await text('/training/questions')).not.toContain('引用条項が改定済み');
    const of = { generation: 'g2', publishedAt: '2026-06-30T00:00:00.000Z', inForceFrom: null };
    const what = { clause: '8', kind: 'changed', effects: [], labels: ['8'], effectiveDate: null } as const;
    await desk.revised.replace('rules', [{ clauseId: USB.id, ...what, ...of }]);
    expect((await text('/training/questions')).match(/引用条項が改定済み/g)).toHaveLength(1);
    const only = await text('/training/questions?outdated=on');
    expect(only.match(/web%3A\w+/g)).toEqual(['web%3Ausb']);
    expect(only).toMatch(/name="outdated" checked/);
  });

  it('can be narrowed and looked through, page by page', async () => {
    expect((await text('/training/questions')).match(/web%3A/g)).toHaveLength(6);
    expect((await text('/training/questions?text=USB')).match(/web%3A/g)).toHaveLength(1);
    expect((await text('/training/questions?verdict=not_stated')).match(/web%3A/g)).toHaveLength(5);
    await desk.keep(Array.from({ length: 30 }, (_, at) => aRecord({ id: `web:more${at}` })));
    const page = await text('/training/questions');
    const next =
      /href="(\/training\/questions\?after=[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await text(next)).match(/web%3A/g)).toHaveLength(11);
  });

  it('show neither who asked nor departments of few', async () => {
    for (const path of ['/training/questions', '/training/questions/web%3Ap5', '/training/questions.csv']) {
      const page = await text(path);
      expect(page).not.toContain('危機管理課');
      expect(page).not.toContain('person-');
    }
    const few = await text(`/training/questions?department=${encodeURIComponent('危機管理課')}`);
    expect(few).toContain('該当する質問はありません');
  });

  it('are downloaded without formulas', async () => {
    const answer = await trainer.get('/training/questions.csv?text=USB');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const csv = await answer.text();
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    expect(csv).toContain("'=USBは使えますか");
  });

  it('keep answers from documents that the trainer may not read', async () => {
    await desk.keep([aRecord({ id: 'web:audit', asker: 'person-p9', clauses: [SECRET] })]);
    const kept = await text('/training/questions/web%3Aaudit');
    expect(kept).toContain('閲覧を限った文書');
    expect(kept).not.toContain('監査の手順');
    expect(await text('/training/questions.csv')).not.toContain('audit/1');
    const auditor = await desk.visitor(['trainer'], ['auditors']);
    expect(await (await auditor.get('/training/questions/web%3Aaudit')).text()).toContain('監査の手順');
  });

  it('are reviewed, notes without names', async () => {
    const answer = await trainer.post('/training/questions/web%3Ausb/review', {
      finding: 'wrong_clause',
      verdict: 'required',
      clauses: `${PASSWORD.id}\n`,
      note: '花子に確認',
    });
    expect(answer.status).toBe(303);
    expect((await desk.log.find('web:usb'))?.review).toMatchObject({
      reviewer: '訓子 <web:t>',
      finding: 'wrong_clause',
      expectedVerdict: 'required',
      expectedClauses: [PASSWORD.id],
      note: '[氏名]に確認',
    });
    const unknown = { finding: 'wrong_clause', clauses: '第99条' };
    const refused = await trainer.post('/training/questions/web%3Ausb/review', unknown);
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('条項「第99条」')]);
    const page = await text(answer.headers.get('location') ?? '');
    expect(page).toContain('確認を記録しました');
    expect(page).toContain('value="wrong_clause" selected');
    expect((await trainer.post('/training/questions/web%3Ausb/review', { finding: 'x' })).status).toBe(400);
    expect((await trainer.post('/training/questions/nothing/review', { finding: 'correct' })).status).toBe(
      404,
    );
  });
});

describe('every look', () => {
  it('is put down with who looked and at what', async () => {
    for (const path of [
      '',
      '/gaps',
      '/coverage',
      '/questions?text=USB',
      '/questions.csv',
      '/questions/web%3Ausb',
    ]) {
      await (await trainer.get(`/training${path}`)).text();
    }
    await trainer.post('/training/questions/web%3Ausb/review', { finding: 'correct' });
    const trail = await desk.log.auditTrail(20);
    expect(trail.map(({ action }) => action).reverse()).toEqual([
      'overview',
      'gaps',
      'coverage',
      'log.list',
      'log.export',
      'log.show',
      'review',
    ]);
    expect(new Set(trail.map(({ actor }) => actor))).toEqual(new Set(['訓子 <web:t>']));
  });
});
