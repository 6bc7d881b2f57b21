// A working day in ten minutes: people ask in Slack, Teams and the browser, wait for their answers, think, ask again;
// then come bursts of many more. Kitei runs in a process of its own on 10,000 generated clauses beside the samples.
//   npm run bench -- --staff [--people=100] [--minutes=10] [--think=10] [--bursts=20] [--burst-times=10] [--burst-seconds=5] [--clauses=10000]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { percentile } from '../../src/evaluation/figures.ts';
import { generatePolicies } from './generated-policies.ts';
import { table } from './markdown-table.ts';
import { useOf } from './process-use.ts';
import { randomNumbers } from './random-numbers.ts';
import { type Asked, type StaffChannel, type StaffChannels, startStaffChannels } from './staff-channels.ts';

/** How often the memory is looked at, in milliseconds. */
const SAMPLE_MS = 5_000;
/** Longest pause of the event loop that is aimed at: a third of what platforms wait for an acknowledgement. */
const LONGEST_PAUSE_MS = 1_000;
/** People in the browser; the others are divided among Slack and Teams. */
const BROWSERS = 10;

const samples = fileURLToPath(new URL('../../knowledge', import.meta.url));
const app = fileURLToPath(new URL('staff-load-app.ts', import.meta.url));

/** Prints what became of every question, and how memory went. Sets the exit code where an aim was missed. */
export async function benchStaff(argv: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number) =>
    Number(argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
  const day = { people: option('people', 100), minutes: option('minutes', 10), think: option('think', 10) };
  // A burst asks so many times as often as people do otherwise.
  const bursts = {
    count: option('bursts', 20),
    times: option('burst-times', 10),
    seconds: option('burst-seconds', 5),
  };
  const before = loadavg()[0]?.toFixed(1);
  const folder = mkdtempSync(join(tmpdir(), 'kitei-staff-load-'));
  const knowledge = preparedKnowledge(folder, option('clauses', 10_000));
  const channels = await startStaffChannels(join(knowledge, 'checks.jsonl'));
  const server = await startServer({ folder, knowledge, channels });
  const aims: string[][] = [];
  const aim = (what: string, measured: number, most: number, unit = '') =>
    aims.push([
      what,
      `${measured.toFixed(0)}${unit}`,
      `${most.toFixed(0)}${unit}`,
      measured <= most ? 'met' : 'missed',
    ]);
  const memory: number[] = [];
  const sampling = setInterval(() => memory.push(useOf(server.pid).memoryMb), SAMPLE_MS);
  try {
    // The first questions load what the processes need, which is no matter of load.
    for (const channel of ['slack', 'teams', 'web'] as const) await channels.ask(0, channel);
    const atStart = await server.state();
    const used = useOf(server.pid).processorMs;
    const early = wait(day.minutes * 15_000).then(() => server.state());
    const publishing = wait(day.minutes * 30_000).then(() => publishRevision(knowledge, channels));
    const steady = await workingDay(channels, day);
    const afterQuarter = await early;
    const revision = await publishing;
    const afterDay = await server.state();
    const calm = memory.length;
    const processorMs = (useOf(server.pid).processorMs - used) / steady.asked.length;
    table(`${day.people} people for ${day.minutes} minutes; load of the machine before: ${before}`, OUTCOME, [
      outcome('all day', steady.asked, steady.seconds),
      ...(['slack', 'teams', 'web'] as const).map((channel) =>
        outcome(
          channel,
          steady.asked.filter((asked) => asked.channel === channel),
          steady.seconds,
        ),
      ),
    ]);
    table(
      'The process',
      ['processor ms a question', 'memory MB after 1 minute', 'half way', 'at the end', 'most'],
      [
        [
          processorMs.toFixed(1),
          ...[60_000 / SAMPLE_MS, calm / 2, calm].map((at) =>
            (memory[Math.round(at) - 1] ?? Number.NaN).toFixed(0),
          ),
          Math.max(...memory).toFixed(0),
        ],
      ],
    );

    const rate = (bursts.times * steady.asked.length) / steady.seconds;
    const times = answerTimes(steady.asked);
    aim('p95 of an answer', percentile(times, 0.95), 1_000, ' ms');
    aim('p99 of an answer', percentile(times, 0.99), 2_000, ' ms');
    aim('longest that the event loop was held up in the day', afterDay.longest, LONGEST_PAUSE_MS, ' ms');
    const growth = (later: ServerState, earlier: ServerState) => (100 * later.liveMb) / earlier.liveMb;
    aim('memory in use after the day, against a quarter of it', growth(afterDay, afterQuarter), 105, ' %');

    const inBursts: Asked[] = [];
    const after: Asked[] = [];
    const recovered: number[] = [];
    for (let burst = 0; burst < bursts.count; burst++) {
      const { asked, lastAnswerMs } = await burstOf(channels, rate, bursts.seconds, 1_000 + burst * 100_000);
      inBursts.push(...asked);
      recovered.push(lastAnswerMs / 1_000);
      after.push(...(await Promise.all(Array.from({ length: 9 }, (_, n) => channels.ask(n, channelOf(n))))));
    }
    if (bursts.count > 0) {
      const seconds = bursts.count * bursts.seconds;
      table(
        `${bursts.count} bursts of ${bursts.times} times as many questions, ${bursts.seconds} s each`,
        OUTCOME,
        [outcome('in bursts', inBursts, seconds), outcome('asked after them', after, bursts.count)],
      );
      console.log(
        `\nLast answer after the end of a burst: median ${percentile(recovered, 0.5).toFixed(1)} s, slowest ${percentile(recovered, 1).toFixed(1)} s. Memory in the end ${useOf(server.pid).memoryMb.toFixed(0)} MB, most ${Math.max(...memory).toFixed(0)} MB.`,
      );
    }
    const afterBursts = await server.state();
    const all = [...steady.asked, ...inBursts, ...after];
    if (bursts.count > 0) {
      aim('last word after the end of a burst', percentile(recovered, 1), 35, ' s');
      aim('slowest answer right after a burst', percentile(answerTimes(after), 1), 2_000, ' ms');
      aim('memory in use after the bursts, against before them', growth(afterBursts, afterDay), 105, ' %');
      aim('longest that the event loop was held up in bursts', afterBursts.longest, LONGEST_PAUSE_MS, ' ms');
    }
    aim('most memory', Math.max(...memory), 1_200, ' MB');
    aim(
      'slowest acknowledgement',
      percentile(
        all.flatMap(({ ackMs }) => ackMs ?? []),
        1,
      ),
      3_000,
      ' ms',
    );
    aim('lost', all.filter(({ answers }) => answers === 0).length, 0);
    aim('doubled', all.filter(({ answers }) => answers > 1).length, 0);
    console.log(
      `\nHalf way through the day ${revision.documents} documents changed and were published while people asked, in ${revision.seconds.toFixed(1)} s. ${revision.receipt.split('\n')[0]}`,
    );
    table(
      'Memory in use and the event loop',
      ['when', 'in use MB', 'loop delay p99 ms', 'longest'],
      [
        ...Object.entries({
          'at the start': atStart,
          'after a quarter of the day': afterQuarter,
          'after the day': afterDay,
          'after the bursts': afterBursts,
        }).map(([when, { liveMb, p99, longest }]) => [
          when,
          liveMb.toFixed(0),
          p99.toFixed(0),
          longest.toFixed(0),
        ]),
      ],
    );
    table('Aims', ['what', 'measured', 'at most', ''], aims);
    if (aims.some(([, , , verdict]) => verdict === 'missed')) process.exitCode = 1;
  } finally {
    clearInterval(sampling);
    await server.stop();
    await channels.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everybody asks, waits for the answer and thinks for half to one and a half times `think` seconds, until it is over. */
async function workingDay(
  channels: StaffChannels,
  { people, minutes, think }: { readonly people: number; readonly minutes: number; readonly think: number },
) {
  const random = randomNumbers(people);
  const asked: Asked[] = [];
  const began = performance.now();
  const end = began + minutes * 60_000;
  await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      await wait(random() * think * 1_000);
      while (performance.now() < end) {
        asked.push(await channels.ask(person, channelOf(person)));
        await wait((0.5 + random()) * think * 1_000);
      }
    }),
  );
  return { asked, seconds: (performance.now() - began) / 1_000 };
}

