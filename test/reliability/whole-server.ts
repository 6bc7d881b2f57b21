import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FakeSlack } from '../adapters/slack/fake-slack.ts';
import { policyOf, type Work } from './killed-work.ts';

const SERVER = fileURLToPath(new URL('./killed-server.ts', import.meta.url));

/** Kitei in a process of its own, with Slack and a browser that has signed in. */
export interface WholeServer {
  readonly url: string;
  /** Everything it has said to its operator. */
  said(): string;
  /** Asks in the browser; the page that answers, and its status. */
  ask(question: string): Promise<{ readonly status: number; readonly page: string }>;
  /** Has trainers' and administrators' work done; resolves to its failure, or null. */
  perform(work: Work): Promise<string | null>;
  /** A figure of `GET /metrics`, which needs `KITEI_METRICS_TOKEN`. */
  figure(name: string): Promise<number>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** What it signs with as Slack. */
export const SLACK_SECRET = 'a signing secret of a test';

/** Puts a policy into a folder; the environment of a server that answers from it, with its data beside it. */
export function environmentIn(folder: string, slack: FakeSlack): Record<string, string | undefined> {
  mkdirSync(join(folder, 'knowledge'));
  writeFileSync(join(folder, 'knowledge', 'guests.md'), policyOf(1));
  slack.tokens.set('xoxb-test-T1', { team: 'T1', user: 'UBOT', revoked: false });
  return {
    PATH: process.env.PATH,
    KITEI_KNOWLEDGE: join(folder, 'knowledge'),
    KITEI_DATA: join(folder, 'data'),
    KITEI_SECRET: 'a secret of at least thirty-two characters',
    KITEI_METRICS_TOKEN: 'a-token-for-the-tests',
    KITEI_QUESTIONS_PER_MINUTE: '10000',
    KITEI_PORT: '0',
    SLACK_SIGNING_SECRET: SLACK_SECRET,
    SLACK_BOT_TOKEN: 'xoxb-test-T1',
    SLACK_API_URL: slack.apiUrl,
  };
}

/** Starts one. @throws Error with what it said where it ends before it listens. */
export async function startWholeServer(
  env: Readonly<Record<string, string | undefined>>,
): Promise<WholeServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', SERVER], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  const works: ((failure: string | null) => void)[] = [];
  const { url, session } = await new Promise<{ url: string; session: { id: string; formToken: string } }>(
    (resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{')) resolve(JSON.parse(line));
        else works[Number(line)]?.(null);
      });
      createInterface({ input: child.stderr }).on('line', (line) => {
        const [, nth, failure = ''] = /work (\d+) failed: (.*)/.exec(line) ?? [];
        if (nth !== undefined) works[Number(nth)]?.(failure);
      });
      child.once('close', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
    },
  );
  return {
    url,
    said: () => said,
    async ask(question) {
      const body = new URLSearchParams({ question, nonce: question, formToken: session.formToken });
      const headers = { cookie: `kitei_session=${session.id}` };
      const response = await fetch(`${url}/ask`, { method: 'POST', body, headers });
      return { status: response.status, page: await response.text() };
    },
    perform: (work) =>
      new Promise((resolve) => {
        const nth = works.push(resolve) - 1;
        child.stdin.write(`${JSON.stringify({ nth, work })}\n`);
      }),
    async figure(name) {
      const headers = { authorization: `Bearer ${env.KITEI_METRICS_TOKEN}` };
      const text = await (await fetch(`${url}/metrics`, { headers })).text();
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    },
    kill: () => killed(child),
  };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}
