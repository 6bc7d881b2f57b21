import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyDraft, copyWithDraft } from '../../src/drafts/carry-over.ts';
import { type DraftStore, openDraftStore } from '../../src/drafts/draft-store.ts';
import { safeFileName } from '../../src/drafts/file-name.ts';
import { metadataOf, withMetadata, withoutMetadata } from '../../src/drafts/policy-list.ts';
import {
  readStaged,
  restateDocument,
  stageDocument,
  unstageDocument,
} from '../../src/drafts/stage-document.ts';
import { KiteiError } from '../../src/errors.ts';
import { formatOf } from '../../src/policy/file-formats.ts';
import { readPolicyFolder } from '../../src/policy/read-folder.ts';
import { databaseDraftChanges } from '../../src/storage/database/database-draft-changes.ts';
import { type Database, openDatabase } from '../../src/storage/database/open-database.ts';

const WHO = { by: '管理 <web:a>', at: '2026-04-01T00:00:00.000Z' };
const RULES = '# 端末規程\n\n第1条 端末を持ち出してはならない。\n';

let dir: string;
let database: Database;
let knowledgeDir: string;
let draft: DraftStore;
const inFolder = (path: string) => join(knowledgeDir, path);
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-drafts-'));
  knowledgeDir = join(dir, 'knowledge');
  mkdirSync(join(knowledgeDir, 'policies'), { recursive: true });
  writeFileSync(inFolder('policies/rules.md'), RULES);
  writeFileSync(inFolder('policies/policies.yaml'), '# 一覧\nrules.md:\n  version: "1" # 初版\n');
  database = await openDatabase(':memory:');
  draft = openDraftStore(knowledgeDir, databaseDraftChanges(database));
});
afterEach(async () => {
  await database.close();
  rmSync(dir, { recursive: true, force: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);
const served = async () => (await readPolicyFolder(knowledgeDir)).documents;
const upload = async (parts: Partial<Parameters<typeof stageDocument>[1]> = {}) =>
  stageDocument(draft, {
    fileName: 'new.md',
    content: bytes('# 新規程\n\n第1条 使用してはならない。\n'),
    stated: {},
    of: null,
    served: await served(),
    ...WHO,
    ...parts,
  });

describe('the name of an upload', () => {
  it('is kept where it is harmless, and loses what leads elsewhere', () => {
    expect(safeFileName('情報セキュリティ規程（2026）.DOCX')).toBe('情報セキュリティ規程（2026）.docx');
    expect(safeFileName('..\\..\\etc\\rules v1.pdf')).toBe('rules v1.pdf');
    expect(safeFileName('../.hidden.md')).toBe('hidden.md');
    expect(safeFileName('con.txt')).toBe('document-con.txt');
  });

  it('is refused for what is not read', () => {
    for (const name of ['rules.exe', 'rules', '', 'README.md', 'policies.yaml']) {
      expect(() => safeFileName(name)).toThrow(KiteiError);
    }
  });

  it('never leads out of a folder, is never hidden, and keeps its format', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (stem) => {
        let name: string;
        try {
          name = safeFileName(`${stem}.md`);
        } catch (error) {
          expect(error).toBeInstanceOf(KiteiError);
          return;
        }
        expect(name).not.toMatch(/[\\/\0:]|^\.|\.\.$/);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(formatOf(name)).toBe('markdown');
        expect(safeFileName(name)).toBe(name);
      }),
    );
  });
});

describe('the list of metadata', () => {
  it('takes statements in and keeps comments', () => {
    const list = withMetadata('# 一覧\nrules.md:\n  version: "1" # 初版\n', 'new.md', {
      title: ' 新規程 ',
      version: '1.10',
      effectiveDate: '2027-04-01',
      groups: ['auditors'],
      owner: '',
    });
    expect(list).toContain('# 一覧');
    expect(list).toContain('# 初版');
    expect(metadataOf(list, 'new.md')).toEqual({
      title: '新規程',
      version: '1.10',
      effectiveDate: '2027-04-01',
      groups: ['auditors'],
    });
  });

  it('loses what is taken away', () => {
    const list = withMetadata('rules.md:\n  owner: 総務\n', 'rules.md', { owner: '' });
    expect(metadataOf(list, 'rules.md')).toBeUndefined();
    expect(
      metadataOf(withoutMetadata('a.md: {version: "1"}\nb.md: {version: "2"}\n', 'a.md'), 'b.md'),
    ).toEqual({
      version: '2',
    });
    expect(withoutMetadata(null, 'a.md')).toBeNull();
  });

  it.each([null, '', '# nothing yet\n'])('stays %j where nothing is stated', (list) => {
    expect(withMetadata(list, 'a.md', { title: '', groups: [] })).toBe(list ?? '');
  });

  it('refuses what no document can have', () => {
    expect(() => withMetadata(null, 'a.md', { effectiveDate: '2027-02-30' })).toThrow(KiteiError);
    expect(() => withMetadata(null, 'a.md', { version: 'a b' })).toThrow(KiteiError);
    expect(() => withMetadata('a: [', 'a.md', { version: '1' })).toThrow(KiteiError);
  });
});

