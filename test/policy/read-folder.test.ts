import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPolicyFolder } from '../../src/policy/read-folder.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kitei-folder-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

describe('readPolicyFolder', () => {
  it('reads documents of every format, sorted, and reports what it cannot read', async () => {
    await put({
      'b.md': '# B\n\nx',
      'a.txt': 'A text.',
      'sub/c.html': '<h1>C</h1><p>x</p>',
      'README.md': '# no',
      '.hidden.md': '# no',
      'node_modules/d.md': '# no',
      'e.pdf': 'no',
      'f.doc': 'no',
      'notes.bak': 'no',
      'policies.yaml': '',
    });
    const { documents, problems } = await readPolicyFolder(root);
    expect(documents.map((document) => document.source.path)).toEqual(['a.txt', 'b.md', 'sub/c.html']);
    expect(problems.map(({ path }) => path).sort()).toEqual(['e.pdf', 'f.doc', 'notes.bak']);
    expect(problems.find(({ path }) => path === 'f.doc')?.remedy).toContain('.docx');
  });

  it('prefers the folder policies inside', async () => {
    await put({ 'note.md': '# no', 'policies/a.md': '# A\n\nx' });
    expect((await readPolicyFolder(root)).documents.map((document) => document.id)).toEqual(['a']);
  });

  it('reads a single file', async () => {
    await put({ 'a.md': '# A\n\nx', 'b.md': '# B\n\nx' });
    const { documents } = await readPolicyFolder(join(root, 'b.md'));
    expect(documents.map((document) => document.title)).toEqual(['B']);
  });

  it('applies policies.yaml by path and by name', async () => {
    await put({
      'policies.yaml': 'sub/a.md:\n  owner: 総務課\nb.md:\n  version: "3"\n',
      'sub/a.md': '# A\n\nx',
      'sub/b.md': '# B\n\nx',
    });
    const { documents, problems } = await readPolicyFolder(root);
    expect(documents.map((document) => [document.owner, document.version])).toMatchObject([
      ['総務課', expect.anything()],
      [null, '3'],
    ]);
    expect(problems).toEqual([]);
  });

  it('turns bad documents into problems and goes on', async () => {
    await put({
      'good.md': '# Good\n\nx',
      'empty.md': '',
      'binary.txt': Uint8Array.from([0, 1, 2]),
      'date.md': '---\neffectiveDate: soon\n---\n# D\n',
      'policies.yaml': 'gone.md:\n  title: x\n',
    });
    const { documents, problems } = await readPolicyFolder(root);
    expect(documents.map((document) => document.id)).toEqual(['good']);
    expect(problems.map((problem) => problem.path)).toEqual([
      'binary.txt',
      'date.md',
      'empty.md',
      'policies.yaml',
    ]);
    for (const problem of problems)
      expect([problem.message, problem.remedy].every((text) => text.length > 10)).toBe(true);
  });

  it('reads nothing with a broken policies.yaml, which may say what is not public', async () => {
    await put({ 'a.md': '# A\n\nx', 'policies.yaml': 'a.md:\n  titel: x\n' });
    await expect(readPolicyFolder(root)).rejects.toMatchObject({
      code: 'knowledge.invalid',
      message: expect.stringMatching(/titel.*not public/s),
    });
  });

  it('keeps versions of one document apart from mix-ups', async () => {
    await put({
      'rules-2026.md': '---\nid: rules\nversion: "2026"\n---\n# Rules\n\nx',
      'rules-2027.md': '---\nid: rules\nversion: "2027"\n---\n# Rules\n\ny',
      'rules-copy.md': '---\nid: rules\nversion: "2027"\n---\n# Rules\n\nz',
      'one/policy.md': '# Leave\n\nx',
      'two/policy.md': '# Travel\n\ny',
    });
    const { documents, problems } = await readPolicyFolder(root);
    expect(documents.map((document) => document.source.path)).toEqual([
      'one/policy.md',
      'rules-2026.md',
      'rules-2027.md',
    ]);
    expect(problems.map((problem) => problem.path)).toEqual(['rules-copy.md', 'two/policy.md']);
  });

  it('reports links that go in circles or nowhere', async () => {
    await put({ 'sub/a.md': '# A\n\nx' });
    await symlink(root, join(root, 'sub', 'loop'));
    await symlink(join(root, 'nowhere.md'), join(root, 'gone.md'));
    const { documents, problems } = await readPolicyFolder(root);
    expect(documents.map((document) => document.id)).toEqual(['a']);
    expect(problems.map((problem) => problem.path).sort()).toEqual(['gone.md', 'sub/loop']);
  });

  it.skipIf(process.getuid?.() === 0)('reports files it may not read', async () => {
    await put({ 'a.md': '# A\n\nx', 'b.md': '# B\n\nx' });
    await chmod(join(root, 'b.md'), 0);
    const { documents, problems } = await readPolicyFolder(root);
    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([{ path: 'b.md', remedy: expect.stringContaining('permission') }]);
  });

  it('says when there is nothing at the path', async () => {
    await expect(readPolicyFolder(join(root, 'none'))).rejects.toMatchObject({ code: 'knowledge.missing' });
  });
});
