import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { IndexingProgress } from '../../src/indexing/progress.ts';
import { type ReindexOptions, reindex } from '../../src/indexing/reindex.ts';
import { isGenerationId } from '../../src/storage/manifest.ts';
import { folderWith, policyText, temporaryFolder, writeFiles } from './samples.ts';

const RULES = ['Staff must lock their screens.', 'Visitors may use the guest network.'];

async function setUp(
  files: Readonly<Record<string, string>> = { 'a.md': policyText({ id: 'a', version: '1' }, RULES) },
) {
  const [knowledgeDir, dataDir] = [await folderWith(files), await temporaryFolder()];
  return {
    knowledgeDir,
    dataDir,
    run: (more: Partial<ReindexOptions> = {}) => reindex({ knowledgeDir, dataDir, ...more }),
  };
}

describe('reindexing', () => {
  it('builds the first generation and tells what is in it', async () => {
    const { run } = await setUp();
    const receipt = await run();
    expect(receipt).toMatchObject({ outcome: 'built', previous: null, problems: [], warnings: [] });
    expect(receipt.documents).toMatchObject([{ id: 'a', version: '1', sha256: expect.any(String) }]);
    const [change] = receipt.changes;
    expect(change).toMatchObject({ documentId: 'a', comparedWith: null, changed: [], removed: [] });
    expect(change?.added).toEqual(expect.arrayContaining(['1', '2']));
    expect(receipt.documents[0]?.clauses).toBe(change?.added.length);
    for (const part of Object.values(receipt.seconds)) expect(part).toBeGreaterThan(0);
  });

  it('builds nothing when nothing changed, unless forced', async () => {
    const { run } = await setUp();
    const first = await run();
    const second = await run();
    expect(second).toMatchObject({ outcome: 'unchanged', generation: first.generation, changes: [] });
    const forced = await run({ force: true });
    expect(forced).toMatchObject({ outcome: 'built', previous: first.generation, changes: [] });
    expect(forced.generation).not.toBe(first.generation);
  });

  it('names the clauses that a revision touched', async () => {
    const { run, knowledgeDir } = await setUp();
    const first = await run();
    const rules = [RULES[0] as string, 'Visitors may use the guest network for an hour.', 'Third of all.'];
    await writeFiles(knowledgeDir, { 'a.md': policyText({ id: 'a', version: '1' }, rules) });
    const receipt = await run();
    expect(receipt).toMatchObject({ outcome: 'built', previous: first.generation });
    expect(receipt.changes).toEqual([
      { documentId: 'a', version: '1', comparedWith: '1', added: ['3'], changed: ['2'], removed: [] },
    ]);
  });

  it('indexes a version that is not yet in force beside the one that is', async () => {
    const { run, knowledgeDir } = await setUp({
      'a.md': policyText({ id: 'a', version: '1', effectiveDate: '2025-04-01' }, RULES),
    });
    await run();
    const next = policyText({ id: 'a', version: '2', effectiveDate: '2099-04-01' }, [
      'New.',
      RULES[1] as string,
    ]);
    await writeFiles(knowledgeDir, { 'a2.md': next });
    const receipt = await run();
    expect(receipt.documents.map(({ version }) => version)).toEqual(['1', '2']);
    expect(receipt.changes).toMatchObject([{ version: '2', comparedWith: '1', changed: ['1'] }]);
  });

  it('keeps a document that has become unreadable as it was, and says so until it is mended', async () => {
    const { run, knowledgeDir } = await setUp({
      'a.md': policyText({ id: 'a', version: '1' }, RULES),
      'b.md': policyText({ id: 'b', version: '1' }, RULES),
    });
    await run();
    await writeFiles(knowledgeDir, { 'b.md': '\0\0\0\0' });
    const receipt = await run();
    expect(receipt.documents.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(receipt.changes).toEqual([]);
    expect(receipt.problems.map(({ message }) => message).join(' ')).toContain('last indexed');
    expect(await run()).toMatchObject({ outcome: 'unchanged', problems: receipt.problems });

    await writeFiles(knowledgeDir, { 'b.md': policyText({ id: 'b', version: '1' }, RULES) });
    expect(await run()).toMatchObject({ problems: [], changes: [] });
  });

  it('takes a document away when its file is removed', async () => {
    const { run, knowledgeDir } = await setUp({
      'a.md': policyText({ id: 'a', version: '1' }, RULES),
      'b.md': policyText({ id: 'b', version: '1' }, RULES),
    });
    await run();
    await writeFiles(knowledgeDir, { 'b.md': null });
    const receipt = await run();
    expect(receipt.documents.map(({ id }) => id)).toEqual(['a']);
    expect(receipt.changes).toMatchObject([{ documentId: 'b', version: null, removed: ['1', '2'] }]);
  });

  it('keeps three generations, or as many as told', async () => {
    const { run, dataDir } = await setUp();
    for (let time = 0; time < 4; time++) await run({ force: true });
    const [store = ''] = await readdir(dataDir);
    const generations = async () => (await readdir(`${dataDir}/${store}`)).filter(isGenerationId);
    expect(await generations()).toHaveLength(3);
    await run({ force: true, keep: 1 });
    expect(await generations()).toHaveLength(1);
  });

  it('reports its stages in order, analysis up to the last clause', async () => {
    const { run } = await setUp();
    const heard: IndexingProgress[] = [];
    const { documents } = await run({ onProgress: (progress) => heard.push(progress) });
    expect([...new Set(heard.map(({ stage }) => stage))]).toEqual([
      'reading',
      'analysing',
      'writing',
      'checking',
    ]);
    const clauses = documents[0]?.clauses;
    const analysed = heard.filter(({ stage }) => stage === 'analysing');
    expect(analysed.at(-1)).toMatchObject({ done: clauses, total: clauses });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an empty folder', {}, 'policy.empty'],
    ['a folder of unreadable documents', { 'a.md': '\0\0\0' }, 'policy.empty'],
    [
      'a broken vocabulary',
      { 'a.md': '# A\n\n1 Text.', 'vocabulary.yaml': 'entries: 3' },
      'knowledge.invalid',
    ],
  ])('refuses %s with a remedy', async (_, files, code) => {
    const { run } = await setUp(files);
    await expect(run()).rejects.toMatchObject({ code, remedy: expect.stringMatching(/\w/) });
  });

  it('refuses a folder that is not there', async () => {
    const { run } = await setUp();
    await expect(run({ knowledgeDir: '/nowhere/at/all' })).rejects.toMatchObject({
      code: 'knowledge.missing',
    });
  });

  it('stops when aborted and leaves nothing behind', async () => {
    const { run, dataDir } = await setUp();
    const first = await run();
    const stages = ['reading', 'analysing', 'writing', 'checking'];
    for (const stage of stages) {
      const abort = new AbortController();
      const onProgress = (progress: IndexingProgress) => progress.stage === stage && abort.abort();
      await expect(run({ force: true, onProgress, signal: abort.signal }), stage).rejects.toMatchObject({
        name: 'AbortError',
      });
    }
    const [store = ''] = await readdir(dataDir);
    expect((await readdir(`${dataDir}/${store}`)).sort()).toEqual([first.generation, 'current', 'receipts']);
  });
});
