import { spawn } from 'node:child_process';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { completeVectors } from '../../src/indexing/complete-vectors.ts';
import { generationFolder } from '../../src/indexing/data-folder.ts';
import { openGeneration } from '../../src/indexing/open-generation.ts';
import { type ReindexOptions, reindex } from '../../src/indexing/reindex.ts';
import { rollBack } from '../../src/indexing/roll-back.ts';
import { openServing } from '../../src/indexing/served-content.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { DIMENSIONS, type EmbeddingServer, embeddingServer } from '../models/embedding-server.ts';
import { folderWith, policyText, temporaryFolder, writeFiles } from './samples.ts';

const KEY = 'sk-very-secret-key-0123456789';
const KITEI = fileURLToPath(new URL('../../adapters/cli/kitei.mjs', import.meta.url));

const rules = (count: number, revised = -1) =>
  Array.from({ length: count }, (_, i) =>
    i === revised ? `Staff may open cabinet ${i} on Sundays.` : `Staff must lock cabinet number ${i}.`,
  );
const policy = (id: string, count: number, revised?: number) =>
  policyText({ id, version: '1' }, rules(count, revised));

function embedderOf(server: Pick<EmbeddingServer, 'url'>, model = 'model-a') {
  const prefixes = { queryPrefix: '', passagePrefix: '' };
  return openEmbedder({ provider: 'openai', model, url: server.url, key: KEY, ...prefixes });
}

async function setUp() {
  const server = await embeddingServer();
  const knowledgeDir = await folderWith({ 'a.md': policy('a', 5), 'b.md': policy('b', 7) });
  const dataDir = await temporaryFolder();
  const folder = generationFolder(dataDir, knowledgeDir);
  const options = { knowledgeDir, dataDir, embedder: embedderOf(server) };
  const run = (more: Partial<ReindexOptions> = {}) => reindex({ ...options, ...more });
  /** Texts sent since the last call, those that only show which model answers left out. */
  const sent = () =>
    server.asked.splice(0).flatMap(({ texts }) => texts.filter((text) => !/Kitei/.test(text)));
  return { server, knowledgeDir, dataDir, folder, options, run, sent };
}

const vectorFiles = async (folder: string, id: string) =>
  (await readdir(join(folder, id))).filter((name) => name.startsWith('vectors-')).sort();

