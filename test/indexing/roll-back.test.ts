import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generationFolder } from '../../src/indexing/data-folder.ts';
import { openGeneration } from '../../src/indexing/open-generation.ts';
import { type Draft, type ReindexOptions, reindex } from '../../src/indexing/reindex.ts';
import { generationHistory, rollBack } from '../../src/indexing/roll-back.ts';
import { segmentOf } from '../../src/indexing/segment.ts';
import { openServing } from '../../src/indexing/served-content.ts';
import { folderWith, policyText, temporaryFolder, writeFiles } from './samples.ts';

const text = (revision: number) =>
  policyText({ id: 'a', version: '1' }, ['Lock doors.', `Revision ${revision}.`]);
const REASON = { by: 'an admin', reason: 'published too early' };

async function setUp() {
  const options = { knowledgeDir: await folderWith({ 'a.md': text(1) }), dataDir: await temporaryFolder() };
  const revise = (revision: number) => writeFiles(options.knowledgeDir, { 'a.md': text(revision) });
  return {
    options,
    revise,
    run: (more: Partial<ReindexOptions> = {}) => reindex({ ...options, ...more }),
    history: () => generationHistory(options),
    publish: async (revision: number) => {
      await revise(revision);
      return (await reindex(options)).generation;
    },
  };
}

describe('publishing', () => {
  it('keeps a receipt: who, when, what with which hashes, what changed, what was checked', async () => {
    const { revise, run, history } = await setUp();
    const first = await run({ by: 'aoki' });
    await revise(2);
    const second = await run({
      by: 'baba',
      review: async () => [{ name: 'golden questions', outcome: 'passed', detail: '9 of 9' }],
    });
    const [newest, oldest] = await history();
    expect(newest?.receipt).toEqual({
      generation: second.generation,
      previous: first.generation,
      publishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      by: 'baba',
      documents: second.documents,
      clauses: second.documents[0]?.clauses,
      changes: second.changes,
      problems: [],
      checks: [{ name: 'golden questions', outcome: 'passed', detail: '9 of 9' }],
    });
    expect(second.changes).toMatchObject([{ changed: ['2'] }]);
    expect(oldest?.receipt).toMatchObject({ by: 'aoki', previous: null, checks: [] });
  });

  it('shows a reviewer the draft beside what serves, and does not publish what fails', async () => {
    const { revise, run, history, options } = await setUp();
    const first = await run();
    await revise(2);
    const drafts: Draft[] = [];
    const review = async (draft: Draft) => {
      drafts.push(draft);
      return [{ name: 'golden questions', outcome: 'failed', detail: '8 of 9' } as const];
    };
    await expect(run({ review })).rejects.toMatchObject({
      code: 'publication.refused',
      message: expect.stringContaining('golden questions (8 of 9)'),
    });
    const found = async (draft: Draft['before']) =>
      (await draft?.index.retrieve('revision'))?.ranked[0]?.clause.text;
    expect(await found(drafts[0]?.before ?? null)).toBe('Revision 1.');
    expect(await found(drafts[0]?.after ?? null)).toBe('Revision 2.');
    expect(drafts[0]?.changes).toMatchObject([{ changed: ['2'] }]);
    expect((await history()).map(({ generation }) => generation.id)).toEqual([first.generation]);

    const broken = async () => Promise.reject(new Error('the reviewer stumbled'));
    await expect(run({ review: broken })).rejects.toThrow('stumbled');
    expect((await openServing(options))?.generation.id).toBe(first.generation);
    expect(await run()).toMatchObject({ outcome: 'built', previous: first.generation });
  });
});

describe('rolling back', () => {
  it('serves the generation before until the documents change', async () => {
    const { options, run, publish, history } = await setUp();
    const first = (await run()).generation;
    const second = await publish(2);
    expect(await rollBack({ ...options, ...REASON })).toMatchObject({
      generation: second,
      instead: first,
      ...REASON,
    });
    expect((await history()).map(({ state }) => state)).toEqual(['withdrawn', 'serving']);

    const opened = await openGeneration(options);
    expect(opened.generation.id).toBe(first);
    expect(opened.warnings).toEqual([expect.stringMatching(/rolled back by an admin.*published too early/s)]);
    expect(await run()).toMatchObject({
      outcome: 'unchanged',
      generation: first,
      warnings: [expect.stringContaining('--force')],
    });
    expect((await openServing(options))?.generation.id).toBe(first);

    const third = await publish(3);
    expect((await openGeneration(options)).generation.id).toBe(third);
    expect((await history()).map(({ state }) => state)).toEqual(['serving', 'withdrawn', 'earlier']);
  });

  it('can be taken back by insisting', async () => {
    const { options, run, publish } = await setUp();
    await run();
    await publish(2);
    await rollBack({ ...options, ...REASON });
    const forced = await run({ force: true });
    expect(forced.outcome).toBe('built');
    const opened = await openGeneration(options);
    expect(opened.generation.id).toBe(forced.generation);
    expect(opened.warnings).toEqual([]);
  });

  it('goes back step by step, over damaged generations and those that were rolled back', async () => {
    const { options, run, publish } = await setUp();
    const ids = [(await run({ keep: 9 })).generation];
    for (const revision of [2, 3, 4]) ids.push(await publish(revision));
    // Three are kept: revisions 2 to 4.
    const store = generationFolder(options.dataDir, options.knowledgeDir);
    await truncate(join(store, ids[2] ?? '', segmentOf('a.md')), 10);
    expect(await rollBack({ ...options, ...REASON })).toMatchObject({ generation: ids[3], instead: ids[1] });
    await expect(rollBack({ ...options, ...REASON })).rejects.toMatchObject({
      code: 'index.missing',
      remedy: expect.stringContaining('reindex'),
    });
    expect((await openServing(options))?.generation.id).toBe(ids[1]);
  });

  it('has nothing to go back to where nothing or one generation was published', async () => {
    const { options, run } = await setUp();
    await expect(rollBack({ ...options, ...REASON })).rejects.toMatchObject({ code: 'index.missing' });
    await run();
    await expect(rollBack({ ...options, ...REASON })).rejects.toMatchObject({ code: 'index.missing' });
    expect(await openServing(options)).not.toBeNull();
  });
});
