import { describe, expect, it } from 'vitest';
import { buildGeneration } from '../../src/indexing/build-generation.ts';
import { readKnowledge, settleDocuments } from '../../src/indexing/read-knowledge.ts';
import { requireCitable } from '../../src/indexing/source-document.ts';
import { folderWith, policyText, sampleDocument, writeFiles } from './samples.ts';

const broken = (path: string) => ({ path, message: 'It cannot be read.', remedy: 'Mend it.' });

describe('the documents to index', () => {
  const a = sampleDocument('a', '1', { 1: 'x' });
  const b = sampleDocument('b', '1', { 1: 'y' });

  it('are those that were read, when nothing is wrong', () => {
    expect(settleDocuments([a, b], [], [])).toEqual({ documents: [a, b], problems: [] });
  });

  it('include the last good version of a file that can no longer be read, which is said', () => {
    const { documents, problems } = settleDocuments([b], [broken('a-1.md')], [a, b]);
    expect(documents).toEqual([b, a]);
    expect(problems).toEqual([
      broken('a-1.md'),
      expect.objectContaining({ path: 'a-1.md', message: expect.stringContaining('last indexed') }),
    ]);
  });

  it('include what lies below a folder that can no longer be read', () => {
    const below = sampleDocument('c', '1', { 1: 'z' }, { source: { path: 'sub/c.md', sha256: '' } });
    const beside = sampleDocument('d', '1', { 1: 'z' }, { source: { path: 'sub2/d.md', sha256: '' } });
    expect(settleDocuments([a], [broken('sub')], [below, beside]).documents).toEqual([a, below]);
  });

  it('do not include a document whose file was removed', () => {
    expect(settleDocuments([b], [], [a, b])).toEqual({ documents: [b], problems: [] });
    expect(settleDocuments([b], [broken('other.md')], [a, b]).documents).toEqual([b]);
  });

  it('are not brought back where the file was read, or another file gives the same version', () => {
    const moved = { ...a, source: { path: 'moved.md', sha256: '' } };
    expect(settleDocuments([moved], [broken('a-1.md')], [a]).documents).toEqual([moved]);
    const warned = settleDocuments([a], [broken('a-1.md')], [sampleDocument('a', '0', {}, a)]);
    expect(warned.documents).toEqual([a]);
  });

  it('of the same id and version are the first; the second is a problem that names both files', () => {
    const again = { ...a, source: { path: 'copy.md', sha256: '' } };
    const { documents, problems } = settleDocuments([a, again], [], []);
    expect(documents).toEqual([a]);
    expect(problems).toEqual([
      expect.objectContaining({ path: 'copy.md', message: expect.stringContaining('a-1.md') }),
    ]);
  });

  it('may be several versions of one document', () => {
    const later = sampleDocument('a', '2', { 1: 'x' });
    expect(settleDocuments([a, later], [], [])).toEqual({ documents: [a, later], problems: [] });
  });

  it('never have two clauses of one label or a parent that does not come before', () => {
    const [first] = b.clauses;
    if (first === undefined) throw new Error('The sample has a clause.');
    expect(() => requireCitable(b)).not.toThrow();
    expect(() => requireCitable({ ...b, clauses: [first, first] })).toThrow('the label 1');
    expect(() => requireCitable({ ...b, clauses: [{ ...first, parent: '9' }] })).toThrow('below 9');
  });
});

describe('reading a knowledge folder again', () => {
  const text = (id: string, rule: string) => policyText({ id, version: '1' }, [rule, 'Another rule.']);

  async function setUp(files: Readonly<Record<string, string>>) {
    const folder = await folderWith({ 'a.md': text('a', 'One.'), 'b.md': text('b', 'Two.'), ...files });
    const first = await readKnowledge(folder, null);
    const { content } = await buildGeneration(first, { knowledgeDir: folder, previous: null });
    /** Paths of the documents that were read anew, not taken over. */
    const readAgain = async (more: { readonly anew?: boolean } = {}) => {
      const again = await readKnowledge(folder, content, more);
      const old = new Set(content.documents);
      return again.documents.filter((document) => !old.has(document)).map(({ source }) => source.path);
    };
    return { folder, content, readAgain };
  }

  it('takes over what did not change, and nothing when told', async () => {
    const { folder, readAgain } = await setUp({});
    expect(await readAgain()).toEqual([]);
    expect(await readAgain({ anew: true })).toEqual(['a.md', 'b.md']);
    await writeFiles(folder, { 'b.md': text('b', 'Three.') });
    expect(await readAgain()).toEqual(['b.md']);
  });

  it('reads a document again when what is said about it changes, by its entry alone', async () => {
    const { folder, content, readAgain } = await setUp({
      'policies.yaml': 'a.md: { public: "false" }\nb.md: { owner: us }\n',
    });
    await writeFiles(folder, { 'policies.yaml': 'b.md: { owner: us }\na.md: { public: "true" }\n' });
    expect(await readAgain()).toEqual(['a.md']);
    const { documents } = await readKnowledge(folder, content);
    expect(documents.map((document) => document.open().public)).toEqual([true, true]);
  });

  it('reads a renamed document again, whose id may come from its name', async () => {
    const { folder, readAgain } = await setUp({ 'c.md': '# C\n\n1 Text.' });
    await writeFiles(folder, { 'c.md': null, 'd.md': '# C\n\n1 Text.' });
    expect(await readAgain()).toEqual(['d.md']);
  });

  it('takes the vocabulary over as long as its file is the same', async () => {
    const { folder, content } = await setUp({
      'vocabulary.yaml': 'entries: [{ say: [wifi], policy: [network] }]',
    });
    const { vocabularies } = await readKnowledge(folder, content);
    expect(vocabularies.own).toBe(content.vocabularies.own);
    expect(vocabularies.shared).toBe(content.vocabularies.shared);
    await writeFiles(folder, { 'vocabulary.yaml': 'entries: [{ say: [lan], policy: [network] }]' });
    expect((await readKnowledge(folder, content)).vocabularies.own.entries[0]?.say).toEqual(['lan']);
    await writeFiles(folder, { 'vocabulary.yaml': null });
    expect((await readKnowledge(folder, content)).vocabularies.own.entries).toEqual([]);
    await writeFiles(folder, { 'vocabulary.yaml': 'entries: 3' });
    await expect(readKnowledge(folder, content)).rejects.toMatchObject({ code: 'knowledge.invalid' });
  });

  it.each<[string, string]>([
    ['with a wrong key', 'a.md: { publik: "false" }'],
    ['that is no YAML', 'a.md: {'],
    ['that is no map', '- a.md'],
  ])('refuses a list of metadata %s: it may say what is not public', async (_, list) => {
    const { folder, content } = await setUp({ 'policies.yaml': 'a.md: { public: "false" }' });
    await writeFiles(folder, { 'policies.yaml': list });
    await expect(readKnowledge(folder, content)).rejects.toMatchObject({
      code: 'knowledge.invalid',
      message: expect.stringMatching(/^policies\.yaml.*not public/s),
      remedy: expect.stringMatching(/\w/),
    });
  });
});
