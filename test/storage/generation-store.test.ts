import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GenerationStore } from '../../src/storage/generation-store.ts';
import { checksumLine, GENERATION_FORMAT, sealGeneration, sha256 } from '../../src/storage/manifest.ts';
import { publish, sampleGeneration, storeWith, temporaryFolder } from './samples.ts';

describe('a generation store', () => {
  it('serves nothing where nothing was published, without creating anything', async () => {
    const folder = join(await temporaryFolder(), 'none');
    expect(await new GenerationStore(folder).read()).toEqual({ serving: null, refused: [], withdrawn: [] });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('serves what was published last, byte for byte', async () => {
    const [first, second] = [sampleGeneration('first'), sampleGeneration('second')];
    const store = await storeWith(first, second);
    const { serving, refused } = await store.read();
    expect(refused).toEqual([]);
    expect(serving?.generation).toEqual(second.generation);
    expect([...(serving?.files ?? [])].map(([name, bytes]) => [name, [...bytes]])).toEqual(
      [...second.files].map(([name, bytes]) => [name, [...bytes]]),
    );
  });

  it('can be checked with sha256sum: the manifest checksum file names the manifest', async () => {
    const sealed = sampleGeneration('one');
    const store = await storeWith(sealed);
    const line = await readFile(join(store.folder, sealed.generation.id, 'manifest.sha256'), 'utf8');
    expect(line).toBe(`${sealed.generation.manifestSha256}  manifest.json\n`);
  });

  it('keeps the newest generations and removes the rest', async () => {
    const generations = ['a', 'b', 'c', 'd', 'e'].map(sampleGeneration);
    const store = await storeWith(...generations);
    const folders = (await readdir(store.folder)).filter((name) => name !== 'current').sort();
    expect(folders).toEqual(generations.slice(2).map(({ generation }) => generation.id));
  });

  it('does not serve a generation that was written but never published', async () => {
    const [first, second] = [sampleGeneration('first'), sampleGeneration('second')];
    const store = await storeWith(first);
    const lock = await store.lock({ waitMs: 0 });
    await store.stage(second);
    expect((await store.read()).serving?.generation.id).toBe(first.generation.id);
    await lock.release();

    // The same, cut short between moving into place and switching the pointer.
    const pointer = await readFile(join(store.folder, 'current'));
    await publish(store, second);
    await writeFile(join(store.folder, 'current'), pointer);
    expect((await store.read()).serving?.generation.id).toBe(first.generation.id);
  });

  it('refuses names that would leave the generation folder', () => {
    for (const name of ['../x', 'a/b', '', '.hidden', 'manifest.json']) {
      const files = new Map([[name, new Uint8Array()]]);
      expect(
        () => sealGeneration({ builtAt: new Date(), embedder: 'none', documents: [], files }),
        name,
      ).toThrow(TypeError);
    }
  });

  it('removes what dead writers left, and nothing else', async () => {
    const store = await storeWith(sampleGeneration('one'));
    const served = (await store.read()).serving?.generation.id ?? '';
    for (const name of ['building-00000000-1-1', 'building-', 'trash-20260101T000000000Z-00000000']) {
      await mkdir(join(store.folder, name));
      await writeFile(join(store.folder, name, 'half'), 'x');
    }
    await writeFile(join(store.folder, 'current.77.tmp'), 'half');
    await writeFile(join(store.folder, 'notes-of-the-admin.txt'), 'keep');
    await (await store.lock({ waitMs: 0 })).release();
    expect((await readdir(store.folder)).sort()).toEqual(
      [served, 'current', 'notes-of-the-admin.txt'].sort(),
    );
  });

  it('says clearly why it cannot write', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(new GenerationStore(join(file, 'store')).lock({ waitMs: 0 })).rejects.toMatchObject({
      code: 'index.unwritable',
      message: expect.stringContaining('is a file'),
      remedy: expect.stringMatching(/data folder/),
    });
  });
});

describe('a damaged generation is refused and the one before serves', () => {
  const [first, second] = [sampleGeneration('first'), sampleGeneration('second')];
  const id = second.generation.id;
  const files = [...second.files.keys(), 'manifest.json', 'manifest.sha256'];

  async function expectRefusal(store: GenerationStore, reason: string): Promise<void> {
    const { serving, refused } = await store.read();
    expect(serving?.generation).toEqual(first.generation);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ id, error: { code: 'index.corrupt' } });
    expect(refused[0]?.error.message).toContain(id);
    expect(refused[0]?.error.message).toContain(reason);
    expect(refused[0]?.error.remedy).toContain('reindex');
  }

  it('after any flipped bit in any file', async () => {
    const store = await storeWith(first, second);
    const withContent = files.filter((name) => name !== 'empty.bin');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...withContent), fc.nat(), fc.nat(7), async (name, place, bit) => {
        const path = join(store.folder, id, name);
        const good = await readFile(path);
        const bad = Uint8Array.from(good);
        const at = place % bad.length;
        bad[at] = (bad[at] as number) ^ (1 << bit);
        await writeFile(path, bad);
        await expectRefusal(store, name.startsWith('manifest') ? 'manifest.json' : name);
        await writeFile(path, good);
      }),
      { numRuns: 200 },
    );
    expect((await store.read()).serving?.generation.id).toBe(id);
  });

  it('after any truncation or growth of any file', async () => {
    const store = await storeWith(first, second);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(2000), async (name, length) => {
        const path = join(store.folder, id, name);
        const good = await readFile(path);
        fc.pre(length !== good.length);
        await truncate(path, length);
        await expectRefusal(store, name.startsWith('manifest') ? 'manifest.json' : name);
        await writeFile(path, good);
      }),
      { numRuns: 100 },
    );
  });

  it.each(files)('without %s', async (name) => {
    const store = await storeWith(first, second);
    await rm(join(store.folder, id, name));
    await expectRefusal(store, `${name} is missing`);
  });

  it('with a folder where a file should be', async () => {
    const store = await storeWith(first, second);
    const path = join(store.folder, id, 'documents.json');
    await rm(path);
    await mkdir(path);
    await expectRefusal(store, 'documents.json is unreadable (EISDIR)');
  });

  async function storeWithFormat(format: number): Promise<GenerationStore> {
    const store = await storeWith(first, second);
    const path = join(store.folder, id, 'manifest.json');
    const manifest = { ...JSON.parse(await readFile(path, 'utf8')), format };
    await writeFile(path, JSON.stringify(manifest));
    await writeFile(
      join(store.folder, id, 'manifest.sha256'),
      checksumLine(sha256(JSON.stringify(manifest))),
    );
    return store;
  }

  it('in a format of an earlier Kitei, even when its checksums are right', async () => {
    const format = GENERATION_FORMAT - 1;
    await expectRefusal(await storeWithFormat(format), `format ${format}`);
  });

  it('but never in place of one that a newer Kitei built', async () => {
    const store = await storeWithFormat(GENERATION_FORMAT + 1);
    await expect(store.read()).rejects.toMatchObject({
      code: 'index.newer',
      message: expect.stringContaining(`format ${GENERATION_FORMAT + 1}`),
      remedy: expect.stringContaining('backup'),
    });
  });

  it('serves nothing where all are damaged, and names each', async () => {
    const store = await storeWith(first, second);
    for (const { generation } of [first, second]) {
      await rm(join(store.folder, generation.id, 'documents.json'));
    }
    const { serving, refused } = await store.read();
    expect(serving).toBeNull();
    expect(refused.map(({ id }) => id)).toEqual([second.generation.id, first.generation.id]);
  });

  it('also when it is the pointer that is damaged: the newest good generation serves', async () => {
    const store = await storeWith(first, second);
    const path = join(store.folder, 'current');
    const good = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), fc.boolean(), async (place, bit, cut) => {
        const at = place % good.length;
        const bad = Uint8Array.from(cut ? good.subarray(0, at) : good);
        if (!cut) bad[at] = (bad[at] as number) ^ (1 << bit);
        await writeFile(path, bad);
        const { serving, refused } = await store.read();
        expect(serving?.generation).toEqual(second.generation);
        expect(refused).toMatchObject([{ id: null, error: { code: 'index.corrupt' } }]);
      }),
      { numRuns: 100 },
    );
  });
});
