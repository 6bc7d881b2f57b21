import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-app-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A version of a rule book with front matter. */
function version(number: string, effectiveDate: string, approver: string): string {
  return [
    '---',
    `id: rules\nversion: "${number}"\neffectiveDate: ${effectiveDate}\n`,
    '---',
    '# 端末管理規程\n',
    `第1条 職員は、${approver}の許可を得て、貸与端末を庁舎の外に持ち出すことができる。\n`,
    '第2条 職員は、席を離れるときは、画面を施錠しなければならない。\n',
  ].join('\n');
}

it('answers from the version in force, and says when a pending one will change the answer', async () => {
  writeFileSync(join(dir, 'rules-1.md'), version('1', '2026-04-01', '課長'));
  writeFileSync(join(dir, 'rules-2.md'), version('2', '2027-04-01', '部長'));
  const app = await createApp(readConfig({}, { knowledgeDir: dir, dataDir: join(dir, 'data') }));
  const ask = async (text: string, asOf: string) => (await app.ask({ text, asOf })).answer;

  const today = await ask('貸与端末を庁舎の外に持ち出してもいいですか', '2026-06-01');
  expect(today).toMatchObject({
    approver: '課長',
    citations: [{ version: '1', clause: '第1条' }],
    upcoming: [
      {
        clause: '第1条',
        version: '2',
        effectiveDate: '2027-04-01',
        kind: 'modality_changed',
        labels: ['第1条'],
      },
    ],
  });
  for (const day of ['yesterday', '2026-13-01', '2026-02-30', '20260401', ''])
    await expect(ask('端末を持ち出していい？', day)).rejects.toMatchObject({ code: 'question.invalid' });
  const later = await ask('貸与端末を庁舎の外に持ち出してもいいですか', '2027-06-01');
  expect(later).toMatchObject({ approver: '部長', citations: [{ version: '2' }] });
  expect(later.upcoming).toBeUndefined();
  const unchanged = await ask('席を離れるとき画面を施錠する必要はありますか', '2026-06-01');
  expect(unchanged).toMatchObject({ verdict: 'required', citations: [{ clause: '第2条' }] });
  expect(unchanged.upcoming).toBeUndefined();
  const early = await ask('端末を持ち出していい？', '2020-01-01');
  expect(early).toMatchObject({ verdict: 'not_stated', citations: [] });
  expect(early.text).toMatch(/^その日に効力のある規程に/);
});

it('gives a document that is kept to a group to nobody else, nor a hint of it', async () => {
  const folder = join(dir, 'kept');
  mkdirSync(folder);
  const document = (id: string, more: string, text: string) =>
    writeFileSync(join(folder, `${id}.md`), `---\nid: ${id}\n${more}---\n# ${id}の規程\n\n${text}\n`);
  document('office', '', '第1条 職員は、庁舎の駐車場を利用することができる。');
  document('audit', 'groups: [auditors]\n', '第1条 監査員は、金庫室の鍵を持ち出してはならない。');
  document('secret', 'public: false\n', '第1条 職員は、金庫室の鍵を複製してはならない。');
  const app = await createApp(readConfig({}, { knowledgeDir: folder, dataDir: join(folder, 'data') }));
  const question = '金庫室の鍵を持ち出してもいいですか';

  const { answer: outside } = await app.ask({ text: question });
  expect(JSON.stringify(outside)).not.toMatch(/audit|secret|金庫室の鍵を持ち出してはならない/);
  expect(outside.citations).toEqual([]);
  const { answer: inside, trace } = await app.ask({ text: question, groups: ['auditors'] });
  expect(inside).toMatchObject({ verdict: 'not_allowed', citations: [{ document: 'audit' }] });
  expect(JSON.stringify([inside, trace])).not.toContain('secret');
});