/** Changes every tenth of the generated policies, and publishes them while people ask. */
async function publishRevision(knowledge: string, channels: StaffChannels) {
  const folder = join(knowledge, 'policies');
  const generated = readdirSync(folder).filter((name) => name.startsWith('generated'));
  const changed = generated.filter((_, nth) => nth % 10 === 0);
  for (const name of changed) {
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('。', '、この限りでない場合を除く。'));
  }
  const began = performance.now();
  const receipt = await channels.reindex();
  return { documents: changed.length, seconds: (performance.now() - began) / 1_000, receipt };
}

/** Questions at an even pace, each of somebody else, whether or not answers come. */
async function burstOf(channels: StaffChannels, rate: number, seconds: number, firstPerson: number) {
  const asking: Promise<Asked>[] = [];
  const start = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const late = start + (n * 1_000) / rate - performance.now();
    if (late > 0) await wait(late);
    asking.push(channels.ask(firstPerson + n, n % 2 === 0 ? 'slack' : 'teams'));
  }
  const over = performance.now();
  const asked = await Promise.all(asking);
  return { asked, lastAnswerMs: performance.now() - over };
}

function channelOf(person: number): StaffChannel {
  if (person % BROWSERS === 2) return 'web';
  return person % 2 === 0 ? 'slack' : 'teams';
}

