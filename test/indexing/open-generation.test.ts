import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generationFolder } from '../../src/indexing/data-folder.ts';
import { type OpenGenerationOptions, openGeneration } from '../../src/indexing/open-generation.ts';
import { reindex } from '../../src/indexing/reindex.ts';
import { segmentOf } from '../../src/indexing/segment.ts';
import { GenerationStore } from '../../src/storage/generation-store.ts';
import { folderWith, policyText, temporaryFolder, writeFiles } from './samples.ts';

const RULES = ['Staff must lock their screens when they leave.', 'Visitors may use the guest network.'];
const REVISED = ['Staff must lock their screens when they leave.', 'Visitors may use the guest printer.'];

async function setUp() {
  const knowledgeDir = await folderWith({ 'a.md': policyText({ id: 'a', version: '1' }, RULES) });
  const dataDir = await temporaryFolder();
  const stages: string[] = [];
  return {
    knowledgeDir,
    dataDir,
    stages,
    store: new GenerationStore(generationFolder(dataDir, knowledgeDir)),
    revise: () => writeFiles(knowledgeDir, { 'a.md': policyText({ id: 'a', version: '1' }, REVISED) }),
    open: (more: Partial<OpenGenerationOptions> = {}) =>
      openGeneration({
        knowledgeDir,
        dataDir,
        onProgress: ({ stage }) => stages.push(stage),
        ...more,
      }),
  };
}

