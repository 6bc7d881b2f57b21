import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { QuestionLog } from '../../src/domain/question-log.ts';
import { clauseCoverage } from '../../src/training/coverage.ts';
import { findGaps } from '../../src/training/gaps.ts';
import { table } from './markdown-table.ts';

/** Measures what trainers ask of a log: the gaps of a quarter and the coverage of a quarter, read from the log and computed. */
export async function measureTraining(
  log: Pick<QuestionLog, 'outlines'>,
  quarter: { readonly since: string; readonly until: string },
  documents: readonly PolicyDocument[] = [],
): Promise<void> {
  const options = { documents, now: quarter.until, smallestGroup: 5 };
  const rows: string[][] = [];
  const add = async (name: string, work: () => Promise<number>) => {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const found = await work();
    const seconds = (performance.now() - start) / 1000;
    const { user } = process.cpuUsage(cpu);
    rows.push([name, found.toLocaleString('en'), seconds.toFixed(2), (user / 1e6).toFixed(2)]);
  };
  await add('gaps of a quarter', async () => (await findGaps(log.outlines(quarter), options)).gaps.length);
  await add(
    'coverage of a quarter',
    async () => (await clauseCoverage(log.outlines(quarter), options)).clauses.length,
  );
  table('Training', ['work', 'found', 's', 'processor s'], rows);
}
