import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateBeir, measure } from '../../src/evaluation/beir.ts';
import { passagesAsClauses } from '../../src/evaluation/passage-tree.ts';

describe('measure', () => {
  it('gives the textbook figures', () => {
    const figures = measure([false, true, false, true], 4);
    expect(figures.recallAt1).toBe(0);
    expect(figures.recallAt5).toBe(0.5);
    expect(figures.mrrAt10).toBe(0.5);
    expect(figures.mapAt10).toBeCloseTo((1 / 2 + 2 / 4) / 4);
    const gain = 1 / Math.log2(3) + 1 / Math.log2(5);
    const ideal = 1 + 1 / Math.log2(3) + 1 / Math.log2(4) + 1 / Math.log2(5);
    expect(figures.ndcgAt10).toBeCloseTo(gain / ideal);
  });

  it('is 1 throughout for a perfect ranking and 0 for an empty one', () => {
    expect(new Set(Object.values(measure([true], 1)))).toEqual(new Set([1]));
    expect(new Set(Object.values(measure([], 3)))).toEqual(new Set([0]));
  });

  it('looks no further than the tenth place', () => {
    const late = [...Array<boolean>(10).fill(false), true];
    expect(new Set(Object.values(measure(late, 1)))).toEqual(new Set([0]));
  });
});

describe('passagesAsClauses', () => {
  it('hangs numbered passages under each other and hands down headings', () => {
    const [, , rule] = passagesAsClauses([
      { id: 'a', title: 'Rulebook 4.', text: 'Conduct' },
      { id: 'b', title: 'Rulebook 4.2', text: 'Gifts' },
      { id: 'c', title: 'Rulebook 4.2.1', text: 'Gifts must be declared.' },
    ]);
    expect(rule).toMatchObject({
      id: 'c',
      documentId: 'Rulebook',
      label: '4.2.1',
      parent: '4.2',
      headingPath: ['Rulebook 4.2.1', 'Conduct', 'Gifts'],
    });
  });

  it('takes titles that only end in a figure as titles', () => {
    const made = passagesAsClauses([
      { id: 'a', title: 'Apollo 11', text: 'It flew.' },
      { id: 'b', title: 'Apollo 11', text: 'It landed.' },
      { id: 'c', title: 'Apollo 11', text: 'It came back.' },
    ]);
    expect(made.map(({ label, parent, headingPath }) => [label, parent, headingPath])).toEqual([
      ['a', null, ['Apollo 11']],
      ['b', null, ['Apollo 11']],
      ['c', null, ['Apollo 11']],
    ]);
  });
});

describe('evaluateBeir', () => {
  let dir: string;
  const write = (name: string, rows: readonly unknown[]) =>
    writeFile(join(dir, name), rows.map((row) => JSON.stringify(row)).join('\n'));

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kitei-beir-'));
    await write('corpus.jsonl', [
      { id: '1', text: 'Laptops stay in the office.' },
      { id: '2', title: 'Visitors', text: 'They sign in at reception.' },
    ]);
    await write('queries.jsonl', [
      { id: 'q1', text: 'Where do laptops stay?' },
      { id: 'q2', text: 'Do visitors sign in?' },
      { id: 'unjudged', text: 'What?' },
    ]);
    await write('qrels.jsonl', [
      { qid: 'q1', docid: '1' },
      { qid: 'q2', docid: '2' },
      { qid: 'q2', docid: '1' },
    ]);
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('measures the questions that have gold passages', async () => {
    const progress: number[] = [];
    const figures = await evaluateBeir(dir, { onProgress: (done) => progress.push(done) });
    expect(figures).toMatchObject({ queries: 2, recallAt1: 0.75, mrrAt10: 1 });
    expect(progress).toEqual([1, 2]);
  });

  it('says what is wrong with a set', async () => {
    const missing = join(dir, 'nowhere');
    await expect(evaluateBeir(missing)).rejects.toMatchObject({ code: 'evaluation.invalid' });
    await write('queries.jsonl', [{ id: 'q1' }]);
    await expect(evaluateBeir(dir)).rejects.toThrow(/queries\.jsonl, line 1 lacks the text "text"/);
    await writeFile(join(dir, 'queries.jsonl'), '{"id"');
    await expect(evaluateBeir(dir)).rejects.toThrow(/queries\.jsonl, line 1 is not JSON/);
  });
});

const shared = fileURLToPath(new URL('../../../shared/eval/', import.meta.url));

describe.skipIf(!existsSync(shared))('on the shared development sets', () => {
  it('finds Japanese passages', { timeout: 180_000 }, async () => {
    const figures = await evaluateBeir(join(shared, 'jsquad_valid'));
    expect(figures.recallAt1).toBeGreaterThanOrEqual(0.92);
    expect(figures.recallAt10).toBeGreaterThanOrEqual(0.983);
  });

  it('finds English rules', { timeout: 180_000 }, async () => {
    const figures = await evaluateBeir(join(shared, 'obliqa_dev'));
    expect(figures.recallAt10).toBeGreaterThanOrEqual(0.79);
    expect(figures.mapAt10).toBeGreaterThanOrEqual(0.66);
  });
});
