// A minute of Teams at its busiest, as Teams would deliver it: signed activities over HTTP at an even pace whether or
// not answers come, one in ten delivered again, answers taken by a fake of Teams. Kitei runs in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { percentile } from '../../src/evaluation/figures.ts';
import { APP_ID, FakeTeams, TENANT } from '../adapters/teams/fake-teams.ts';
import { table } from './markdown-table.ts';

const PER_SECOND = number('rate', 50);
const SECONDS = number('seconds', 60);
const PEOPLE = 200;
/** Every so many messages, one is delivered twice. */
const AGAIN_EVERY = 10;

const checks = fileURLToPath(new URL('../../knowledge/checks.jsonl', import.meta.url));
const app = fileURLToPath(new URL('teams-load-app.ts', import.meta.url));

/** `--name=…` of the command line. */
function number(name: string, otherwise: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given === undefined ? otherwise : Number(given.slice(name.length + 3));
}

/** Prints what became of `PER_SECOND` activities a second for `SECONDS` seconds. */
export async function benchTeams(): Promise<void> {
  const fake = await FakeTeams.start();
  const data = mkdtempSync(join(tmpdir(), 'kitei-teams-load-'));
  const config = { appId: APP_ID, appType: 'SingleTenant', appPassword: 'x', tenantId: TENANT };
  const teams = JSON.stringify({ ...config, allowedTenants: [TENANT], departments: false });
  const kitei = spawn(process.execPath, ['--import', 'tsx', app, data, JSON.stringify(fake.cloud), teams], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(kitei.stdout)[Symbol.asyncIterator]();
  try {
    const url = (await lines.next()).value as string;
    await send(url, fake, 'warm-up', '始める前の質問です');
    const sent = await sendAll(url, fake);
    // Kitei ends when everything is answered.
    kitei.stdin.end();
    const { memoryMb, cpuMs } = JSON.parse((await lines.next()).value as string);
    await once(kitei, 'exit');
    report(sent, fake, { memoryMb, cpuMs });
  } finally {
    kitei.kill();
    await fake.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** One message: when it was sent, and how long its acknowledgement took. */
interface Sent {
  readonly id: string;
  readonly at: number;
  readonly status: number;
  readonly acknowledgedMs: number;
}

async function sendAll(url: string, fake: FakeTeams): Promise<readonly Sent[]> {
  const questions = parseCheckQuestions(readFileSync(checks, 'utf8'), checks).map(({ question }) => question);
  const start = Date.now();
  const sending: Promise<Sent>[] = [];
  for (let index = 0; index < PER_SECOND * SECONDS; index++) {
    const wait = start + (index * 1000) / PER_SECOND - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const question = questions[index % questions.length] ?? '';
    sending.push(send(url, fake, `${index}`, question));
    if (index % AGAIN_EVERY === 0) sending.push(send(url, fake, `${index}`, question));
  }
  return Promise.all(sending);
}

async function send(url: string, fake: FakeTeams, id: string, text: string): Promise<Sent> {
  const person = `${Number(id) % PEOPLE}`;
  const body = JSON.stringify({
    type: 'message',
    id,
    text,
    channelId: 'msteams',
    serviceUrl: fake.serviceUrl,
    locale: 'ja-JP',
    from: { id: `29:${person}`, name: person, aadObjectId: person },
    recipient: { id: `28:${APP_ID}`, name: 'Kitei' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
  });
  const authorization = `Bearer ${fake.token()}`;
  const at = Date.now();
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body,
  });
  await response.arrayBuffer();
  return { id, at, status: response.status, acknowledgedMs: Date.now() - at };
}

function report(
  sent: readonly Sent[],
  fake: FakeTeams,
  { memoryMb, cpuMs }: { readonly memoryMb: number; readonly cpuMs: number },
): void {
  const first = new Map<string, number>();
  for (const { id, at } of sent) first.set(id, Math.min(at, first.get(id) ?? at));
  const answers = new Map<string, number[]>();
  for (const { body, at } of fake.arrived) {
    answers.set(body.replyToId, [...(answers.get(body.replyToId) ?? []), at]);
  }
  const times = [...first].flatMap(([id, at]) =>
    (answers.get(id) ?? []).slice(0, 1).map((then) => then - at),
  );
  const count = (of: (answered: number) => boolean) =>
    [...first.keys()].filter((id) => of(answers.get(id)?.length ?? 0)).length;
  const acknowledged = sent.map(({ acknowledgedMs }) => acknowledgedMs);
  const ms = (values: readonly number[], share: number) => percentile(values, share).toFixed(0);
  table(
    `Teams: ${PER_SECOND} messages a second for ${SECONDS} s from ${PEOPLE} people`,
    [
      ...['messages', 'deliveries', 'not acknowledged', 'lost', 'doubled', 'without a card'],
      ...[
        'acknowledged p50 ms',
        'p99 ms',
        'answered p50 ms',
        'p99 ms',
        'processor ms a message',
        'memory MB',
      ],
    ],
    [
      [
        `${first.size}`,
        `${sent.length}`,
        `${sent.filter(({ status }) => status !== 200).length}`,
        `${count((answered) => answered === 0)}`,
        `${count((answered) => answered > 1)}`,
        `${fake.arrived.filter(({ body }) => body.attachments === undefined).length}`,
        ...[ms(acknowledged, 0.5), ms(acknowledged, 0.99), ms(times, 0.5), ms(times, 0.99)],
        (cpuMs / first.size).toFixed(1),
        memoryMb.toFixed(0),
      ],
    ],
  );
}
