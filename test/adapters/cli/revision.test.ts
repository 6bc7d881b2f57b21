import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import { readDocument } from '../../../src/policy/read-document.ts';
import { readPolicyFolder } from '../../../src/policy/read-folder.ts';
import { command } from './command-on-fakes.ts';

const OLD =
  '---\nid: keys\nversion: "1"\nowner: 総務課\neffectiveDate: "2026-04-01"\n---\n# 鍵管理規程\n\n（適用範囲）\n\n第1条　この規程は、職員に適用する。\n\n第2条　職員は、課長の許可を得なければ、鍵を持ち帰ってはならない。\n';
const NEW = OLD.replace('version: "1"', 'version: "2"').replace('課長', '部長');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitei-revision-'));
  mkdirSync(join(folder, 'draft'));
  writeFileSync(join(folder, 'old.md'), OLD);
  writeFileSync(join(folder, 'new.md'), NEW);
  writeFileSync(join(folder, 'draft', 'keys.md'), NEW);
  writeFileSync(join(folder, 'draft', 'plan.doc'), 'x');
  writeFileSync(join(folder, 'dangling.md'), `${OLD}\n第3条　職員は、第9条の届出をしなければならない。\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const PUBLISHED = [readDocument({ path: 'keys.md', content: OLD })];

const kitei = (
  argv: string[],
  language: 'ja' | 'en' = 'en',
  published: readonly PolicyDocument[] | null = PUBLISHED,
) => {
  const [name = '', ...paths] = argv;
  const services = { readPolicyFolder, publishedDocuments: async () => published };
  return command([name, ...paths.map((path) => (path.startsWith('-') ? path : join(folder, path)))], {
    services: services as never,
    language,
  });
};

describe('kitei diff', () => {
  it('shows what changed between two files, in words and as JSON', async () => {
    const { code, out } = await kitei(['diff', 'old.md', 'new.md'], 'ja');
    expect(code).toBe(0);
    expect(out).toContain('鍵管理規程 1 → 2, 2026-04-01 施行');
    expect(out).toContain('定めの変更  第2条');
    expect(out).toContain('承認者: 課長 → 部長');
    expect(out).toContain('職員は、[-課長-]{+部長+}の許可');
    expect(out).toContain('変更 1 件、変わらない条項 2');
    const json = await kitei(['diff', 'old.md', 'new.md', '--json']);
    expect(JSON.parse(json.out)).toMatchObject([
      {
        documentId: 'keys',
        unchanged: 2,
        changes: [{ kind: 'modality_changed', effects: [{ what: 'approver' }] }],
      },
    ]);
  });

  it('compares a draft with the version it would replace or follow, however many are published', async () => {
    const version = (nth: string, approver: string) =>
      readDocument({
        path: 'keys.md',
        content: OLD.replace('version: "1"', `version: "${nth}"`).replace('課長', approver),
      });
    const published = [version('1', '課長'), version('1.5', '係長'), version('3', '部長')];
    const { out } = await kitei(['diff', 'new.md'], 'ja', published);
    expect(out).toContain('鍵管理規程 1.5 → 2');
    expect(out).toContain('承認者: 係長 → 部長');
    expect(out).not.toContain('なくなった文書');
  });

  it('compares the policy folder with what is published, and says so where nothing is', async () => {
    const knowledge = join(folder, 'draft');
    const { out } = await kitei(['diff', `--knowledge=${knowledge}`]);
    expect(out).toContain('approver: 課長 → 部長');
    expect(await kitei(['diff', `--knowledge=${knowledge}`], 'en', null)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing has been published yet'),
    });
  });

  it.each([['new.md'], ['draft']])('compares %s with the policies that are published', async (path) => {
    const { code, out, err } = await kitei(['diff', path]);
    expect(code).toBe(0);
    expect(out).toContain('approver: 課長 → 部長');
    expect(err).toContain(path === 'draft' ? 'plan.doc' : '');
  });

  it('says that nothing differs, and what is wrong with a path', async () => {
    expect((await kitei(['diff', 'old.md', 'old.md'])).out).toBe('No clause differs.');
    expect(await kitei(['diff', 'old.md', 'gone.md'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('no file or folder'),
    });
  });
});

describe('kitei lint', () => {
  it('exits 0 without errors and 1 with them, saying where and why', async () => {
    expect(await kitei(['lint', 'old.md'])).toMatchObject({ code: 0, out: 'No findings.' });
    const { code, out, err } = await kitei(['lint', 'dangling.md'], 'ja');
    expect(code).toBe(1);
    expect(out).toContain(
      '誤り  第3条  参照先の条項がない [reference-dangling]\n      第9条の届出をしなければならない',
    );
    expect(out).toContain('誤り 1、警告 0、参考 0');
    expect(err).toContain('直す必要のある指摘が 1 件');
  });

  it('prints findings as JSON, and fails for warnings with --strict', async () => {
    writeFileSync(join(folder, 'undated.md'), OLD.replace('effectiveDate: "2026-04-01"\n', ''));
    const { code, out } = await kitei(['lint', 'undated.md', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { rule: 'effective-date-missing', severity: 'warning', documentId: 'keys', labels: [] },
    ]);
    expect((await kitei(['lint', 'undated.md', '--strict'])).code).toBe(1);
  });
});