const OUTCOME = [
  'when',
  'questions',
  'a second',
  'answered',
  'told that it is busy',
  'lost',
  'doubled',
  'answer p50 ms',
  'p95',
  'p99',
  'slowest',
];

function answerTimes(asked: readonly Asked[]): number[] {
  return asked.flatMap(({ ms, busy }) => (ms === null || busy ? [] : [ms]));
}

function outcome(when: string, asked: readonly Asked[], seconds: number): string[] {
  const times = answerTimes(asked);
  const count = (of: (asked: Asked) => boolean) => String(asked.filter(of).length);
  return [
    when,
    String(asked.length),
    (asked.length / seconds).toFixed(1),
    count(({ answers, busy }) => answers > 0 && !busy),
    count(({ busy }) => busy),
    count(({ answers }) => answers === 0),
    count(({ answers }) => answers > 1),
    ...[0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(0)),
  ];
}

/** The sample policies among generated ones; where it stands. */
function preparedKnowledge(folder: string, clauses: number): string {
  const knowledge = join(folder, 'knowledge');
  cpSync(samples, knowledge, { recursive: true });
  for (const { name, markdown } of generatePolicies(clauses)) {
    writeFileSync(join(knowledge, 'policies', name), markdown);
  }
  return knowledge;
}

/** Memory in use in MB, and how long the event loop was held up since the last look, in ms. */
interface ServerState {
  readonly liveMb: number;
  readonly p99: number;
  readonly longest: number;
}

async function startServer({
  folder,
  knowledge,
  channels,
}: {
  readonly folder: string;
  readonly knowledge: string;
  readonly channels: StaffChannels;
}) {
  const server = spawn(process.execPath, ['--import', 'tsx', app, channels.cloud, String(BROWSERS)], {
    env: {
      PATH: process.env.PATH,
      KITEI_KNOWLEDGE: knowledge,
      KITEI_DATA: join(folder, 'data'),
      KITEI_PORT: '0',
      KITEI_LANGUAGE: 'en',
      ...channels.environment,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const lines = createInterface(server.stdout);
  const first = await Promise.race([
    once(lines, 'line'),
    ended.then(([code]) => Promise.reject(new Error(`The server ended with ${code}.`))),
  ]);
  const { url, sessions } = JSON.parse(String(first[0]));
  channels.connect(url, sessions);
  return {
    pid: server.pid,
    /** Memory in use, and how the event loop was held up since this was asked last. */
    async state(): Promise<ServerState> {
      server.stdin.write('\n');
      return JSON.parse(String((await once(lines, 'line'))[0]));
    },
    async stop() {
      server.stdin.end();
      await ended;
    },
  };
}
