import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import { JA_BRIDGE, loadWordBridge, similarity } from '../../src/models/word-bridge.ts';
import type { WordVectors } from '../../src/models/word-vectors.ts';
import { expected } from './ja-bridge/expected.ts';

const { model, tolerance, wordPairs, retrieval } = expected;

describe('the shipped word vectors', () => {
  let vectors: WordVectors;
  beforeAll(async () => {
    vectors = (await loadWordBridge()) as WordVectors;
  });

  it('are the file that the test vectors were made from', () => {
    expect(JA_BRIDGE.sha256).toBe(model.sha256);
    expect(vectors.words.length).toBe(model.n);
    expect(vectors.dimensions).toBe(model.dim);
    expect(vectors.words.slice(0, model.firstWords.length)).toEqual(model.firstWords);
    expect(vectors.words.at(-1)).toBe(model.lastWord);
    expect(vectors.scale(0)).toBe(model.scale0);
    expect([...vectors.coordinates(0).subarray(0, 8)]).toEqual(model.vec0first8);
  });

  it.each(wordPairs)('compare $a and $b as expected', ({ a, b, indexA, indexB, cosine }) => {
    expect(vectors.rowOf(a) ?? null).toBe(indexA);
    expect(vectors.rowOf(b) ?? null).toBe(indexB);
    if (indexA === null || indexB === null) return;
    expect(Math.abs(vectors.cosine(indexA, indexB) - (cosine as number))).toBeLessThan(tolerance);
  });

  it('bridge the words of the expected questions as far as expected', () => {
    let bridges = 0;
    for (const { word, near, inModel } of retrieval.queries.flatMap((query) => query.terms)) {
      const row = vectors.rowOf(word);
      expect(row !== undefined).toBe(inModel);
      for (const neighbour of near) {
        const cosine = vectors.cosine(row as number, vectors.rowOf(neighbour.word) as number);
        expect(Math.abs(cosine - neighbour.cosine)).toBeLessThan(tolerance);
        expect(Math.abs(similarity(cosine) - neighbour.f)).toBeLessThan(tolerance);
        bridges++;
      }
    }
    expect(bridges).toBeGreaterThan(10);
  });

  it('are read once', async () => {
    expect(await loadWordBridge()).toBe(vectors);
  });

  it('carry their licence and attributions beside them', async () => {
    const folder = new URL('../../src/models/ja-bridge/', import.meta.url);
    expect(await readFile(new URL('LICENSE', folder), 'utf8')).toContain('Attribution-ShareAlike 4.0');
    const attribution = await readFile(new URL('ATTRIBUTION.md', folder), 'utf8');
    for (const source of ['EDICT', 'WordNet 3.0', 'Sudachi', 'JaQuAD', 'JGLUE', 'ASDC', 'CC BY-SA 4.0'])
      expect(attribution).toContain(source);
  });
});

describe('similarity', () => {
  it('is nothing up to a cosine of 0.3 and grows evenly to 1', () => {
    expect([-1, 0, 0.3].map(similarity)).toEqual([0, 0, 0]);
    expect(similarity(0.65)).toBeCloseTo(0.5, 12);
    expect(similarity(1)).toBe(1);
    expect(similarity(1.0000001)).toBe(1);
  });
});

describe('a file of word vectors', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kitei-word-bridge-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('that is not there is no harm', async () => {
    expect(await loadWordBridge({ ...JA_BRIDGE, path: join(dir, 'absent.bin') })).toBeNull();
  });

  it('with one bit turned is refused with a remedy', async () => {
    const path = join(dir, 'damaged.bin');
    const bytes = await readFile(JA_BRIDGE.path);
    bytes[3_000_000] = (bytes[3_000_000] as number) ^ 1;
    await writeFile(path, bytes);
    const error = await loadWordBridge({ ...JA_BRIDGE, path }).catch((cause) => cause);
    expect(error).toBeInstanceOf(KiteiError);
    expect(error).toMatchObject({ code: 'model.corrupt', message: expect.stringContaining(path) });
    expect(error.remedy).toContain('KITEI_BRIDGE=off');
  });

  it('that is a folder is refused', async () => {
    await expect(loadWordBridge({ ...JA_BRIDGE, path: dir })).rejects.toMatchObject({
      code: 'model.corrupt',
      message: expect.stringContaining('EISDIR'),
    });
  });

  it('is tried again after a failure', async () => {
    const file = { ...JA_BRIDGE, path: join(dir, 'mended.bin') };
    await writeFile(file.path, 'SJA1');
    await expect(loadWordBridge(file)).rejects.toMatchObject({ code: 'model.corrupt' });
    await copyFile(JA_BRIDGE.path, file.path);
    expect((await loadWordBridge(file))?.words.length).toBe(model.n);
  });
});
