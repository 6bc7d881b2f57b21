import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Withdrawal } from '../../src/domain/generation.ts';
import { GenerationStore } from '../../src/storage/generation-store.ts';
import { type SealedGeneration, type StoredGeneration, sealGeneration } from '../../src/storage/manifest.ts';
import { sampleReceipt } from './receipts.ts';
import { publish, sampleGeneration, storeWith, temporaryFolder } from './samples.ts';

const withdrawal = (from: SealedGeneration, to: SealedGeneration): Withdrawal => ({
  generation: from.generation.id,
  instead: to.generation.id,
  withdrawnAt: '2026-04-02T00:00:00.000Z',
  by: 'an admin',
  reason: 'too early',
  sourcesSha256: 'x',
});
const states = async (store: GenerationStore) => (await store.history()).map(({ state }) => state);
const servingId = async (store: GenerationStore) => (await store.read()).serving?.generation.id;

async function threeGenerations() {
  const [first, second, third] = [
    sampleGeneration('1'),
    sampleGeneration('2'),
    sampleGeneration('3'),
  ] as const;
  return { store: await storeWith(first, second, third), first, second, third };
}

describe('the history of a store', () => {
  it('is empty where there is nothing', async () => {
    expect(await new GenerationStore(join(await temporaryFolder(), 'none')).history()).toEqual([]);
  });

  it('names the generations, newest first, with the receipts they were published with', async () => {
    const { store, third } = await threeGenerations();
    const fourth = sampleGeneration('4');
    const lock = await store.lock({ waitMs: 0 });
    await (await store.stage(fourth)).publish(sampleReceipt(fourth.generation.id));
    await lock.release();
    const history = await store.history();
    expect(history.map(({ state }) => state)).toEqual(['serving', 'earlier', 'earlier', 'earlier']);
    expect(history[0]).toMatchObject({ generation: fourth.generation, withdrawal: null });
    expect(history[0]?.receipt).toEqual(sampleReceipt(fourth.generation.id));
    expect(history[1]).toMatchObject({ generation: third.generation, receipt: null });
  });

  it('keeps receipts of generations that are not kept', async () => {
    const generations = ['a', 'b', 'c', 'd'].map(sampleGeneration);
    const store = new GenerationStore(await temporaryFolder());
    for (const sealed of generations) {
      const lock = await store.lock({ waitMs: 0 });
      await (await store.stage(sealed)).publish(sampleReceipt(sealed.generation.id));
      await store.prune(sealed.generation.id, 2, new Set());
      await lock.release();
    }
    expect(await store.history()).toHaveLength(2);
    expect(await readdir(join(store.folder, 'receipts'))).toEqual(
      generations.flatMap(({ generation: { id } }) => [`${id}.json`, `${id}.revised.json`]),
    );
  });

  it('tells a generation whose publication was cut short', async () => {
    const { store } = await threeGenerations();
    const pointer = await readFile(join(store.folder, 'current'));
    await publish(store, sampleGeneration('4'), 9);
    await writeFile(join(store.folder, 'current'), pointer);
    expect(await states(store)).toEqual(['unpublished', 'serving', 'earlier', 'earlier']);
  });
});

describe('rolling back', () => {
  it('lets the chosen generation serve, and remembers why', async () => {
    const { store, second, third } = await threeGenerations();
    await store.rollBack(withdrawal(third, second));
    const { serving, refused, withdrawn } = await store.read();
    expect(serving?.generation).toEqual(second.generation);
    expect(refused).toEqual([]);
    expect(withdrawn).toEqual([withdrawal(third, second)]);
    expect(await states(store)).toEqual(['withdrawn', 'serving', 'earlier']);
  });

  it('goes on from there: back once more, and forward with a new generation', async () => {
    const { store, first, second, third } = await threeGenerations();
    await store.rollBack(withdrawal(third, second));
    await store.rollBack(withdrawal(second, first));
    expect(await servingId(store)).toBe(first.generation.id);
    expect((await store.read()).withdrawn.map(({ generation }) => generation)).toEqual([
      third.generation.id,
      second.generation.id,
    ]);
    const fourth = sampleGeneration('4');
    await publish(store, fourth, 9);
    expect((await store.read()).withdrawn).toEqual([]);
    expect(await states(store)).toEqual(['serving', 'withdrawn', 'withdrawn', 'earlier']);
  });

  it('is refused where the earlier generation is damaged; the later one goes on serving', async () => {
    const { store, second, third } = await threeGenerations();
    await truncate(join(store.folder, second.generation.id, 'documents.json'), 1);
    await expect(store.rollBack(withdrawal(third, second))).rejects.toMatchObject({ code: 'index.corrupt' });
    expect(await servingId(store)).toBe(third.generation.id);
    expect(await states(store)).toEqual(['serving', 'earlier', 'earlier']);
  });

  it('is not undone by damage: a generation that was rolled back never serves in place of a damaged one', async () => {
    const { store, first, second, third } = await threeGenerations();
    await store.rollBack(withdrawal(third, second));
    const fourth = sampleGeneration('4');
    await publish(store, fourth, 9);
    await truncate(join(store.folder, fourth.generation.id, 'documents.json'), 1);
    await truncate(join(store.folder, second.generation.id, 'documents.json'), 1);
    expect(await servingId(store)).toBe(first.generation.id);
    await rm(join(store.folder, 'current'));
    expect(await servingId(store)).toBe(first.generation.id);
  });
});

