import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { GenerationStore } from '../../src/storage/generation-store.ts';
import { type SealedGeneration, sealGeneration } from '../../src/storage/manifest.ts';

/** A new folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kitei-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

let clock = Date.parse('2026-04-01T00:00:00Z');

/** A small generation, a second later than the one before. */
export function sampleGeneration(name: string): SealedGeneration {
  clock += 1000;
  return sealGeneration({
    builtAt: new Date(clock),
    embedder: 'none',
    documents: [],
    files: new Map([
      ['documents.json', Buffer.from(JSON.stringify({ name }))],
      ['search-tokens.bin', Buffer.alloc(300, name)],
      ['empty.bin', new Uint8Array()],
    ]),
  });
}

/** Locks, stages, publishes and prunes as indexing does. */
export async function publish(store: GenerationStore, sealed: SealedGeneration, keep = 3): Promise<void> {
  const lock = await store.lock({ waitMs: 10_000 });
  try {
    const staged = await store.stage(sealed);
    await staged.publish();
    await store.prune(sealed.generation.id, keep, new Set());
  } finally {
    await lock.release();
  }
}

/** A store with these generations published in order. */
export async function storeWith(...sealed: readonly SealedGeneration[]): Promise<GenerationStore> {
  const store = new GenerationStore(await temporaryFolder());
  for (const generation of sealed) await publish(store, generation);
  return store;
}
