import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { QuestionLog } from '../../src/domain/question-log.ts';
import { clauseCoverage } from '../../src/training/coverage.ts';
import { findGaps } from '../../src/training/gaps.ts';
import type { Aims } from './aims.ts';
import { table } from './markdown-table.ts';

/** Measures what trainers ask of a log: the gaps of a quarter and the coverage of a quarter, read from the log and computed. */
export async function measureTraining(
  log: Pick<QuestionLog, 'outlines'>,
  quarter: { readonly since: string; readonly until: string },
  aims: Aims,
): Promise<void> {
  const options = { documents: [], now: quarter.until, smallestGroup: 5 };
  const rows: string[][] = [];
  const add = async (name: string, work: () => Promise<number>) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    let heap = 0;
    const watch = setInterval(() => {
      heap = Math.max(heap, process.memoryUsage().heapUsed / 2 ** 20);
    }, 100);
    delay.enable();
    const cpu = process.cpuUsage();
    const start = performance.now();
    const found = await work();
    const seconds = (performance.now() - start) / 1000;
    const { user } = process.cpuUsage(cpu);
    delay.disable();
    clearInterval(watch);
    const longest = delay.max / 1e6;
    const used = [seconds.toFixed(2), (user / 1e6).toFixed(2), longest.toFixed(0), heap.toFixed(0)];
    rows.push([name, found.toLocaleString('en'), ...used]);
    aims.add(name, seconds, 5, 's');
    aims.add(`${name}, longest that the event loop was held up`, longest, 100, 'ms');
    aims.add(`${name}, memory in use`, heap, 600, 'MB');
  };
  await add('gaps of a quarter', async () => (await findGaps(log.outlines(quarter), options)).gaps.length);
  await add(
    'coverage of a quarter',
    async () => (await clauseCoverage(log.outlines(quarter), options)).clauses.length,
  );
  table('Training', ['work', 'found', 's', 'processor s', 'event loop held up ms', 'heap MB'], rows);
}
