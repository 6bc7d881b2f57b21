import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareBeir, evaluateBeir, measure } from '../../src/evaluation/beir.ts';

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

describe('a BEIR set', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'kitei-beir-'));
    const corpus = [
      { id: 'key', text: '鍵を亡失した者は、直ちに総務係へ届け出るものとする。' },
      { id: 'damage', text: '過失により備品を損傷した者は、その費用を負担する。' },
      { id: 'room', text: '会議室の利用は、予約簿に記入した順とする。' },
    ];
    const queries = [
      { id: 'a', text: '会議室の予約' },
      { id: 'b', text: 'うっかりだよ' },
      { id: 'unasked', text: '駐車場' },
    ];
    const qrels = [
      { qid: 'a', docid: 'room' },
      { qid: 'b', docid: 'damage' },
    ];
    writeFileSync(join(dir, 'corpus.jsonl'), lines(corpus));
    writeFileSync(join(dir, 'queries.jsonl'), lines(queries));
    writeFileSync(join(dir, 'qrels.jsonl'), lines(qrels));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('is measured over the questions that have gold', async () => {
    const steps: number[] = [];
    const figures = await evaluateBeir(dir, { onProgress: (done) => steps.push(done) });
    expect(figures).toMatchObject({ queries: 2, recallAt1: 1, mrrAt10: 1, ndcgAt10: 1 });
    expect(steps).toEqual([1, 2]);
  });

  it('is measured twice to see what a channel is worth', async () => {
    const steps: [number, number][] = [];
    const onProgress = (done: number, total: number) => steps.push([done, total]);
    const { without, all, differences } = await compareBeir(dir, { without: ['bridge'], onProgress });
    expect([without.recallAt1, all.recallAt1]).toEqual([0.5, 1]);
    expect(differences.recallAt1).toMatchObject({ difference: 0.5, low: 0, high: 1 });
    expect(Object.keys(differences)).not.toContain('queries');
    expect(steps).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
    const alone = await evaluateBeir(dir, { without: ['bridge'] });
    expect({ ...alone, latencyMs: null }).toEqual({ ...without, latencyMs: null });
  });

  it('says which file is missing or broken', async () => {
    await expect(evaluateBeir(join(dir, 'none'))).rejects.toMatchObject({
      code: 'evaluation.invalid',
      message: expect.stringContaining('corpus.jsonl'),
    });
  });
});

describe('the measures of one ranking', () => {
  it('are those of trec_eval', () => {
    const found = measure([false, true, false, true], 3);
    expect(found.recallAt1).toBe(0);
    expect(found.recallAt5).toBeCloseTo(2 / 3);
    expect(found.mrrAt10).toBe(0.5);
    expect(found.mapAt10).toBeCloseTo((1 / 2 + 2 / 4) / 3);
    const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
    expect(found.ndcgAt10).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / ideal);
  });
});
