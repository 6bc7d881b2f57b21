// Measures the question log on SQLite with as many records as a large organisation collects in years. Prints Markdown.
//   npm run bench -- --log [--records=1000000] [--folder=…]     keeps and reuses the log of a folder that is named
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import type { LogFilter, QuestionLog } from '../../src/domain/question-log.ts';
import { percentile } from '../../src/evaluation/figures.ts';
import { databaseQuestionLog } from '../../src/storage/database/database-question-log.ts';
import { type Database, openDatabase } from '../../src/storage/database/open-database.ts';
import { addFeedback, addRecord, keepReview } from '../../src/storage/database/record-writing.ts';
import { Aims } from './aims.ts';
import { type GeneratedRecord, generateLog } from './generated-log.ts';
import { table } from './markdown-table.ts';
import { measureTraining } from './training-bench.ts';

/** Records of one transaction while the log is filled; appending one by one is measured afterwards. */
const FILLED_AT_ONCE = 5_000;
const APPENDED = 5_000;
const PAGE = 50;
const ROUNDS = 20;
/** A quarter of the generated years. */
const QUARTER = { since: '2025-04-01T00:00:00.000Z', until: '2025-07-01T00:00:00.000Z' };

/** Every part of a filter alone, frequent and rare, and what a trainer puts together. */
const FILTERS: readonly (readonly [string, LogFilter])[] = [
  ['everything', {}],
  ['one month', { since: '2025-06-01T00:00:00.000Z', until: '2025-07-01T00:00:00.000Z' }],
  ['department, large', { department: '総務課' }],
  ['department, small', { department: '港湾課' }],
  ['department that has none', { department: '秘書課' }],
  ['channel, most', { channel: 'slack' }],
  ['channel, 0.1 %', { channel: 'cli' }],
  ['verdict, 20 %', { verdicts: ['not_allowed'] }],
  ['verdict, 0.1 %', { verdicts: ['failed'] }],
  ['three verdicts', { verdicts: ['not_stated', 'needs_person', 'failed'] }],
  ['disliked', { disliked: true }],
  ['reviewed', { reviewed: true }],
  ['not reviewed, disliked', { reviewed: false, disliked: true }],
  ['reviewed, disliked, channel 0.1 %', { reviewed: true, disliked: true, channel: 'cli' }],
  ['clause, frequent', { clauseId: 'rules-0/1/0' }],
  ['clause, rare', { clauseId: 'rules-11/6/599' }],
  ['clause, frequent, verdict 2 %', { clauseId: 'rules-0/1/0', verdicts: ['does_not_apply'] }],
  ['department, small, verdict 0.1 %', { department: '港湾課', verdicts: ['failed'] }],
  ['department, large, channel 0.1 %', { department: '総務課', channel: 'cli' }],
  ['text, two characters: 名簿', { text: '名簿' }],
  ['text, two characters in nearly all: もい', { text: 'もい' }],
  ['text, one character: 捨', { text: '捨' }],
  ['text, long', { text: '紛失した名簿を家族に見せて' }],
  ['text that nobody asked', { text: '潜水艦' }],
  ['text 名簿, department small', { text: '名簿', department: '港湾課' }],
  ['text 名簿, verdict 0.1 %', { text: '名簿', verdicts: ['failed'] }],
  ['text もい, verdict 0.1 %', { text: 'もい', verdicts: ['failed'] }],
  ['text 名簿, clause rare', { text: '名簿', clauseId: 'rules-11/6/599' }],
  ['text 名簿, disliked, department small', { text: '名簿', disliked: true, department: '港湾課' }],
  ['conversation', { conversation: 'conversation-77777' }],
];

export async function benchLog(argv: readonly string[]): Promise<void> {
  const option = (name: string) =>
    argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const count = Number(option('records') ?? 1_000_000);
  const kept = option('folder');
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'kitei-bench-log-'));
  try {
    await measure(join(folder, `log-${count}.db`), count);
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true });
  }
}

async function measure(path: string, count: number): Promise<void> {
  const fresh = !existsSync(path);
  const database = await openDatabase(path);
  const log = databaseQuestionLog(database);
  if (fresh) {
    const filled = await timed(() => fill(database, count));
    await database.takeStock();
    console.log(`${count.toLocaleString('en')} records filled in ${(filled / 1000).toFixed(0)} s.`);
  }
  console.log(`On disk: ${(statSync(path).size / 2 ** 30).toFixed(2)} GiB.`);
  const aims = new Aims();
  const load = () => `${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} processors`;
  console.log(`Load of the machine: ${load()}.`);
  await measureAppend(log, count, dirname(path), aims);
  await measurePages(log, aims);
  await measureRest(log);
  await measureTraining(log, QUARTER, aims);
  await database.close();
  aims.print();
  console.log(`\nLoad of the machine at the end: ${load()}, of which this is one.`);
  console.log(`\nPeak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB.`);
}

