import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/storage/manifest.ts';
import { VectorFile } from '../../src/storage/vector-file.ts';
import { temporaryFolder } from '../indexing/samples.ts';

const PROBE = Float32Array.of(1, 0, 0);
const entry = (name: string, ...values: [number, number, number]) =>
  [sha256(name), Float32Array.from(values)] as const;

async function fileWith(...names: string[]) {
  const path = join(await temporaryFolder(), 'vectors', 'a.bin');
  const file = await VectorFile.open(path, 'model-a');
  await file.restart(PROBE);
  for (const [i, name] of names.entries()) await file.keep([entry(name, i, 1, 2)]);
  await file.close();
  return path;
}

describe('a file of vectors', () => {
  it('has what was kept when it is opened again, and takes more', async () => {
    const path = await fileWith('a', 'b');
    const again = await VectorFile.open(path, 'model-a');
    expect(again.probe).toEqual(PROBE);
    expect(again.get(sha256('b'))).toEqual(Float32Array.of(1, 1, 2));
    expect(again.get(sha256('c'))).toBeUndefined();
    await again.keep([entry('c', 7, 8, 9), entry('d', 4, 5, 6)]);
    await again.close();
    const third = await VectorFile.open(path, 'model-a');
    expect(['a', 'b', 'c', 'd'].map((name) => third.get(sha256(name))?.[0])).toEqual([0, 1, 7, 4]);
  });

  it('belongs to one model, and begins anew where that changes', async () => {
    const path = await fileWith('a');
    expect((await VectorFile.open(path, 'model-b')).probe).toBeNull();
    const file = await VectorFile.open(path, 'model-a');
    await file.restart(Float32Array.of(0, 1));
    await file.keep([[sha256('z'), Float32Array.of(3, 4)]]);
    await file.close();
    const again = await VectorFile.open(path, 'model-a');
    expect(again.get(sha256('a'))).toBeUndefined();
    expect(again.get(sha256('z'))).toEqual(Float32Array.of(3, 4));
  });

  it('loses at most what was half written, wherever the writing was cut, and goes on', async () => {
    const whole = await readFile(await fileWith('a', 'b', 'c'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.byteLength), async (length) => {
        const path = await fileWith();
        await writeFile(path, whole.subarray(0, length));
        const file = await VectorFile.open(path, 'model-a');
        const found = ['a', 'b', 'c'].filter((name) => file.get(sha256(name)) !== undefined);
        // A record is 32 + 12 + 8 bytes.
        const records = Math.floor((length - (whole.byteLength - 3 * 52)) / 52);
        expect(found).toEqual(['a', 'b', 'c'].slice(0, Math.max(0, records)));
        if (file.probe === null) await file.restart(PROBE);
        await file.keep([entry('new', 5, 5, 5)]);
        await file.close();
        const again = await VectorFile.open(path, 'model-a');
        expect(again.get(sha256('new'))).toEqual(Float32Array.of(5, 5, 5));
        expect(['a', 'b', 'c'].filter((name) => again.get(sha256(name)) !== undefined)).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });

  it('never gives a vector that was damaged', async () => {
    const whole = await readFile(await fileWith('a', 'b', 'c'));
    const begin = whole.byteLength - 3 * 52;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: begin, max: whole.byteLength - 1 }), async (at) => {
        const path = await fileWith();
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] as number) ^ 0x10;
        await writeFile(path, damaged);
        const file = await VectorFile.open(path, 'model-a');
        const found = ['a', 'b', 'c'].filter((name) => file.get(sha256(name)) !== undefined);
        expect(found).toHaveLength(2);
        found.forEach((name) => {
          expect(file.get(sha256(name))?.[0]).toBe(['a', 'b', 'c'].indexOf(name));
        });
      }),
      { numRuns: 40 },
    );
  });

  it('that is something else counts as empty, and one that cannot be read is said to be', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'text'), 'no vectors');
    expect((await VectorFile.open(join(folder, 'text'), 'm')).probe).toBeNull();
    expect((await VectorFile.open(join(folder, 'nowhere'), 'm')).probe).toBeNull();
    await mkdir(join(folder, 'folder'));
    await expect(VectorFile.open(join(folder, 'folder'), 'm')).rejects.toMatchObject({
      code: 'index.unwritable',
    });
    const path = await fileWith('a');
    await appendFile(path, 'rest of a record');
    await truncate(path, 10);
    expect((await VectorFile.open(path, 'model-a')).get(sha256('a'))).toBeUndefined();
  });
});
