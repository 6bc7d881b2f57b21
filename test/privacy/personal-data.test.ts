import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { csvLine, exportedRecord } from '../../adapters/log-export.ts';
import { createProcessLog } from '../../adapters/process-log.ts';
import { serve } from '../../adapters/serve.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { createTeamsChannel } from '../../adapters/teams/teams-channel.ts';
import { createSessions } from '../../adapters/web/sessions.ts';
import { backup } from '../../src/backup.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { openStores } from '../../src/stores.ts';
import { type FakeSlack, startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { slackRequests } from '../adapters/slack/slack-sender.ts';
import { APP_ID, FakeTeams, TENANT } from '../adapters/teams/fake-teams.ts';

// The whole server with Slack, Teams and a browser: what people type about people is in nothing that it keeps or says.

/** Different ones for each way in, so that a failure says which way it came. */
const PLANTED = {
  slack: [
    '123456789018',
    'hanako.mizumori@example.lg.jp',
    '090-1234-5678',
    '佐々木健太',
    'Q482911',
    'ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8',
  ],
  teams: [
    '234567890124',
    'taro.kawahara@example.lg.jp',
    '080-2345-6789',
    '高橋由美子',
    'Q482922',
    'ghp_B1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8',
  ],
  web: [
    '345678901230',
    'jiro.kitagawa@example.lg.jp',
    '070-3456-7890',
    '渡辺真理子',
    'Q482933',
    'ghp_C1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8',
  ],
  comment: [
    '456789012346',
    'saburo.minami@example.lg.jp',
    '090-4567-8901',
    '伊藤美咲',
    'Q482944',
    'ghp_D1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8',
  ],
  broken: [
    '567890123452',
    'shiro.higashi@example.lg.jp',
    '080-5678-9012',
    '小林大輔',
    'Q482955',
    'ghp_E1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8',
  ],
} as const;
/**
 * Who asks, by what the platforms say of them. They are in nothing that is said or exported; the database names trainers in
 * its audit log, and has ids of people among the keys of what channels remember.
 */
const ASKERS = [
  'U0PLANTED1',
  '29:planted-asker',
  '33333333-3333-4333-8333-333333333333',
  '水森花子',
  'web:planted-person',
];
const SIGNING = 'a signing secret of a test';

const told = ([number, mail, phone, name, staff, token]: readonly string[]) =>
  `職員番号${staff}の${name}さん（マイナンバー${number}、${mail}、電話${phone}）のパスワード ${token} を私物のUSBメモリに入れてもいいですか`;

let dir: string;
let slack: FakeSlack;
let teams: FakeTeams;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-personal-'));
  for (const name of ['temporary', 'out']) mkdirSync(join(dir, name));
  vi.stubEnv('TMPDIR', join(dir, 'temporary'));
  slack = await startFakeSlack();
  slack.tokens.set('xoxb-test-T1', { team: 'T1', user: 'UBOT', revoked: false });
  teams = await FakeTeams.start();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await slack.close();
  await teams.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Every way in which a value may be written. */
const forms = (value: string) => [
  value,
  value.replace(/[-.@]/g, ''),
  encodeURIComponent(value),
  JSON.stringify(value)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  // The middle of it in base64, wherever it stands in what was encoded.
  ...[0, 1, 2].map((shift) =>
    Buffer.from('\0'.repeat(shift) + value)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4)
      .replace(/.{0,4}$/, ''),
  ),
];

const leaksOf = (where: Readonly<Record<string, string>>, people: readonly string[] = []) =>
  Object.entries(where).flatMap(([name, text]) =>
    [
      ...Object.entries(PLANTED).flatMap(([way, values]) => values.map((value) => [way, value] as const)),
      ...people.map((value) => ['asker', value] as const),
    ]
      .filter(([, value]) => forms(value).some((form) => form.length > 3 && text.includes(form)))
      .map(([way, value]) => `${name}: ${way} ${value}`),
  );

/** Every file below a folder by its name. */
const filesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .flatMap((name) => {
        const bytes = readFileSync(join(folder, name));
        return [
          [name, bytes.toString('utf8')],
          [`${name} as UTF-16`, bytes.toString('utf16le')],
        ];
      }),
  );

