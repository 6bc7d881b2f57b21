import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitVector } from '../../src/models/embedder.ts';
import { hashedVector } from '../../src/models/hashed-vector.ts';
import { loadHnswlib } from '../../src/models/hnswlib.ts';
import { exactNearestVectors } from '../../src/models/nearest-vectors.ts';
import { OfflineEmbeddings } from '../../src/models/offline-embeddings.ts';
import { buildVectorGraph, openVectorGraph } from '../../src/models/vector-graph.ts';

const length = (vector: ArrayLike<number>) => Math.sqrt(dot(vector, vector));
function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

describe('hashedVector', () => {
  it('is a finite unit vector, or zero where nothing is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 300 }), (text, dimensions) => {
        const vector = hashedVector(text, dimensions);
        expect(vector.every(Number.isFinite)).toBe(true);
        const size = length(vector);
        expect(size === 0 || Math.abs(size - 1) < 1e-4).toBe(true);
      }),
    );
    expect(length(hashedVector('。、？', 64))).toBe(0);
  });

  it('is nearer for texts that share characters', () => {
    const near = dot(hashedVector('端末の持ち出し', 1024), hashedVector('端末を持ち出す', 1024));
    const far = dot(hashedVector('端末の持ち出し', 1024), hashedVector('会議室の予約', 1024));
    expect(near).toBeGreaterThan(far + 0.2);
  });
});

describe('OfflineEmbeddings', () => {
  it('embed documents and questions alike, the same each time', async () => {
    const embeddings = new OfflineEmbeddings({ dimensions: 256 });
    const [document] = await embeddings.embedDocuments(['端末の持ち出し']);
    expect(document).toHaveLength(256);
    expect(await embeddings.embedQuery('端末の持ち出し')).toEqual(document);
    expect(await new OfflineEmbeddings({ dimensions: 256 }).embedQuery('端末の持ち出し')).toEqual(document);
  });
});

describe('unitVector', () => {
  it('refuses what is no vector', () => {
    for (const bad of [[], [Number.NaN, 1], [Number.POSITIVE_INFINITY, 0]]) {
      expect(() => unitVector(bad)).toThrow(expect.objectContaining({ code: 'model.corrupt' }));
    }
    expect(() => unitVector([1, 2], 3)).toThrow(expect.objectContaining({ code: 'model.corrupt' }));
  });

  it('has length 1', () => {
    expect([...unitVector([3, 4])]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
    expect([...unitVector([0, 0])]).toEqual([0, 0]);
  });
});

const hnswlib = await loadHnswlib();

describe('nearest vectors', () => {
  const dimensions = 32;
  const rows = 400;
  const values = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++)
    values.set(hashedVector(`clause number ${row * 7919}`, dimensions), row * dimensions);
  const exact = exactNearestVectors({ dimensions, values });
  const question = hashedVector('clause number 7919', dimensions);

  it('are those of highest cosine, exactly', () => {
    const cosines = Array.from({ length: rows }, (_, row) =>
      dot(question, values.subarray(row * dimensions, (row + 1) * dimensions)),
    );
    const found = exact.nearest(question, 5);
    expect(found[0]?.row).toBe(1);
    expect(found.map(({ cosine }) => cosine)).toEqual([...cosines].sort((a, b) => b - a).slice(0, 5));
    expect(exact.nearest(question, 1000)).toHaveLength(rows);
  });

  it.skipIf(hnswlib === null)('are nearly all found by a graph that was kept', async () => {
    const bytes = await buildVectorGraph({ dimensions, values });
    const graph = await openVectorGraph(bytes as Uint8Array, dimensions);
    const found = new Set(graph?.nearest(question, 100).map(({ row }) => row));
    const kept = exact.nearest(question, 100).filter(({ row }) => found.has(row));
    expect(found.size).toBe(100);
    expect(kept.length).toBeGreaterThanOrEqual(97);
    // More than there are is no error.
    expect(graph?.nearest(question, 5000).length).toBeGreaterThan(0.95 * rows);
  });
});