describe('vectors of a generation', () => {
  it('are of every clause, and the manifest says whose and how long', async () => {
    const { run, options, folder, sent } = await setUp();
    const { generation } = await run();
    const opened = await openGeneration(options);
    expect(opened.generation).toMatchObject({
      id: generation,
      embedder: 'openai:model-a',
      dimensions: DIMENSIONS,
    });
    expect(opened.lacksVectors).toBe(false);
    // Equal headings and rules of the two documents are embedded once.
    expect(sent().length).toBe(new Set(opened.clauses.map((clause) => clause.title + clause.text)).size);
    const { ranked } = await opened.index.retrieve('cabinet 3', { without: ['bridge'] });
    expect(ranked.some(({ channels }) => (channels.vectors ?? 0) > 0)).toBe(true);
    const manifest = JSON.parse(await readFile(join(folder, generation, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ embedder: 'openai:model-a', dimensions: DIMENSIONS });
  });

  it('are made for what is new alone, also across going back and forth', async () => {
    const { run, options, knowledgeDir, folder, sent } = await setUp();
    const first = await run();
    sent();
    await writeFiles(knowledgeDir, { 'a.md': policy('a', 5, 2) });
    const second = await run();
    expect(sent()).toEqual([expect.stringContaining('on Sundays')]);
    // The segment of the other document has not changed, and its vectors are the same file.
    const inodes = async (id: string) =>
      Promise.all(
        (await vectorFiles(folder, id)).map(async (name) => (await stat(join(folder, id, name))).ino),
      );
    const [before, after] = [await inodes(first.generation), await inodes(second.generation)];
    expect(after.filter((inode) => before.includes(inode))).toHaveLength(1);
    await rollBack({ ...options, by: 'an admin', reason: 'too early' });
    await writeFiles(knowledgeDir, { 'a.md': policy('a', 8, 2) });
    await run();
    expect(sent()).toEqual([expect.stringContaining('number 7')]);
    await writeFiles(knowledgeDir, { 'a.md': policy('a', 5) });
    await run();
    expect(sent()).toEqual([]);
    await run({ force: true });
    expect(sent()).toEqual([]);
  });

  it('are made anew by another embedder while the old generation serves', async () => {
    const { run, options, server, sent } = await setUp();
    const first = await run();
    sent();
    const other = { ...options, embedder: embedderOf(server, 'model-b') };
    const opened = await openGeneration(other);
    expect(opened.generation.id).toBe(first.generation);
    expect(opened.lacksVectors).toBe(true);
    expect(sent()).toEqual([]);
    const { ranked } = await opened.index.retrieve('cabinet 3');
    expect(ranked.some(({ channels }) => 'vectors' in channels)).toBe(false);

    let whileMaking: string | undefined;
    server.behave = () => {
      whileMaking = 'still being made';
      return 'well';
    };
    const making = completeVectors(other);
    expect((await openServing(options))?.generation.id).toBe(first.generation);
    expect(await making).toBe(true);
    expect(whileMaking).toBeDefined();
    const after = await openServing(other);
    expect(after?.generation).toMatchObject({ embedder: 'openai:model-b' });
    expect(after?.documents).toEqual(opened.documents);
    expect(await completeVectors(other)).toBe(false);
    // What another process of the old embedder opens is searched by words alone.
    expect((await openServing(options))?.lacksVectors).toBe(true);
    // And back: nothing is embedded twice.
    sent();
    expect((await run()).outcome).toBe('built');
    expect(sent()).toEqual([]);
  });

  it('add nothing but vectors: what the folder holds by now stays unpublished', async () => {
    const { run, options, server, knowledgeDir } = await setUp();
    await run();
    await writeFiles(knowledgeDir, { 'a.md': policy('a', 5, 1) });
    const other = { ...options, embedder: embedderOf(server, 'model-b') };
    await completeVectors(other);
    const opened = await openServing(other);
    expect(opened?.lacksVectors).toBe(false);
    expect(opened?.clauses.some(({ text }) => text.includes('Sundays'))).toBe(false);
    expect((await openGeneration(other)).clauses.some(({ text }) => text.includes('Sundays'))).toBe(true);
  });

  it('are not made of documents that stand in for ones rolled back', async () => {
    const { run, options, server, knowledgeDir } = await setUp();
    const first = await run();
    await writeFiles(knowledgeDir, { 'a.md': policy('a', 5, 1) });
    await run();
    await rollBack({ ...options, by: 'an admin', reason: 'too early' });
    const other = { ...options, embedder: embedderOf(server, 'model-b') };
    expect(await completeVectors(other)).toBe(false);
    expect(await run({ embedder: other.embedder })).toMatchObject({ outcome: 'unchanged' });
    expect((await openGeneration(other)).generation.id).toBe(first.generation);
  });

  it('whose model is down: a build fails clearly and what served serves on', async () => {
    const { run, options, server, knowledgeDir } = await setUp();
    const first = await run();
    server.behave = () => ({ status: 500 });
    await writeFiles(knowledgeDir, { 'a.md': policy('a', 5, 2) });
    await server.close();
    await expect(run()).rejects.toMatchObject({
      code: 'model.unreachable',
      message: expect.stringContaining('openai:model-a'),
    });
    expect((await openServing(options))?.generation.id).toBe(first.generation);
    // Somebody who asks is answered from the documents as they are now, by words alone.
    const opened = await openGeneration(options);
    expect(opened.clauses.some(({ text }) => text.includes('Sundays'))).toBe(true);
    expect(opened.generation.embedder).toBe('none');
    expect(opened.lacksVectors).toBe(true);
    expect(opened.warnings).toEqual([expect.stringMatching(/by words alone.*server runs/s)]);
    const { ranked } = await opened.index.retrieve('cabinet 3');
    expect(ranked[0]?.clause.text).toContain('cabinet');
  });

  it('whose kept vectors are gone or damaged are made again', async () => {
    const { run, folder, knowledgeDir, sent } = await setUp();
    await run();
    expect(sent().length).toBeGreaterThan(0);
    await rm(join(folder, 'vectors'), { recursive: true });
    await writeFiles(knowledgeDir, { 'a.md': policy('a', 5, 2) });
    const { generation } = await run();
    expect(sent().length).toBeGreaterThan(5);
    expect(await vectorFiles(folder, generation)).toHaveLength(2);
  });

  it('and no file of them holds the key', async () => {
    const { run, dataDir, options } = await setUp();
    await run();
    await completeVectors(options);
    let files = 0;
    for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      files++;
      expect((await readFile(join(entry.parentPath, entry.name))).includes(KEY), entry.name).toBe(false);
    }
    expect(files).toBeGreaterThan(5);
  });
});

describe('the command that embeds', { timeout: 120_000 }, () => {
  it('keeps what was embedded when it is killed, and says how far it is', async () => {
    const server = await embeddingServer((_, before) => (before < 3 ? 'well' : 'stall'));
    const knowledgeDir = await folderWith({ 'a.md': policy('a', 300) });
    const dataDir = await temporaryFolder();
    const start = () =>
      spawn(process.execPath, [KITEI, 'reindex', '--knowledge', knowledgeDir, '--data', dataDir], {
        env: {
          ...process.env,
          KITEI_EMBEDDER: 'openai:model-a',
          KITEI_EMBEDDER_URL: server.url,
          KITEI_EMBEDDER_KEY: KEY,
        },
        stdio: 'ignore',
      });
    const ended = (child: ReturnType<typeof start>) =>
      new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
    const first = start();
    const killed = ended(first);
    await expect.poll(() => server.asked.length, { timeout: 60_000 }).toBe(4);
    first.kill('SIGKILL');
    await killed;
    const done = server.asked.slice(0, 3).flatMap(({ texts }) => texts);
    expect(done.length).toBe(1 + 2 * 64);
    server.behave = () => 'well';
    server.asked.length = 0;
    expect(await ended(start())).toBe(0);
    const again = server.asked.flatMap(({ texts }) => texts);
    expect(again.filter((text) => done.includes(text))).toEqual([done[0]]);
    const embedder = embedderOf(server);
    const opened = await openServing({ knowledgeDir, dataDir, embedder });
    expect(opened?.lacksVectors).toBe(false);
    expect(done.length - 1 + again.length - 1).toBe(new Set(opened?.clauses.map(({ text }) => text)).size);
  });
});
