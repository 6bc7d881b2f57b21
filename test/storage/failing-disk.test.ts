import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GenerationStore } from '../../src/storage/generation-store.ts';
import { isGenerationId } from '../../src/storage/manifest.ts';
import { publish, sampleGeneration, storeWith, temporaryFolder } from './samples.ts';

const WRITER = fileURLToPath(new URL('failing-writer.ts', import.meta.url));

interface Outcome {
  readonly killed: boolean;
  readonly operations: number;
  readonly id: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** Runs the writer in a process of its own. */
function write(folder: string, failure: string, operation: number): Promise<Outcome> {
  const args = ['--import', 'tsx', WRITER, folder, failure, String(operation)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      if (error?.signal === 'SIGKILL') resolve({ killed: true, operations: operation, id: '', error: null });
      else if (error) reject(new Error(stderr, { cause: error }));
      else resolve({ killed: false, ...JSON.parse(stdout) });
    });
  });
}

/** Two generations there, so that a third also takes one away. */
async function usedStore() {
  const [first, second] = [sampleGeneration('first'), sampleGeneration('second')];
  return { store: await storeWith(first, second), serving: second.generation.id };
}

/** The store is whole: the next writer publishes, and nothing unfinished is left. */
async function expectRecovery(store: GenerationStore): Promise<void> {
  const next = sampleGeneration('next');
  await publish(store, next, 2);
  expect((await store.read()).serving?.generation.id).toBe(next.generation.id);
  const others = (await readdir(store.folder)).filter((name) => !isGenerationId(name));
  expect(others.filter((name) => name !== 'receipts')).toEqual(['current']);
  const receipts = await readdir(join(store.folder, 'receipts')).catch(() => []);
  expect(receipts.filter((name) => !name.endsWith('.json'))).toEqual([]);
}

describe('a writer that is killed', () => {
  it('leaves a serving generation, whatever it was doing', async () => {
    const { store } = await usedStore();
    const { operations } = await write(store.folder, 'kill', 0);
    expect(operations).toBeGreaterThan(20);
    const seen = new Set<string>();
    await inPairs(range(1, operations), async (operation) => {
      const { store, serving } = await usedStore();
      expect(await write(store.folder, 'kill', operation)).toMatchObject({ killed: true });
      const after = await store.read();
      expect(after.refused, `killed at operation ${operation}`).toEqual([]);
      seen.add(after.serving?.generation.id === serving ? 'old' : 'new');
      expect(after.serving).not.toBeNull();
      await expectRecovery(store);
    });
    expect([...seen].sort()).toEqual(['new', 'old']);
  });

  it('leaves nothing serving where nothing did, and no obstacle', async () => {
    for (const operation of [2, 5, 9]) {
      const store = new GenerationStore(await temporaryFolder());
      await write(store.folder, 'kill', operation);
      expect(await store.read()).toEqual({ serving: null, refused: [], withdrawn: [] });
      await expectRecovery(store);
    }
  });
});

describe.each([
  ['ENOSPC', 'the disk is full'],
  ['EROFS', 'the disk is read-only'],
  ['EIO', 'EIO'],
])('a disk that refuses with %s', (failure, words) => {
  it('gives a clear error and leaves the serving generation, at any operation', async () => {
    const { store } = await usedStore();
    const { operations } = await write(store.folder, failure, 0);
    await inPairs(
      range(1, operations).filter((operation) => failure === 'ENOSPC' || operation % 5 === 1),
      async (operation) => {
        const { store } = await usedStore();
        const { error } = await write(store.folder, failure, operation);
        expect(error, `at operation ${operation}`).toMatchObject({ code: 'index.unwritable' });
        expect(error?.message).toContain(words);
        const after = await store.read();
        expect(after.serving).not.toBeNull();
        expect(after.refused).toEqual([]);
        await expectRecovery(store);
      },
    );
  });
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}

async function inPairs<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 2) await Promise.all(items.slice(at, at + 2).map(run));
}
