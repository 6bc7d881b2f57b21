import { AuthenticationConstants } from 'botframework-connector';
import { z } from 'zod';
import type { TeamsConfig } from '../../src/config/teams-settings.ts';
import { credentialsOf, type TokenSource } from './authentication.ts';
import type { DirectoryPerson } from './turn-parts.ts';

const GRAPH = 'https://graph.microsoft.com';
/** An answer does not wait longer for a department. */
const TIMEOUT_MS = 2_000;
/** How long a department is believed; people change them rarely. */
const KEEP_MS = 24 * 60 * 60 * 1000;
const MOST_KEPT = 20_000;

const user = z.object({ department: z.string().nullish() });

/** Where the directory is, for tests. */
export interface Directory {
  readonly url: string;
  readonly token: TokenSource;
}

/**
 * Departments from the organisation's directory, each asked for once a day. Needs the application permission
 * User.Read.All of Microsoft Graph. People of other tenants have none.
 */
export function createGraphDirectory(
  config: TeamsConfig,
  { url, token }: Directory = { url: GRAPH, token: graphToken(config) },
): (person: DirectoryPerson) => Promise<string | null> {
  const kept = new Map<string, { readonly until: number; readonly department: string | null }>();
  return async ({ tenantId, objectId }) => {
    if (tenantId.toLowerCase() !== config.tenantId.toLowerCase()) return null;
    const known = kept.get(objectId);
    if (known !== undefined && known.until > performance.now()) return known.department;
    const response = await fetch(`${url}/v1.0/users/${encodeURIComponent(objectId)}?$select=department`, {
      headers: { authorization: `Bearer ${await token()}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The directory answered ${response.status}.`);
    const department = user.parse(await response.json()).department?.trim() || null;
    if (kept.size > MOST_KEPT) kept.clear();
    kept.set(objectId, { until: performance.now() + KEEP_MS, department });
    return department;
  };
}

function graphToken(config: TeamsConfig): TokenSource {
  const { ToChannelFromBotLoginUrl: login } = AuthenticationConstants;
  return async () => {
    const credentials = await credentialsOf(config).createCredentials(config.appId, GRAPH, login, true);
    return (credentials as unknown as { getToken(): Promise<string> }).getToken();
  };
}