async function fill({ db, search }: Database, count: number): Promise<void> {
  let waiting: GeneratedRecord[] = [];
  const keep = () =>
    db.transaction().execute(async (work) => {
      // FTS5 writes what it has collected whenever another table is written to: texts come in one go.
      const texts: [number, string][] = [];
      const later = {
        ...search,
        add: async (_: unknown, seq: number, text: string) => void texts.push([seq, text]),
      };
      for (const { record, feedback, review } of waiting) {
        await addRecord(work, later, record);
        if (feedback !== null) await addFeedback(work, feedback);
        if (review !== null) await keepReview(work, review);
      }
      for (const [seq, text] of texts) await search.add(work as unknown as Kysely<unknown>, seq, text);
      waiting = [];
    });
  for (const generated of generateLog(count)) {
    waiting.push(generated);
    if (waiting.length === FILLED_AT_ONCE) await keep();
  }
  await keep();
}

async function measureAppend(log: QuestionLog, count: number, folder: string, aims: Aims): Promise<void> {
  const now = Date.now();
  const times: number[] = [];
  const flushed: number[] = [];
  let processor = 0;
  const disk = openDisk(folder);
  for (const { record } of generateLog(APPENDED)) {
    const fresh = {
      ...record,
      id: `${now}:${record.id}`,
      askedAt: new Date(now + times.length).toISOString(),
    };
    const before = process.cpuUsage();
    times.push(await timed(() => log.append(fresh)));
    const { user, system } = process.cpuUsage(before);
    processor += (user + system) / 1000 / APPENDED;
    // By turns, so that both meet the same load.
    if (times.length % 5 === 0) flushed.push(await timed(async () => disk.flush()));
  }
  disk.close();
  const row = (name: string, of: readonly number[], used: string) => [
    name,
    ...[0.5, 0.95, 0.99, 1].map((share) => percentile(of, share).toFixed(2)),
    used,
  ];
  table(
    `Append to ${count.toLocaleString('en')} records, each on the disk before it is acknowledged`,
    ['', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms', 'processor ms each'],
    [row('append', times, processor.toFixed(2)), row('the disk alone', flushed, '')],
  );
  const disk95 = percentile(flushed, 0.95).toFixed(2);
  aims.add(`append, p95 (the disk alone: ${disk95} ms)`, percentile(times, 0.95), 2, 'ms');
}

/** Writes as much as an append does, some 25 pages at the end of a file, and waits until it is on the disk. */
function openDisk(folder: string): { flush(): void; close(): void } {
  const path = join(folder, 'flushed');
  const file = openSync(path, 'w');
  const bytes = Buffer.alloc(25 * 4096, 1);
  return {
    flush() {
      writeSync(file, bytes);
      fdatasyncSync(file);
    },
    close() {
      closeSync(file);
      rmSync(path);
    },
  };
}

async function measurePages(log: QuestionLog, aims: Aims): Promise<void> {
  const rows: string[][] = [];
  let slowest = { name: '', p95: 0 };
  for (const [name, filter] of FILTERS) {
    const first = await log.page(filter, PAGE);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await timed(() => log.page(filter, PAGE)));
    // Somewhere in the middle of what there is.
    let { next } = first;
    for (let pages = 0; next !== null && pages < 20; pages++)
      next = (await log.page(filter, PAGE, next)).next;
    const place = next ?? undefined;
    const later = await timed(() => log.page(filter, PAGE, place));
    const p95 = percentile(times, 0.95);
    if (p95 > slowest.p95) slowest = { name, p95 };
    const [p50, longest] = [0.5, 1].map((share) => percentile(times, share).toFixed(1));
    rows.push([name, String(first.records.length), p50 ?? '', longest ?? '', later.toFixed(1)]);
  }
  table(`A page of ${PAGE}`, ['filter', 'records', 'p50 ms', 'longest ms', 'a later page ms'], rows);
  aims.add(`a page, p95 of the slowest filter (${slowest.name})`, slowest.p95, 50, 'ms');
}

async function measureRest(log: QuestionLog): Promise<void> {
  const quarter = { since: '2025-04-01T00:00:00.000Z', until: '2025-07-01T00:00:00.000Z' };
  const count = async (filter: LogFilter) => {
    let records = 0;
    for await (const _ of log.each(filter)) records++;
    return records;
  };
  const rows: string[][] = [];
  const add = async (name: string, work: () => Promise<number>) => {
    let result = 0;
    const ms = await timed(async () => {
      result = await work();
    });
    rows.push([name, result.toLocaleString('en'), (ms / 1000).toFixed(3)]);
  };
  await add('read every record of a quarter', () => count(quarter));
  await add('the same in outline', async () => {
    let records = 0;
    for await (const _ of log.outlines(quarter)) records++;
    return records;
  });
  await add('read every disliked record of a year', () => count({ disliked: true }));
  await add('departments of few people', async () => (await log.smallDepartments(5)).size);
  await add('drop the wording of two days', () => log.dropWording('2025-01-03T00:00:00.000Z'));
  await add('the same again', () => log.dropWording('2025-01-03T00:00:00.000Z'));
  await add('delete a day', () => log.deleteBefore('2025-01-02T00:00:00.000Z'));
  await add('forget a person who asked often', () => log.forget('asker-3'));
  table('Other work', ['work', 'records', 's'], rows);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