describe('files taken over', () => {
  const files = (name: string, shared: Uint8Array) =>
    new Map([
      ['documents.json', Buffer.from(JSON.stringify({ name }))],
      ['shared.bin', shared],
    ]);

  async function withShared() {
    const store = new GenerationStore(await temporaryFolder());
    const seal = (time: string, name: string, shared: Uint8Array, base: StoredGeneration | null) =>
      sealGeneration({
        builtAt: new Date(time),
        embedder: 'none',
        documents: [],
        files: files(name, shared),
        base,
      });
    const first = seal('2026-04-01', 'first', Buffer.alloc(500, 's'), null);
    await publish(store, first);
    const base = (await store.read()).serving;
    const second = seal('2026-04-02', 'second', base?.files.get('shared.bin') as Uint8Array, base);
    await publish(store, second);
    return { store, first, second };
  }

  it('are the same file under a second name, checked like any other', async () => {
    const { store, first, second } = await withShared();
    const inode = async ({ generation }: SealedGeneration) =>
      (await stat(join(store.folder, generation.id, 'shared.bin'))).ino;
    expect(await inode(second)).toBe(await inode(first));
    expect((await store.read()).serving?.files.get('shared.bin')).toEqual(Buffer.alloc(500, 's'));
    await truncate(join(store.folder, second.generation.id, 'shared.bin'), 3);
    const { serving, refused } = await store.read();
    expect(serving).toBeNull();
    expect(refused).toHaveLength(2);
  });

  it('outlive the generation they came from', async () => {
    const { store, second } = await withShared();
    await store.prune(second.generation.id, 1, new Set());
    const { serving, refused } = await store.read();
    expect(refused).toEqual([]);
    expect(serving?.generation).toEqual(second.generation);
  });

  it('equal in content but not the very same bytes are written', async () => {
    const { store, first } = await withShared();
    const base = (await store.read()).serving;
    const again = sealGeneration({
      builtAt: new Date('2026-04-03'),
      embedder: 'none',
      documents: [],
      files: files('third', Buffer.alloc(500, 's')),
      base,
    });
    expect(again.takenOver).toBeNull();
    await publish(store, again);
    const inode = async (id: string) => (await stat(join(store.folder, id, 'shared.bin'))).ino;
    expect(await inode(again.generation.id)).not.toBe(await inode(first.generation.id));
  });

  it('are written where a second name cannot be given', async () => {
    const { store, first } = await withShared();
    const base = (await store.read()).serving;
    const shared = base?.files.get('shared.bin') as Uint8Array;
    const third = sealGeneration({
      builtAt: new Date('2026-04-03'),
      embedder: 'none',
      documents: [],
      files: files('third', shared),
      base,
    });
    // The generation they come from is gone.
    await rm(join(store.folder, base?.generation.id ?? ''), { recursive: true });
    await publish(store, third);
    expect((await store.read()).serving?.generation).toEqual(third.generation);
    expect((await store.history()).map(({ generation }) => generation.id)).toEqual([
      third.generation.id,
      first.generation.id,
    ]);
  });
});

describe('watching a store', () => {
  it('tells of every switch, in either direction, and of nothing else', async () => {
    const { store, second, third } = await threeGenerations();
    let switches = 0;
    const watch = store.watch(() => switches++);
    onTestFinished(() => watch.close());
    await sleep(100);
    await writeFile(join(store.folder, 'notes-of-the-admin.txt'), 'x');
    await (await store.lock({ waitMs: 0 })).release();
    await sleep(100);
    expect(switches).toBe(0);
    await publish(store, sampleGeneration('4'));
    await expect.poll(() => switches, { timeout: 2000 }).toBe(1);
    await store.rollBack(withdrawal(third, second));
    await expect.poll(() => switches, { timeout: 2000 }).toBe(2);
    watch.close();
    await publish(store, sampleGeneration('5'));
    await sleep(1200);
    expect(switches).toBe(2);
  });

  it('waits for a store that is not there yet', async () => {
    const store = new GenerationStore(join(await temporaryFolder(), 'later'));
    let switches = 0;
    const watch = store.watch(() => switches++);
    onTestFinished(() => watch.close());
    await publish(store, sampleGeneration('1'));
    await expect.poll(() => switches, { timeout: 4000 }).toBe(1);
  });
});
