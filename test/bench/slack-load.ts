// Sends signed Slack events to the running server, with a fake Slack behind it. Prints Markdown.
//   npm run bench -- --slack [--rate=50] [--seconds=60]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { percentile } from '../../src/evaluation/figures.ts';
import { startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { slackRequests } from '../adapters/slack/slack-sender.ts';
import { table } from './markdown-table.ts';
import { useOf } from './process-use.ts';

const SECRET = 'the signing secret of a measurement';
const TOKEN = 'xoxb-measurement';
/** People ask in this many direct messages, so that none gets more than one answer a second. */
const PLACES = 200;
/** Every so manieth event is delivered again, and every so manieth mention comes with its message. */
const AGAIN = 10;
const TWIN = 15;
/** How long answers may still come after the last question, in milliseconds. */
const PATIENCE_MS = 180_000;

const main = fileURLToPath(new URL('../../adapters/main.mjs', import.meta.url));
const samples = fileURLToPath(new URL('../../knowledge', import.meta.url));

/** 50 questions a second for a minute unless told otherwise: nothing may be lost, nothing answered twice. */
export async function benchSlack(argv: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number) =>
    Number(argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
  const rate = option('rate', 50);
  const seconds = option('seconds', 60);
  const questions = readFileSync(join(samples, 'checks.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).question);
  const slack = await startFakeSlack();
  slack.tokens.set(TOKEN, { team: 'T1', user: 'UBOT', revoked: false });
  for (let i = 0; i < PLACES; i++) slack.users.set(`U${i}`, { locale: i % 4 === 0 ? 'en-US' : 'ja-JP' });
  const server = await startServer(slack.apiUrl);
  try {
    const requests = slackRequests(server.url, SECRET);
    // The first question opens dictionaries, which is no matter of load.
    await requests.event(messageTo(0, '質問の前に', '1.000000'));
    await until(() => slack.messages.length === 1);

    const before = server.use().processorMs;
    const asked = new Map<string, number>();
    const acks: number[] = [];
    const refused: number[] = [];
    const deliver = async (event: ReturnType<typeof messageTo>) => {
      const sent = performance.now();
      const { status } = await requests.event(event);
      acks.push(performance.now() - sent);
      if (status !== 200) refused.push(status);
    };
    const deliveries: Promise<void>[] = [];
    const began = performance.now();
    for (let n = 1; n <= rate * seconds; n++) {
      const late = began + (n * 1000) / rate - performance.now();
      if (late > 0) await wait(late);
      const ts = `${1_700_000_000 + n}.000100`;
      const text = questions[n % questions.length] ?? '';
      const event = messageTo(n, text, ts);
      asked.set(ts, performance.now());
      deliveries.push(deliver(event));
      if (n % AGAIN === 0)
        deliveries.push(
          deliver(event),
          wait(500).then(() => deliver(event)),
        );
      if (n % TWIN === 0) deliveries.push(deliver({ ...event, type: 'app_mention' }));
    }
    const lasted = (performance.now() - began) / 1000;
    await Promise.all(deliveries);
    await until(() => slack.messages.length > asked.size).catch(() => {});
    const { memoryMb, processorMs } = await server.stop();

    const answers = new Map<string, number[]>();
    for (const { thread, at } of slack.messages.slice(1)) {
      const key = thread ?? '';
      answers.set(key, [...(answers.get(key) ?? []), at]);
    }
    const times = [...asked].flatMap(([ts, sent]) => (answers.get(ts) ?? []).map((at) => at - sent));
    const ofEach = [...asked.keys()].map((ts) => answers.get(ts)?.length ?? 0);
    const ms = (values: readonly number[], share: number) => percentile(values, share).toFixed(1);
    table(
      'Slack under load',
      [
        'questions',
        'a second',
        'deliveries',
        'not acknowledged',
        'answered once',
        'lost',
        'doubled',
        'refused by Slack',
        'ack p50 ms',
        'p99',
        'answer p50 ms',
        'p99',
        'slowest',
        'processor ms a question',
        'memory at the end MB',
      ],
      [
        [
          asked.size,
          (asked.size / lasted).toFixed(1),
          acks.length,
          refused.length,
          ofEach.filter((count) => count === 1).length,
          ofEach.filter((count) => count === 0).length,
          ofEach.filter((count) => count > 1).length,
          slack.faults.length,
          ms(acks, 0.5),
          ms(acks, 0.99),
          ms(times, 0.5),
          ms(times, 0.99),
          ms(times, 1),
          ((processorMs - before) / asked.size).toFixed(1),
          memoryMb.toFixed(0),
        ].map(String),
      ],
    );
    console.log(
      '\nThe server runs by itself, as `npm start` does, with its question log; questions, their repeated deliveries and the fake Slack share the other process.',
    );
    if (ofEach.some((count) => count !== 1) || slack.faults.length > 0 || refused.length > 0)
      process.exitCode = 1;
  } finally {
    await server.stop();
    await slack.close();
  }
}

function messageTo(n: number, text: string, ts: string) {
  const user = n % PLACES;
  return {
    type: 'message',
    channel_type: 'im',
    channel: `D${user}`,
    user: `U${user}`,
    text: `<@UBOT> ${text}`,
    ts,
    event_ts: ts,
  };
}

async function until(done: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!done()) {
    if (performance.now() > end) throw new Error('what was waited for did not come');
    await wait(20);
  }
}

/** The server in a process of its own; `stop` ends it as a signal does, and says what it used. */
async function startServer(apiUrl: string) {
  const data = mkdtempSync(join(tmpdir(), 'kitei-bench-slack-'));
  const child = spawn(process.execPath, [main], {
    cwd: data,
    env: {
      PATH: process.env.PATH,
      KITEI_KNOWLEDGE: samples,
      KITEI_DATA: data,
      KITEI_PORT: '0',
      KITEI_LANGUAGE: 'en',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_API_URL: apiUrl,
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines = createInterface({ input: child.stderr });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    lines.on('line', (line) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (address !== undefined) resolve(address);
      else console.log(`> ${line}`);
    });
  });
  const stop = async () => {
    const use = useOf(child.pid);
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true });
    return use;
  };
  let stopped: ReturnType<typeof stop> | null = null;
  return {
    url,
    use: () => useOf(child.pid),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