describe('a draft', () => {
  it('leaves the folder alone until it is carried over', async () => {
    const path = await upload({ stated: { version: '1', groups: ['auditors'] } });
    expect(path).toBe('new.md');
    expect(existsSync(inFolder('policies/new.md'))).toBe(false);
    expect(await readStaged(draft, path)).toMatchObject({
      title: '新規程',
      version: '1',
      groups: ['auditors'],
    });
    expect((await draft.list()).map((change) => change.path)).toEqual([
      'policies/new.md',
      'policies/policies.yaml',
    ]);
    const restore = await applyDraft(draft);
    expect((await served()).map(({ title }) => title)).toEqual(['新規程', '端末規程']);
    await restore();
    expect(existsSync(inFolder('policies/new.md'))).toBe(false);
    expect(readFileSync(inFolder('policies/policies.yaml'), 'utf8')).toBe(
      '# 一覧\nrules.md:\n  version: "1" # 初版\n',
    );
  });

  it('makes a copy of the folder as it would be', async () => {
    await upload();
    await unstageDocument(draft, 'rules.md', WHO);
    await copyWithDraft(draft, join(dir, 'copy'));
    const { documents, problems } = await readPolicyFolder(join(dir, 'copy'));
    expect(documents.map(({ title }) => title)).toEqual(['新規程']);
    expect(problems).toEqual([]);
    expect(existsSync(inFolder('policies/rules.md'))).toBe(true);
  });

  it('takes nothing in that cannot be read', async () => {
    await expect(upload({ fileName: 'new.docx' })).rejects.toThrow(KiteiError);
    await expect(upload({ stated: { effectiveDate: 'soon' } })).rejects.toThrow(KiteiError);
    await expect(upload({ fileName: 'rules.md' })).rejects.toThrow(/already|すでに/);
    expect(await draft.list()).toEqual([]);
  });

  it('replaces a document, which keeps its id, even by a file of another kind', async () => {
    const [rules] = await served();
    if (rules === undefined) throw new Error('no document');
    const of = { document: rules, replaces: true };
    expect(await upload({ of, stated: { version: '2' } })).toBe('rules.md');
    await draft.discard();
    const path = await upload({
      of,
      fileName: 'renewed.txt',
      content: bytes('端末規程\n第1条 よい。\n'),
      stated: { version: '2' },
    });
    await applyDraft(draft);
    const after = await served();
    expect(after.map(({ id, version, source }) => [id, version, source.path])).toEqual([
      ['rules', '2', path],
    ]);
  });

  it('puts a version beside another, and refuses the same one twice', async () => {
    const [rules] = await served();
    if (rules === undefined) throw new Error('no document');
    const of = { document: rules, replaces: false };
    await expect(upload({ of, stated: { version: '1' } })).rejects.toThrow(KiteiError);
    await upload({ of, stated: { version: '2', effectiveDate: '2999-04-01' } });
    await applyDraft(draft);
    expect((await served()).map(({ id, version }) => [id, version]).sort()).toEqual([
      ['rules', '1'],
      ['rules', '2'],
    ]);
  });

  it('states something else about a document', async () => {
    await restateDocument(draft, 'rules.md', { owner: '総務課' }, WHO);
    expect(await readStaged(draft, 'rules.md')).toMatchObject({ owner: '総務課', version: '1' });
  });

  it('sees that somebody has changed the folder meanwhile, and then carries nothing over', async () => {
    await draft.put('policies/rules.md', bytes('# 規程\n\n第1条 a。\n'), WHO);
    writeFileSync(inFolder('policies/rules.md'), `${RULES}\n第2条 別の人の変更。\n`);
    expect(await draft.conflicts()).toEqual(['policies/rules.md']);
    await expect(applyDraft(draft)).rejects.toThrow(KiteiError);
    expect(readFileSync(inFolder('policies/rules.md'), 'utf8')).toContain('別の人の変更');
  });

  it('drops a change that changes nothing', async () => {
    await draft.put('policies/rules.md', bytes('other'), WHO);
    await draft.put('policies/rules.md', bytes(RULES), WHO);
    await draft.remove('policies/nowhere.md', WHO);
    expect(await draft.list()).toEqual([]);
  });

  it('is kept for others to see', async () => {
    await upload();
    const other = openDraftStore(knowledgeDir, databaseDraftChanges(database));
    expect(await other.list()).toMatchObject([{ path: 'policies/new.md', by: WHO.by, base: null }]);
  });

  it('has nothing to do with paths outside the folder', async () => {
    for (const path of ['../secret', '/etc/passwd', 'a//b', '.env', 'a/.git/config', 'a\\b']) {
      await expect(draft.read(path)).rejects.toThrow(KiteiError);
      await expect(draft.put(path, bytes('x'), WHO)).rejects.toThrow(KiteiError);
    }
  });
});