describe('opening the generation of a knowledge folder', () => {
  it('builds and publishes it the first time, and reads it from the disk the next', async () => {
    const { open, stages } = await setUp();
    const built = await open();
    expect(built.warnings).toEqual([]);
    expect(stages).toContain('analysing');
    stages.length = 0;
    const loaded = await open();
    expect(stages).toEqual([]);
    const { index, prepare, ...rest } = loaded;
    const { index: fresh, prepare: _, ...expected } = built;
    await prepare();
    expect(rest).toEqual(expected);
    const question = 'Must I lock my screen?';
    expect(await index.retrieve(question)).toEqual(await fresh.retrieve(question));
    expect((await index.retrieve(question)).ranked[0]?.clause.label).toBe('1');
  });

  it('notices a change of a document and of the vocabulary, and none that is only a touch', async () => {
    const { open, revise, knowledgeDir } = await setUp();
    const first = await open();
    await writeFile(join(knowledgeDir, 'a.md'), await readFile(join(knowledgeDir, 'a.md')));
    expect((await open()).generation.id).toBe(first.generation.id);

    await revise();
    const second = await open();
    expect(second.generation.id).not.toBe(first.generation.id);
    expect(second.clauses.some(({ text }) => text.includes('printer'))).toBe(true);

    await writeFiles(knowledgeDir, { 'vocabulary.yaml': 'entries: [{ say: [wifi], policy: [network] }]' });
    const third = await open();
    expect(third.generation.id).not.toBe(second.generation.id);
    expect(third.vocabulary.entries).toContainEqual({ say: ['wifi'], policy: ['network'] });
  });

  it('serves what `reindex` published', async () => {
    const { open, knowledgeDir, dataDir, stages } = await setUp();
    const receipt = await reindex({ knowledgeDir, dataDir });
    expect((await open()).generation.id).toBe(receipt.generation);
    expect(stages).toEqual([]);
  });

  it('replaces a damaged generation by a good one, starting from the one before, with a warning', async () => {
    const { open, revise, store, stages } = await setUp();
    await open();
    await revise();
    const damaged = await open();
    const file = segmentOf('a.md');
    await truncate(join(store.folder, damaged.generation.id, file), 100);
    stages.length = 0;
    const healed = await open();
    expect(healed.warnings).toEqual([expect.stringContaining(`${file} has 100 bytes`)]);
    expect(healed.documents).toEqual(damaged.documents);
    expect(await readdir(store.folder)).not.toContain(damaged.generation.id);
    expect((await open()).warnings).toEqual([]);
  });

  it('builds everything again where a file is damaged that all generations share', async () => {
    const { open, store, knowledgeDir } = await setUp();
    await writeFiles(knowledgeDir, { 'b.md': policyText({ id: 'b', version: '1' }, RULES) });
    await open();
    await writeFiles(knowledgeDir, { 'b.md': policyText({ id: 'b', version: '1' }, REVISED) });
    const second = await open();
    // The part with a.md did not change, so it is one file under two names.
    await truncate(join(store.folder, second.generation.id, segmentOf('a.md')), 100);
    const healed = await open();
    expect(healed.warnings).toHaveLength(2);
    expect(healed.documents).toEqual(second.documents);
    expect((await open()).warnings).toEqual([]);
  });

  it('keeps what is not public so, when the list that says it is broken', async () => {
    const { open, knowledgeDir } = await setUp();
    await writeFiles(knowledgeDir, { 'policies.yaml': 'a.md: { public: "false" }' });
    expect((await open()).documents.map((document) => document.public)).toEqual([false]);
    await writeFiles(knowledgeDir, { 'policies.yaml': 'a.md: { public: "fals" }' });
    const served = await open();
    expect(served.documents.map((document) => document.public)).toEqual([false]);
    expect(served.warnings).toEqual([expect.stringMatching(/policies\.yaml.*true or false/s)]);
  });

  it('serves the generation before, with a warning, when the folder as it is now cannot be indexed', async () => {
    const { open, knowledgeDir } = await setUp();
    const good = await open();
    await writeFiles(knowledgeDir, { 'vocabulary.yaml': 'entries: 3' });
    const served = await open();
    expect(served.generation).toEqual(good.generation);
    expect(served.warnings).toEqual([
      expect.stringMatching(/generation before it serves.*vocabulary\.yaml/s),
    ]);
    expect((await served.index.retrieve('lock screens')).ranked.length).toBeGreaterThan(0);

    await rm(join(knowledgeDir, 'vocabulary.yaml'));
    await rm(join(knowledgeDir, 'a.md'));
    expect((await open()).warnings).toEqual([expect.stringContaining('no policy document')]);
  });

  it('serves the generation before even when the newest is damaged and cannot be replaced', async () => {
    const { open, revise, store, knowledgeDir } = await setUp();
    const first = await open();
    await revise();
    const second = await open();
    await truncate(join(store.folder, second.generation.id, 'manifest.json'), 10);
    await writeFiles(knowledgeDir, { 'contacts.yaml': 'contacts: 3' });
    const served = await open();
    expect(served.generation).toEqual(first.generation);
    expect(served.warnings).toHaveLength(2);
  });

  it('fails clearly where there is nothing to fall back on', async () => {
    const { open, knowledgeDir } = await setUp();
    await writeFiles(knowledgeDir, { 'contacts.yaml': 'contacts: 3' });
    await expect(open()).rejects.toMatchObject({ code: 'knowledge.invalid' });
    await expect(open({ knowledgeDir: '/nowhere/at/all' })).rejects.toMatchObject({
      code: 'knowledge.missing',
    });
  });

  it('serves from memory, with a warning, where the data folder cannot be written', async () => {
    const { open, dataDir } = await setUp();
    await writeFile(join(dataDir, 'file'), '');
    const served = await open({ dataDir: join(dataDir, 'file', 'data') });
    expect(served.warnings).toEqual([expect.stringMatching(/from memory only.*cannot be written/s)]);
    expect((await served.index.retrieve('lock screens')).ranked[0]?.clause.label).toBe('1');
  });

  it('serves from memory, with a warning, while another process writes longer than it waits', async () => {
    const { open, store, revise, stages } = await setUp();
    await open();
    await revise();
    const lock = await store.lock({ waitMs: 0 });
    const served = await open({ waitMs: 400 });
    expect(served.warnings).toEqual([expect.stringMatching(new RegExp(`process ${process.pid}`))]);
    expect(served.clauses.some(({ text }) => text.includes('printer'))).toBe(true);
    expect(stages).toContain('waiting');
    await lock.release();
    expect((await open()).warnings).toEqual([]);
  });

  it('needs no right to write where the generation on the disk is up to date', async () => {
    const { open, store } = await setUp();
    const first = await open();
    const lock = await store.lock({ waitMs: 0 });
    expect(await open({ waitMs: 0 })).toMatchObject({ generation: first.generation, warnings: [] });
    await lock.release();
  });

  it('builds once when asked several times at once', async () => {
    const { open } = await setUp();
    const opened = await Promise.all([open(), open(), open()]);
    expect(new Set(opened.map(({ generation }) => generation.id)).size).toBe(1);
    expect(opened.flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});
