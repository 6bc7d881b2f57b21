import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generationFolder } from '../../src/indexing/data-folder.ts';
import { openGeneration } from '../../src/indexing/open-generation.ts';
import { type ReindexOptions, reindex } from '../../src/indexing/reindex.ts';
import { GenerationStore } from '../../src/storage/generation-store.ts';
import { isGenerationId } from '../../src/storage/manifest.ts';
import type { ProcessLine } from './reindex-process.ts';
import { folderWith, policyText, temporaryFolder, writeFiles } from './samples.ts';

const PROCESS = fileURLToPath(new URL('reindex-process.ts', import.meta.url));

/** Starts a process that reindexes; `listen` hears its lines as they come and may kill it. */
async function runProcess(
  options: ReindexOptions,
  listen: (line: ProcessLine, kill: () => void) => void = () => {},
): Promise<readonly ProcessLine[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: ProcessLine[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as ProcessLine;
    lines.push(line);
    listen(line, () => child.kill('SIGKILL'));
  }
  return lines;
}

async function setUp() {
  const knowledgeDir = await folderWith({ 'a.md': text(0) });
  const dataDir = await temporaryFolder();
  const store = new GenerationStore(generationFolder(dataDir, knowledgeDir));
  return { knowledgeDir, dataDir, store };
}

/** A document of 400 rules; each revision changes one of them. */
function text(revision: number): string {
  const rules = Array.from({ length: 400 }, (_, at) => {
    const revised = revision > 0 && at === revision % 400 ? ` (revised ${revision} times)` : '';
    return `Staff of department ${at} must lock room ${at * 7} when they leave it${revised}.`;
  });
  return policyText({ id: 'a', version: '1' }, rules);
}

// Each run starts processes that load the dictionary; on a busy machine that takes its time.
describe('processes that reindex', { timeout: 300_000 }, () => {
  it('leave a serving generation whenever they are killed, and the next one cleans up', async () => {
    const { knowledgeDir, dataDir, store } = await setUp();
    let serving = (await reindex({ knowledgeDir, dataDir })).generation;
    let interrupted = 0;
    for (let run = 1; run <= 16; run++) {
      await writeFiles(knowledgeDir, { 'a.md': text(run) });
      const stage = ['reading', 'analysing', 'writing', 'checking'][run % 4];
      const lines = await runProcess({ knowledgeDir, dataDir }, (line, kill) => {
        // At any moment of the stage, and of the next.
        if ('stage' in line && line.stage === stage) sleep(Math.random() ** 2 * 60).then(kill);
      });
      if (lines.every((line) => 'stage' in line)) interrupted++;
      const after = await store.read();
      expect(after.refused).toEqual([]);
      const id = after.serving?.generation.id ?? '';
      expect(id >= serving, `${id} is ${serving} or newer`).toBe(true);
      serving = id;
    }
    expect(interrupted).toBeGreaterThan(4);

    const opened = await openGeneration({ knowledgeDir, dataDir });
    expect(opened.warnings).toEqual([]);
    expect(opened.clauses.some((clause) => clause.text.includes('revised 16 times'))).toBe(true);
    const receipt = await reindex({ knowledgeDir, dataDir, force: true });
    expect((await store.read()).serving?.generation.id).toBe(receipt.generation);
    const rest = (await readdir(store.folder)).filter((name) => !isGenerationId(name));
    expect(rest.sort()).toEqual(['current', 'receipts']);
  });

  it('at once take turns', async () => {
    const { knowledgeDir, dataDir, store } = await setUp();
    const options = { knowledgeDir, dataDir, force: true };
    const outputs = await Promise.all([runProcess(options), runProcess(options), runProcess(options)]);
    const receipts = outputs
      .map((lines) => lines.at(-1))
      .map((line) => line && 'receipt' in line && line.receipt);
    const ids = receipts.map((receipt) => (receipt ? receipt.generation : null));
    expect(new Set(ids).size).toBe(3);
    // Each came after another one, which it names as the one before.
    const chain = receipts.map((receipt) => (receipt ? receipt.previous : 'failed'));
    expect([...chain].sort()).toEqual([null, ...ids.toSorted().slice(0, 2)].sort());
    expect((await store.read()).serving?.generation.id).toBe(ids.toSorted().at(-1));
  });

  it('build once when nothing is forced', async () => {
    const { knowledgeDir, dataDir } = await setUp();
    const outputs = await Promise.all([
      runProcess({ knowledgeDir, dataDir }),
      runProcess({ knowledgeDir, dataDir }),
    ]);
    const last = outputs.map((lines) => lines.at(-1));
    const outcomes = last.map((line) => (line && 'receipt' in line ? line.receipt.outcome : line));
    expect(outcomes.sort()).toEqual(['built', 'unchanged']);
  });

  it('say clearly that another one is at work when they may not wait', async () => {
    const { knowledgeDir, dataDir, store } = await setUp();
    const lock = await store.lock({ waitMs: 0 });
    const [line] = await runProcess({ knowledgeDir, dataDir, waitMs: 0 });
    await lock.release();
    expect(line).toMatchObject({
      error: { code: 'index.busy', message: expect.stringContaining(`process ${process.pid}`) },
    });
  });
});
