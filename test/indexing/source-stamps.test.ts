import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SourceStamp, sourcesUnchanged, stampSources } from '../../src/indexing/source-stamps.ts';
import { folderWith, writeFiles } from './samples.ts';

const FILES = { 'policies/a.md': '# A', 'policies/deep/b.txt': 'B', 'vocabulary.yaml': 'entries: []' };

describe('source stamps', () => {
  it('cover documents and knowledge files, and nothing that an index does not depend on', async () => {
    const folder = await folderWith({
      ...FILES,
      'policies/c.HTML': '<p>C',
      'policies/policies.yaml': '{}',
      'contacts.yaml': 'contacts: []',
      'checks.jsonl': '',
      'README.md': '',
      '.hidden/x.md': '',
      'node_modules/x.md': '',
      'notes.yaml': '',
      'picture.png': '',
    });
    expect((await stampSources(folder)).map(({ path }) => path)).toEqual([
      'contacts.yaml',
      'policies/a.md',
      'policies/c.HTML',
      'policies/deep/b.txt',
      'policies/policies.yaml',
      'vocabulary.yaml',
    ]);
  });

  it.each<[string, Readonly<Record<string, string | null>>]>([
    ['content of the same length changes at once', { 'policies/a.md': '# B' }],
    ['a file grows', { 'policies/deep/b.txt': 'BB' }],
    ['a file comes', { 'policies/z.md': '' }],
    ['a file goes', { 'policies/a.md': null }],
    ['the vocabulary changes', { 'vocabulary.yaml': 'entries: [ ]' }],
    ['contacts come', { 'contacts.yaml': 'contacts: []' }],
  ])('differ when %s', async (_, change) => {
    const folder = await folderWith(FILES);
    const stamps = await stampSources(folder);
    expect(await sourcesUnchanged(folder, stamps)).toBe(true);
    await writeFiles(folder, change);
    expect(await sourcesUnchanged(folder, stamps)).toBe(false);
  });

  it('differ when a file is renamed', async () => {
    const folder = await folderWith(FILES);
    const stamps = await stampSources(folder);
    await rename(join(folder, 'policies/a.md'), join(folder, 'policies/a2.md'));
    expect(await sourcesUnchanged(folder, stamps)).toBe(false);
  });

  it('do not differ when a file is only touched', async () => {
    const folder = await folderWith(FILES);
    const stamps = await stampSources(folder);
    await utimes(join(folder, 'policies/a.md'), 1, 1);
    expect(await sourcesUnchanged(folder, stamps)).toBe(true);
  });

  it('rely on size and times only for files that had rested, and then do not read them', async () => {
    const folder = await folderWith(FILES);
    const fresh = await stampSources(folder);
    expect(fresh.map(({ stat }) => stat)).toEqual([null, null, null]);

    const rested = (await stampSources(folder, { now: Date.now() + 60_000 })) as SourceStamp[];
    expect(rested.every(({ stat }) => stat !== null)).toBe(true);
    // Contents that cannot be right show that they are not compared where size and times agree.
    const blind = rested.map((stamp) => ({ ...stamp, sha256: 'x' }));
    expect(await sourcesUnchanged(folder, blind)).toBe(true);
    await writeFile(join(folder, 'policies/a.md'), '# A');
    expect(await sourcesUnchanged(folder, blind)).toBe(false);
    expect(await sourcesUnchanged(folder, rested)).toBe(true);
  });

  it('end on links that lead in a circle, and notice a mended link', async () => {
    const folder = await folderWith(FILES);
    await symlink(folder, join(folder, 'policies/deep/up'));
    await symlink(join(folder, 'later.bin'), join(folder, 'policies/link.md'));
    const stamps = await stampSources(folder);
    expect(stamps.find(({ path }) => path === 'policies/link.md')).toMatchObject({
      stat: null,
      sha256: null,
    });
    await writeFile(join(folder, 'later.bin'), '# Linked');
    expect(await sourcesUnchanged(folder, stamps)).toBe(false);
  });

  it('of a single file stamp that file, of a missing folder nothing', async () => {
    const folder = await folderWith(FILES);
    const file = join(folder, 'policies/a.md');
    const stamps = await stampSources(file);
    expect(stamps.map(({ path }) => path)).toEqual(['']);
    expect(await sourcesUnchanged(file, stamps)).toBe(true);
    await writeFile(file, '# B');
    expect(await sourcesUnchanged(file, stamps)).toBe(false);
    const mended = await stampSources(file);
    await writeFiles(folder, { 'policies/policies.yaml': 'a.md: { id: a }' });
    expect(await sourcesUnchanged(file, mended)).toBe(false);
    const listed = await stampSources(file);
    await writeFiles(folder, { 'policies/policies.yaml': 'a.md: { id: b }' });
    expect(await sourcesUnchanged(file, listed)).toBe(false);
    expect(await stampSources(join(folder, 'none'))).toEqual([]);
    await mkdir(join(folder, 'empty'));
    expect(await stampSources(join(folder, 'empty'))).toEqual([]);
  });
});
