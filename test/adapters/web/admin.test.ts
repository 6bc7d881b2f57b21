import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KiteiError } from '../../../src/errors.ts';
import { readDocument } from '../../../src/policy/read-document.ts';
import { deskApp } from './desk-app.ts';

const RULES = readDocument({
  path: 'rules.md',
  content:
    '---\nid: rules\nversion: "1"\neffectiveDate: 2020-04-01\n---\n# 端末規程\n\n第1条 第9条の端末を持ち出してはならない。\n',
});

let desk: Awaited<ReturnType<typeof deskApp>>;
let admin: Awaited<ReturnType<typeof desk.visitor>>;
beforeEach(async () => {
  desk = await deskApp({ documents: [RULES] });
  admin = await desk.visitor(['admin']);
});
afterEach(async () => {
  await desk.close();
});

describe('the administrator', () => {
  it('sees the state, what could not be read, and what lint finds', async () => {
    const page = await (await admin.get('/admin')).text();
    expect(page).toContain('20260401T093015123Z-1a2b3c4d');
    expect(page).toMatch(/送信待ちの通知<\/dt>\s*<dd>2</);
    expect(page).toMatch(/記録できなかった質問（起動後）<\/dt>\s*<dd>1</);
    expect(page).toContain('policies/broken.docx');
    expect(page).toContain('端末規程');
    expect(page).toMatch(/誤り [1-9]/);
  });

  it('reindexes, and sees the receipt', async () => {
    const page = await (await admin.post('/admin/reindex')).text();
    expect(desk.assistant.reindexedBy).toEqual(['訓子 <web:t>']);
    expect(page).toContain('新しい索引に切り替えました');
    expect(page).toContain('rules 2025 → 2026: 追加 1、変更 1、削除 0');
  });

  it('is told why reindexing failed, and what to do', async () => {
    desk.assistant.reindexFailure = new KiteiError(
      'knowledge.invalid',
      '規程がありません。',
      '規程を置いてください。',
    );
    const answer = await admin.post('/admin/reindex');
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('規程を置いてください。');
  });

  it('sees neither questions nor the audit log', async () => {
    const page = await (await admin.get('/')).text();
    expect(page).toContain('href="/admin"');
    expect(page).not.toContain('href="/training"');
    expect(page).not.toContain('href="/audit"');
    expect((await admin.get('/audit')).status).toBe(403);
  });
});

describe('the auditor', () => {
  it('sees who looked at what, and that the auditor looked', async () => {
    await (await (await desk.visitor(['trainer'])).get('/training/questions')).text();
    const page = await (await (await desk.visitor(['auditor'])).get('/audit')).text();
    expect(page).toContain('log.list');
    expect(page).toContain('訓子 &lt;web:t&gt;');
    expect(page).toContain('audit.list');
  });
});
