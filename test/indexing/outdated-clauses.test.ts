import { describe, expect, it } from 'vitest';
import type { PublishedRevision, RevisedClause } from '../../src/domain/revised-clause.ts';
import { outdatedClauses, readOutdatedClauses } from '../../src/indexing/outdated-clauses.ts';
import { reindex } from '../../src/indexing/reindex.ts';
import { rollBack } from '../../src/indexing/roll-back.ts';
import { folderWith, temporaryFolder, writeFiles } from './samples.ts';

const revised = (clause: string, effectiveDate: string | null = null): RevisedClause => ({
  clauseId: `rules/1/${clause}`,
  clause,
  kind: 'changed',
  effects: [],
  labels: [clause],
  effectiveDate,
});
const published = (day: string, documents: string[], ...clauses: RevisedClause[]): PublishedRevision => ({
  generation: day,
  previous: null,
  publishedAt: `${day}T00:00:00.000Z`,
  documents,
  clauses,
});
const told = (...revisions: PublishedRevision[]) =>
  outdatedClauses(revisions.reverse()).map(({ generation, clause }) => `${generation} ${clause}`);

describe('what publications changed', () => {
  it('counts for good; of versions not in force, until the document is dealt with again', () => {
    const first = published('2026-01-01', ['rules'], revised('1'), revised('2', '2026-06-01'));
    expect(told(first)).toEqual(['2026-01-01 1', '2026-01-01 2']);
    expect(told(first, published('2026-02-01', ['other']))).toEqual(['2026-01-01 1', '2026-01-01 2']);
    expect(told(first, published('2026-02-01', ['rules'], revised('3', '2026-06-01')))).toEqual([
      '2026-02-01 3',
      '2026-01-01 1',
    ]);
    expect(told(first, published('2026-07-01', ['rules']))).toEqual(['2026-01-01 1', '2026-01-01 2']);
  });

  it('is read from the receipts, and forgotten when it is rolled back', async () => {
    const text = (days: number) =>
      `# 文書規程\n\n第1条　職員は、文書を${days}日以内に返却しなければならない。\n`;
    const knowledgeDir = await folderWith({ 'rules.md': text(3) });
    const options = { knowledgeDir, dataDir: await temporaryFolder() };
    await reindex(options);
    expect((await readOutdatedClauses(options)).clauses).toEqual([]);
    await writeFiles(knowledgeDir, { 'rules.md': text(5) });
    const { generation } = await reindex(options);
    expect((await readOutdatedClauses(options)).clauses).toMatchObject([
      { clause: '第1条', effects: ['limit'], generation, inForceFrom: null },
    ]);
    await rollBack({ ...options, by: 'admin', reason: 'a mistake' });
    expect((await readOutdatedClauses(options)).clauses).toEqual([]);
  });
});
