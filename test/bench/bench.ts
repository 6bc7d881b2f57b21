// Measures Kitei at several sizes, and beside it the pipeline one would otherwise assemble from packages,
// on the same machine in the same run. Prints Markdown.
//   npm run bench [-- --full]     --full adds 100,000 clauses
//   npm run bench -- --log        the question log instead, see log-bench.ts
//   npm run bench -- --index      the index in memory and in PostgreSQL side by side, see index-bench.ts
//   npm run bench -- --slack      the server under load from Slack instead, see slack-load.ts
//   npm run bench -- --teams      the same from Teams, see teams-load.ts
//   npm run bench -- --kills      the server killed at random moments instead, see kills-bench.ts
//   npm run bench -- --staff      a working day of 100 people on all channels, and bursts, see staff-load.ts
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatePolicies } from './generated-policies.ts';
import { benchIndex } from './index-bench.ts';
import { benchKills } from './kills-bench.ts';
import { benchLog } from './log-bench.ts';
import { table } from './markdown-table.ts';
import { PLAIN_PIPELINES } from './plain-pipelines.ts';
import { benchSlack } from './slack-load.ts';
import { benchStaff } from './staff-load.ts';
import { benchTeams } from './teams-load.ts';

const sizes = process.argv.includes('--full') ? [100, 1_000, 10_000, 100_000] : [100, 1_000, 10_000];
const samples = fileURLToPath(new URL('../../knowledge', import.meta.url));
const measurer = fileURLToPath(new URL('measure.ts', import.meta.url));

const index: string[][] = [];
const asking: string[][] = [];
const beside: string[][] = [];

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
if (process.argv.includes('--log')) await benchLog(process.argv);
else if (process.argv.includes('--index')) await benchIndex(process.argv);
else if (process.argv.includes('--slack')) await benchSlack(process.argv);
else if (process.argv.includes('--teams')) await benchTeams();
else if (process.argv.some((argument) => /^--kills\b/.test(argument))) await benchKills(process.argv);
else if (process.argv.includes('--staff')) await benchStaff(process.argv);
else benchAnswers();

function benchAnswers(): void {
  console.log(
    'The sample policies and their questions (knowledge/checks.jsonl) among generated clauses of other subjects.',
  );
  console.log(
    `Load of the machine before it began: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}.`,
  );
  for (const size of sizes) measureSize(size);

  table(
    'Index',
    [
      'generated clauses',
      'all clauses',
      'build s',
      'read',
      'analyse',
      'write',
      'check',
      'processor s',
      'peak MB',
      'on disk MB',
      'build after one changed clause s',
      'processor s',
      'more on disk MB',
    ],
    index,
  );
  table(
    'Asking',
    [
      'generated clauses',
      'start from the built index ms',
      'warm-up ms',
      'first question ms',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'p50 without word bridges ms',
      'p95 without word bridges ms',
      'memory MB',
    ],
    asking,
  );
  table(
    'Beside plain pipelines',
    [
      'generated clauses',
      'pipeline',
      'build s',
      'question p50 ms',
      'p95 ms',
      "p50 ÷ that of Kitei's search",
      'clauseHitAt3',
    ],
    beside,
  );
  console.log(
    '\nA search hits when one of its first three texts contains a piece of a clause that decides; a text is a clause for Kitei and up to 500 characters for a plain pipeline. The whole answer is judged as `kitei evaluate` judges it: citations, then related clauses.',
  );
}

function measureSize(size: number): void {
  const dir = mkdtempSync(join(tmpdir(), 'kitei-bench-'));
  try {
    const knowledge = join(dir, 'knowledge');
    const data = join(dir, 'data');
    cpSync(samples, knowledge, { recursive: true });
    const generated = generatePolicies(size);
    for (const { name, markdown } of generated) writeFileSync(join(knowledge, 'policies', name), markdown);

    const built = run('build', knowledge, data);
    const onDisk = bytesUnder(data) / 2 ** 20;
    const touched = join(knowledge, 'policies', generated[0]?.name ?? '');
    writeFileSync(touched, `${readFileSync(touched, 'utf8')}改めた一文を加える。\n`);
    const rebuilt = run('build', knowledge, data);
    const moreOnDisk = bytesUnder(data) / 2 ** 20 - onDisk;
    const asked = run('ask', knowledge, data);

    const { read, analyse, write, check } = built.seconds as unknown as Figures;
    index.push([
      count(size),
      count(built.clauses),
      seconds(built.totalMs),
      ...[read, analyse, write, check].map((value) => fixed(value, 2)),
      seconds(built.processorMs),
      fixed(built.peakMb, 0),
      fixed(onDisk, 1),
      seconds(rebuilt.totalMs),
      seconds(rebuilt.processorMs),
      fixed(moreOnDisk, 1),
    ]);
    asking.push([
      count(size),
      ...[asked.startMs, asked.prepareMs].map((value) => fixed(value, 0)),
      fixed(asked.firstAskMs, 1),
      ...[asked.p50, asked.p95, asked.p99].map((value) => fixed(value, 2)),
      ...[asked.p50WithoutBridge, asked.p95WithoutBridge].map((value) => fixed(value, 2)),
      fixed(asked.memoryMb, 0),
    ]);
    const searched = run('search', knowledge, data);
    const found = (name: string, figures: Figures, buildMs: number | undefined) => {
      const slower = (figures.p50 ?? Number.NaN) / (searched.p50 ?? Number.NaN);
      return [
        count(size),
        name,
        seconds(buildMs),
        fixed(figures.p50, 2),
        fixed(figures.p95, 2),
        `${fixed(slower, 2)}×`,
        fixed(figures.clauseHitAt3, 3),
      ];
    };
    beside.push(found('Kitei, the whole answer', asked, built.totalMs));
    beside.push(found('Kitei, search alone', searched, built.totalMs));
    for (const pipeline of Object.keys(PLAIN_PIPELINES)) {
      const plain = run('plain', knowledge, data, pipeline);
      beside.push(found(pipeline, plain, plain.buildMs));
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
}

type Figures = Readonly<Record<string, number>>;

function run(...args: string[]): Figures {
  const output = execFileSync(process.execPath, ['--import', 'tsx', measurer, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

/** Each file once, whatever number of names it has. */
function bytesUnder(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)));
  return [...new Map(files.map(({ ino, size }) => [ino, size])).values()].reduce(
    (sum, size) => sum + size,
    0,
  );
}

function count(value: number | undefined): string {
  return (value ?? Number.NaN).toLocaleString('en');
}

function fixed(value: number | undefined, digits: number): string {
  return (value ?? Number.NaN).toFixed(digits);
}

function seconds(ms: number | undefined): string {
  return fixed((ms ?? Number.NaN) / 1000, 2);
}
