import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { remoteFindings } from '../../adapters/remote-checks.ts';
import { readConfig } from '../../src/config.ts';
import { clockFindings } from '../../src/doctor/check-clock.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json =
  (body: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const SECRETS = ['xoxb-a-bot-token', 'xapp-an-app-token', 'a-password-of-teams'];
const slackAt = (url: string) =>
  readConfig({ SLACK_BOT_TOKEN: SECRETS[0], SLACK_APP_TOKEN: SECRETS[1], SLACK_API_URL: url });
const TENANT = '00000000-0000-0000-0000-000000000001';
const teams = readConfig({
  TEAMS_APP_ID: '00000000-0000-0000-0000-000000000002',
  TEAMS_APP_PASSWORD: SECRETS[2],
  TEAMS_TENANT_ID: TENANT,
});

describe('remote checks', () => {
  it('ask nobody where nothing is configured', async () => {
    expect(await remoteFindings(readConfig({}))).toEqual([]);
  });

  it('say that Slack accepts both tokens, and what its clock says', async () => {
    const asked: (string | undefined)[][] = [];
    const url = await listen((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      json({ ok: true })(request, response);
    });
    const found = await remoteFindings(slackAt(url));
    expect(found.map(({ finding }) => finding.code)).toEqual(['remote.accepted', 'remote.accepted']);
    expect(Math.abs((found[0]?.clock?.time ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(asked.sort()).toEqual([
      ['/apps.connections.open', 'Bearer xapp-an-app-token'],
      ['/auth.test', 'Bearer xoxb-a-bot-token'],
    ]);
  });

  it('tell a clock that is wrong from the one that Slack answers with', async () => {
    const url = await listen((request, response) => {
      response.setHeader('date', new Date(Date.now() - 10 * 60_000).toUTCString());
      json({ ok: true })(request, response);
    });
    const clocks = (await remoteFindings(slackAt(url))).flatMap(({ clock }) => clock ?? []);
    expect(clockFindings(Date.now(), clocks, null)[0]).toMatchObject({
      outcome: 'failed',
      code: 'clock.differs',
      facts: { name: new URL(url).host, seconds: expect.closeTo(600, -1) },
    });
  });

  it('say why Slack refuses a token', async () => {
    const found = await remoteFindings(slackAt(await listen(json({ ok: false, error: 'token_revoked' }))));
    expect(found[0]?.finding).toMatchObject({
      outcome: 'failed',
      code: 'remote.refused',
      facts: { setting: 'SLACK_BOT_TOKEN', reason: 'token_revoked' },
    });
  });

  it('say whether Microsoft gives a token', async () => {
    const bodies: string[] = [];
    const microsoftLogin = await listen((request, response) => {
      request.on('data', (part) => bodies.push(`${request.url} ${part}`));
      request.on('end', () => json({ access_token: 'x' })(request, response));
    });
    expect((await remoteFindings(teams, { microsoftLogin }))[0]?.finding.code).toBe('remote.accepted');
    expect(bodies[0]).toContain(`/${TENANT}/oauth2/v2.0/token `);
  });

  it('say that Microsoft refuses a password', async () => {
    const microsoftLogin = await listen(json({ error: 'invalid_client' }, 401));
    expect((await remoteFindings(teams, { microsoftLogin }))[0]?.finding).toMatchObject({
      code: 'remote.refused',
      facts: { reason: 'invalid_client' },
    });
  });

  it('leave a managed identity to the machine that has it', async () => {
    const managed = readConfig({
      TEAMS_APP_ID: TENANT,
      TEAMS_TENANT_ID: TENANT,
      TEAMS_APP_TYPE: 'UserAssignedMsi',
    });
    expect((await remoteFindings(managed))[0]?.finding.outcome).toBe('skipped');
  });

  it.each([
    ['is not there', async () => 'http://127.0.0.1:1'],
    ['fails', () => listen(json({}, 503))],
    ['ends the connection', () => listen((request) => void request.socket.destroy())],
  ])('say that a service %s', async (_, place) => {
    const found = await remoteFindings(slackAt(await place()));
    expect(found[0]?.finding).toMatchObject({ outcome: 'failed', code: 'remote.unreachable' });
  });

  it('never repeat a credential', async () => {
    const url = await listen((request, response) => {
      // As a careless service would.
      json({ ok: false, error: 'bad', seen: request.headers })(request, response);
    });
    const found = [
      ...(await remoteFindings(slackAt(url))),
      ...(await remoteFindings(teams, { microsoftLogin: url })),
    ];
    expect(found).toHaveLength(3);
    for (const secret of SECRETS) expect(JSON.stringify(found)).not.toContain(secret);
  });
});
