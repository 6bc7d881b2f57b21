import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { type FakeSlack, startFakeSlack } from './slack/fake-slack.ts';
import { slackRequests } from './slack/slack-sender.ts';

// Kitei in processes of its own with a planted value in every secret setting, and everything failing that can fail.

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:1';
const SECRETS = {
  KITEI_SECRET: 'planted-kitei-secret-of-32-characters-0001',
  KITEI_SECRET_BEFORE: 'planted-kitei-secret-of-32-characters-0000',
  KITEI_METRICS_TOKEN: 'planted-metrics-token-0002',
  KITEI_MODEL_KEY: 'planted-model-key-0003',
  KITEI_EMBEDDER_KEY: 'planted-embedder-key-0004',
  KITEI_RERANKER_KEY: 'planted-reranker-key-0005',
  KITEI_OIDC_CLIENT_SECRET: 'planted-oidc-secret-0006',
  SLACK_SIGNING_SECRET: 'planted-signing-secret-0007',
  SLACK_BOT_TOKEN: 'xoxb-planted-bot-token-0008',
  TEAMS_APP_PASSWORD: 'planted-teams-password-0009',
};
const SETTINGS = {
  ...SECRETS,
  KITEI_DEBUG: '1',
  KITEI_LOG_LEVEL: 'debug',
  KITEI_PORT: '0',
  KITEI_URL: 'http://127.0.0.1:1',
  KITEI_MODEL: 'openai:some-model',
  KITEI_MODEL_URL: `${NOWHERE}/v1`,
  KITEI_MODEL_REWRITING: 'on',
  KITEI_MODEL_RERANKING: 'on',
  KITEI_EMBEDDER: 'openai:some-embedder',
  KITEI_EMBEDDER_URL: `${NOWHERE}/v1`,
  KITEI_RERANKER_URL: `${NOWHERE}/rerank`,
  KITEI_OIDC_ISSUER: NOWHERE,
  KITEI_OIDC_CLIENT_ID: 'kitei',
  TEAMS_APP_ID: '00000000-0000-0000-0000-000000000001',
  TEAMS_TENANT_ID: '00000000-0000-0000-0000-000000000002',
};

let dir: string;
let slack: FakeSlack;
let child: ChildProcess | undefined;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-secrets-'));
  slack = await startFakeSlack();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await slack.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs a part of Kitei; what it has said so far, on both outputs. */
function run(file: string, args: readonly string[], env: Record<string, string> = {}) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(KITEI_|SLACK_|TEAMS_|DATABASE_URL|LC_|LANG)/.test(name),
    ),
  );
  child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: dir,
    env: {
      ...inherited,
      LANG: 'C.UTF-8',
      KITEI_KNOWLEDGE: join(root, 'knowledge'),
      KITEI_DATA: join(dir, 'data'),
      SLACK_API_URL: slack.apiUrl,
      ...SETTINGS,
      ...env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      said += data;
    });
  }
  return { process: child, said: () => said, ended: once(child, 'exit') };
}

function expectNothingPlanted(text: string): void {
  expect(text.match(/planted-[\w-]+/g)).toBeNull();
  for (const secret of Object.values(SECRETS)) {
    expect(text).not.toContain(Buffer.from(secret).toString('base64'));
    expect(text).not.toContain(encodeURIComponent(Buffer.from(secret).toString('base64')));
  }
}

/** Every file below a folder, read as bytes that are characters. */
function contentOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

describe('secrets of the settings', { timeout: 300_000 }, () => {
  it('are in nothing that a server says or keeps while everything fails around it', async () => {
    slack.tokens.set(SECRETS.SLACK_BOT_TOKEN, { team: 'T1', user: 'UBOT', revoked: false });
    const server = run('adapters/main.mjs', []);
    const url = await vi.waitFor(
      () => {
        const found = /running: (http:[^\s"]+)/.exec(server.said())?.[1];
        if (found === undefined) throw new Error(server.said());
        return found;
      },
      { timeout: 120_000, interval: 100 },
    );
    const requests = slackRequests(url, SECRETS.SLACK_SIGNING_SECRET);
    const mention = {
      type: 'app_mention',
      channel: 'C1',
      user: 'U1',
      text: '<@UBOT> May I share my password?',
    };
    // The platform does not know the person, then refuses the answer, and the model and its kin are not there.
    for (const [nth, failure] of ([null, 'invalid_auth', 'channel_not_found'] as const).entries()) {
      if (failure !== null) slack.failNext('message', { kind: 'error', error: failure });
      expect((await requests.event({ ...mention, ts: `${1_700_000_000 + nth}.000100` })).status).toBe(200);
    }
    await vi.waitFor(() => expect(slack.messages.length).toBeGreaterThan(0), { timeout: 60_000 });
    await requests.raw('{"broken', { 'content-type': 'application/json' });
    await slackRequests(url, 'another secret').event(mention);
    const statuses = await Promise.all([
      fetch(`${url}/metrics`, { headers: { authorization: 'Bearer guessed' } }),
      fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${SECRETS.KITEI_METRICS_TOKEN}` } }),
      fetch(`${url}/sign-in/start`),
      fetch(`${url}/sign-in/callback?code=x&state=y`),
      fetch(`${url}/api/messages`, {
        method: 'POST',
        body: '{}',
        headers: { authorization: 'Bearer forged' },
      }),
    ]);
    expect(statuses.map(({ status }) => status).slice(0, 2)).toEqual([401, 200]);
    const pages = await Promise.all(statuses.map((response) => response.text()));
    server.process.kill('SIGTERM');
    await server.ended;
    // It did hear of failures, or this would show nothing.
    expect(server.said()).toMatch(/"level":"(warn|error)"/);
    expectNothingPlanted(server.said());
    expectNothingPlanted(pages.join('\n'));
    expectNothingPlanted(contentOf(join(dir, 'data')));
  });

  it.each([
    ['a token that Slack refuses', {}],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://kitei:planted-database-password@127.0.0.1:1/kitei' },
    ],
    [
      'settings with mistakes',
      { KITEI_PORT: 'x', KITEI_METRICS_TOKEN: 'planted', KITEI_SECRET: 'planted-short' },
    ],
  ])('are not in what is said of %s', async (_, env) => {
    const server = run('adapters/main.mjs', [], env);
    const [code] = await server.ended;
    expect(code).not.toBe(0);
    expect(server.said().length).toBeGreaterThan(20);
    expectNothingPlanted(server.said());
  });

  it.each([
    [['doctor', '--offline', '--json'], {}],
    [['ask', 'May I share my password?'], {}],
    [['log'], { DATABASE_URL: 'postgres://kitei:planted-database-password@127.0.0.1:1/kitei' }],
    [
      [
        'migrate',
        '--from',
        'kitei.db',
        '--to',
        'postgres://kitei:planted-database-password@127.0.0.1:1/kitei',
      ],
      {},
    ],
  ] as const)('are not in what kitei %s says', async (args, env) => {
    await (await openDatabase(join(dir, 'kitei.db'))).close();
    const command = run('adapters/cli/kitei.mjs', args, env);
    await command.ended;
    expect(command.said().length).toBeGreaterThan(20);
    expectNothingPlanted(command.said());
  });
});
