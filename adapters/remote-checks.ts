import type { SlackConfig } from '../src/config/slack-settings.ts';
import type { TeamsConfig } from '../src/config/teams-settings.ts';
import type { OidcConfig } from '../src/config/web-settings.ts';
import type { Config } from '../src/config.ts';
import { type CheckName, type Finding, finding } from '../src/doctor/finding.ts';
import type { RemoteFinding } from '../src/doctor.ts';

/** How long a service may take to answer, in milliseconds. */
const TIMEOUT_MS = 5_000;

/** Where the platforms are; those of the public cloud unless told. */
export interface RemotePlaces {
  readonly microsoftLogin: string;
}

/**
 * Asks the services of a configuration whether they accept Kitei's credentials. Nothing is sent but these; whatever
 * happens is a finding, and no finding repeats a credential.
 */
export async function remoteFindings(
  { slack, teams, oidc }: Pick<Config, 'slack' | 'teams' | 'oidc'>,
  { microsoftLogin }: RemotePlaces = { microsoftLogin: 'https://login.microsoftonline.com' },
): Promise<readonly RemoteFinding[]> {
  return (
    await Promise.all([
      slack === null ? [] : slackFindings(slack),
      teams === null ? [] : teamsFinding(teams, microsoftLogin),
      oidc === null ? [] : providerFinding(oidc),
    ])
  ).flat();
}

async function slackFindings(slack: SlackConfig): Promise<readonly RemoteFinding[]> {
  const tokens = [
    ['SLACK_BOT_TOKEN', 'auth.test', slack.botToken],
    ['SLACK_APP_TOKEN', 'apps.connections.open', slack.appToken],
  ] as const;
  const given = tokens.filter(([, , token]) => token !== null);
  if (given.length === 0) return [notChecked('slack', 'SLACK_CLIENT_SECRET')];
  return Promise.all(
    given.map(([name, method, token]) =>
      ask('slack', name, new URL(method, slack.apiUrl).href, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
        reason: (body) => (body.ok === true ? null : String(body.error ?? 'no answer of Slack')),
      }),
    ),
  );
}

async function teamsFinding(teams: TeamsConfig, login: string): Promise<readonly RemoteFinding[]> {
  if (teams.appPassword === null) return [notChecked('teams', 'TEAMS_APP_TYPE=UserAssignedMsi')];
  return [
    await ask('teams', 'TEAMS_APP_PASSWORD', `${login}/${teams.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: teams.appId,
        client_secret: teams.appPassword,
        scope: 'https://api.botframework.com/.default',
      }).toString(),
      reason: (body) => (typeof body.access_token === 'string' ? null : String(body.error ?? 'no token')),
    }),
  ];
}

async function providerFinding({ issuer }: OidcConfig): Promise<readonly RemoteFinding[]> {
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return [
    await ask('sign_in', 'KITEI_OIDC_ISSUER', place, {
      method: 'GET',
      headers: {},
      reason: (body) => (body.issuer === issuer ? null : `it says it is ${String(body.issuer)}`),
    }),
  ];
}

interface Asking {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Why an answer is a refusal; null where it is none. */
  readonly reason: (body: Readonly<Record<string, unknown>>) => string | null;
}

async function ask(
  check: CheckName,
  setting: string,
  url: string,
  { reason, ...init }: Asking,
): Promise<RemoteFinding> {
  const host = new URL(url).host;
  let response: Response;
  let body: Readonly<Record<string, unknown>>;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    body = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why =
      (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.name : String(cause));
    return unreachable(check, { setting, host, reason: String(why) });
  }
  const time = Date.parse(response.headers.get('date') ?? '');
  const clock = Number.isNaN(time) ? null : { name: host, time };
  if (response.status >= 500)
    return { ...unreachable(check, { setting, host, reason: `HTTP ${response.status}` }), clock };
  const refused = reason(body);
  return {
    finding:
      refused === null
        ? finding(check, 'passed', 'remote.accepted', { setting, host })
        : finding(check, 'failed', 'remote.refused', { setting, host, reason: refused.slice(0, 100) }),
    clock,
  };
}

function unreachable(check: CheckName, facts: Finding['facts']): RemoteFinding {
  return { finding: finding(check, 'failed', 'remote.unreachable', facts), clock: null };
}

function notChecked(check: CheckName, setting: string): RemoteFinding {
  return { finding: finding(check, 'skipped', 'remote.not_checked', { setting }), clock: null };
}