it('keeps and says nothing of the people whom questions, comments and broken requests name', {
  timeout: 120_000,
}, async () => {
  const knowledge = join(dir, 'knowledge');
  cpSync(fileURLToPath(new URL('../../knowledge', import.meta.url)), knowledge, { recursive: true });
  const config: Config = readConfig({
    KITEI_KNOWLEDGE: knowledge,
    KITEI_DATA: join(dir, 'data'),
    KITEI_SECRET: 'a secret of at least thirty-two characters',
    KITEI_METRICS_TOKEN: 'a-token-for-the-tests',
    KITEI_EMPLOYEE_NUMBER: '[A-Z]\\d{6}',
    KITEI_PORT: '0',
    SLACK_SIGNING_SECRET: SIGNING,
    SLACK_BOT_TOKEN: 'xoxb-test-T1',
    SLACK_API_URL: slack.apiUrl,
    TEAMS_APP_ID: APP_ID,
    TEAMS_TENANT_ID: TENANT,
    TEAMS_APP_PASSWORD: 'a-password-of-teams',
  });
  let said = '';
  let session = { id: '', formToken: '' };
  const log = createProcessLog(
    'debug',
    {},
    {
      plain: false,
      write: (line) => {
        said += line;
      },
    },
  );
  const running = await serve(
    config,
    log,
    async ({ slack: ofSlack, teams: ofTeams, publicUrl }, stores, warn) => {
      if (ofSlack === null || ofTeams === null) throw new Error('Both platforms must be configured.');
      const sessions = createSessions(stores.state);
      const id = await sessions.begin({
        person: 'web:planted-person',
        name: '水森花子',
        roles: ['staff', 'trainer'],
        groups: [],
        department: null,
      });
      session = { id, formToken: (await sessions.find(id))?.formToken ?? '' };
      const parts = { ...stores, publicUrl, warn };
      return [
        createSlackChannel(ofSlack, parts),
        createTeamsChannel(ofTeams, { ...parts, cloud: teams.cloud, token: async () => 'token-for-teams' }),
      ];
    },
  );
  const post = (path: string, fields: Record<string, string>) =>
    fetch(running.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `kitei_session=${session.id}` },
      body: new URLSearchParams({ formToken: session.formToken, ...fields }),
    });
  const activity = (text: string) => ({
    type: 'message',
    id: `${createHash('sha256').update(text).digest().readUInt32BE()}`,
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    text,
    from: { id: '29:planted-asker', name: '水森花子', aadObjectId: '33333333-3333-4333-8333-333333333333' },
    recipient: { id: `28:${APP_ID}`, name: 'Kitei' },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    locale: 'ja-JP',
  });
  const toTeams = (body: string) =>
    fetch(`${running.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${teams.token()}` },
      body,
    });

  const slackSender = slackRequests(running.url, SIGNING);
  const mention = { type: 'app_mention', channel: 'C1', user: 'U0PLANTED1', ts: '1700000000.000100' };
  expect((await slackSender.event({ ...mention, text: `<@UBOT> ${told(PLANTED.slack)}` })).status).toBe(200);
  expect((await toTeams(JSON.stringify(activity(told(PLANTED.teams))))).status).toBe(200);
  const page = await (await post('/ask', { question: told(PLANTED.web), nonce: 'one' })).text();
  const record = /name="record" value="([^"]+)"/.exec(page)?.[1] ?? '';
  expect(
    (await post('/feedback', { record, helpful: 'no', reason: 'unclear', comment: told(PLANTED.comment) }))
      .status,
  ).toBe(303);
  expect((await post('/escalate', { record })).status).toBe(303);
  await vi.waitFor(
    () => expect([slack.messages.length, teams.arrived.length].every((count) => count > 0)).toBe(true),
    { timeout: 30_000 },
  );

  // What cannot be read, is not signed, or asks for what is not there.
  const broken = told(PLANTED.broken);
  for (const value of [...PLANTED.broken, broken]) {
    for (const body of [value, `{"text": ${value}`, `{"text": "${value}" x`, `"${value}"`]) {
      await slackSender.raw(body, { 'content-type': 'application/json' });
      await slackSender.command({ text: value, user_id: 'U0PLANTED1', response_url: 'nowhere' });
      await toTeams(body);
    }
    await post(`/${encodeURIComponent(value)}?question=${encodeURIComponent(value)}`, { question: value });
    await fetch(`${running.url}/policies/${encodeURIComponent(value)}`, {
      headers: { cookie: `kitei_session=${session.id}` },
    });
    await fetch(`${running.url}/training/questions?text=${encodeURIComponent(value)}`, {
      headers: { cookie: `kitei_session=${session.id}` },
    });
  }
  const metrics = await (
    await fetch(`${running.url}/metrics`, { headers: { authorization: 'Bearer a-token-for-the-tests' } })
  ).text();
  const csv = await (
    await fetch(`${running.url}/training/questions.csv`, {
      headers: { cookie: `kitei_session=${session.id}` },
    })
  ).text();
  await backup(config, join(dir, 'out', 'backup'));
  const during = filesIn(join(dir, 'data'));
  await running.stop();

  const stores = await openStores(config, () => {});
  const records = [];
  for await (const one of stores.log.each({})) records.push(one);
  const exported = records.map((one) => csvLine(exportedRecord(one, new Set()))).join('\n');
  await stores.close();
  // They were asked, answered and kept, or this would show nothing.
  expect(new Set(records.map(({ channel }) => channel))).toEqual(new Set(['slack', 'teams', 'web']));
  expect(
    records.filter(({ question }) => question?.includes('[マイナンバー]')).length,
  ).toBeGreaterThanOrEqual(3);
  expect(
    records
      .flatMap(({ feedback }) => feedback)
      .map(({ comment }) => comment)
      .join(),
  ).toContain('[職員番号]');
  expect(said).toContain('"route":"/api/messages"');

  expect([
    ...leaksOf({ log: said, metrics, csv, exported, records: JSON.stringify(records) }, ASKERS),
    ...leaksOf(during),
    ...leaksOf(filesIn(join(dir, 'data'))),
    ...leaksOf(filesIn(join(dir, 'out'))),
    ...leaksOf(filesIn(join(dir, 'temporary'))),
  ]).toEqual([]);
});
