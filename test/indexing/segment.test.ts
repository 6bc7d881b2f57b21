import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleFiles, openBundle } from '../../src/indexing/file-bundle.ts';
import { decodeSegment, encodeSegment, isSegment, segmentOf } from '../../src/indexing/segment.ts';
import { analyseClauses } from '../../src/retrieval/analyse-clauses.ts';
import { sampleDocument } from './samples.ts';

describe('a bundle', () => {
  it('gives back the files it was made of, empty ones too, wherever it lies in memory', () => {
    const anyFiles = fc.dictionary(fc.string({ minLength: 1 }), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(anyFiles, fc.nat(9), (files, offset) => {
        const bundle = bundleFiles(new Map(Object.entries(files)));
        const moved = Buffer.concat([Buffer.alloc(offset), bundle]).subarray(offset);
        const opened = [...openBundle(moved)].map(([name, bytes]) => [name, [...bytes]]);
        expect(opened).toEqual(Object.entries(files).map(([name, bytes]) => [name, [...bytes]]));
      }),
    );
  });

  it('is refused when it is cut short, too long or something else', () => {
    const bundle = bundleFiles(new Map([['a', Uint8Array.from([1, 2, 3])]]));
    const corrupt = expect.objectContaining({ code: 'index.corrupt' });
    for (let length = 0; length < bundle.length; length++) {
      expect(() => openBundle(bundle.subarray(0, length)), `${length} bytes`).toThrow(corrupt);
    }
    expect(() => openBundle(Buffer.concat([bundle, Buffer.alloc(1)]))).toThrow(corrupt);
    expect(() => openBundle(Buffer.from('no bundle at all, only text'))).toThrow(corrupt);
  });
});

describe('a segment', () => {
  const documents = [sampleDocument('a', '1', { 1: 'Lock doors.', 2: '端末を持ち出さない。' })];
  const clauses = documents.flatMap((document) => document.clauses);

  it('is read back as it was, and written again as the same bytes', async () => {
    const { tokens } = await analyseClauses(clauses);
    const bytes = encodeSegment({ documents, tokens });
    const read = decodeSegment(bytes);
    expect(read.documents).toEqual(documents);
    expect(Buffer.compare(encodeSegment(read), bytes)).toBe(0);
  });

  it('is refused where a clause has no tokens', async () => {
    const { tokens } = await analyseClauses(clauses.slice(1));
    expect(() => decodeSegment(encodeSegment({ documents, tokens }))).toThrow('lacks the clause a/1/1');
  });

  it('is found by the path of its documents, evenly', () => {
    const counts = new Map<string, number>();
    for (let at = 0; at < 6400; at++) {
      const name = segmentOf(`rules/part-${at}.md`);
      expect(isSegment(name)).toBe(true);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.size).toBe(64);
    expect(Math.max(...counts.values())).toBeLessThan(200);
  });
});
