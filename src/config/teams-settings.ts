import { z } from 'zod';
import { KiteiError } from '../errors.ts';
import { list, onOff, text } from './environment.ts';

const guid = z
  .string()
  .trim()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'must be an id like 00000000-0000-0000-0000-000000000000',
  );

/** Settings of the Teams channel. */
export const teamsSettings = z.object({
  TEAMS_APP_ID: guid.optional(),
  TEAMS_APP_TYPE: z
    .enum(['SingleTenant', 'UserAssignedMsi'], { error: 'must be "SingleTenant" or "UserAssignedMsi"' })
    .optional(),
  TEAMS_APP_PASSWORD: text.optional(),
  TEAMS_TENANT_ID: guid.optional(),
  TEAMS_TENANTS_ALLOWED: list.pipe(z.array(guid)).optional(),
  TEAMS_DEPARTMENTS: onOff.optional(),
});

/** How Kitei works in Teams. */
export interface TeamsConfig {
  readonly appId: string;
  readonly appType: 'SingleTenant' | 'UserAssignedMsi';
  /** Null where the bot signs in with a managed identity. */
  readonly appPassword: string | null;
  /** The tenant the bot is registered in. */
  readonly tenantId: string;
  /** Tenants whose people are answered; lower case. */
  readonly allowedTenants: readonly string[];
  /** Whether people's departments are looked up in the directory. */
  readonly departments: boolean;
}

/**
 * Null where nothing of Teams is set.
 * @throws KiteiError `config.invalid` where only a part is: a bot without its id would let anybody in.
 */
export function teamsConfig(settings: z.infer<typeof teamsSettings>): TeamsConfig | null {
  if (Object.keys(teamsSettings.shape).every((name) => settings[name as keyof typeof settings] === undefined))
    return null;
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: appPassword = null } = settings;
  const appType = settings.TEAMS_APP_TYPE ?? 'SingleTenant';
  const managed = appType === 'UserAssignedMsi';
  if (appId === undefined || tenantId === undefined || managed !== (appPassword === null)) {
    throw new KiteiError(
      'config.invalid',
      managed && appPassword !== null
        ? 'TEAMS_APP_PASSWORD is set, but a bot with a managed identity has none.'
        : `Teams is configured in part; missing: ${missing({ appId, tenantId, appPassword, managed }).join(', ')}.`,
      'Set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD (none for TEAMS_APP_TYPE=UserAssignedMsi), or no TEAMS_ setting at all.',
    );
  }
  return {
    appId,
    appType,
    appPassword,
    tenantId,
    allowedTenants: (settings.TEAMS_TENANTS_ALLOWED ?? [tenantId]).map((id) => id.toLowerCase()),
    departments: settings.TEAMS_DEPARTMENTS === 'on',
  };
}

function missing(found: {
  readonly appId: string | undefined;
  readonly tenantId: string | undefined;
  readonly appPassword: string | null;
  readonly managed: boolean;
}): string[] {
  return [
    ...(found.appId === undefined ? ['TEAMS_APP_ID'] : []),
    ...(found.tenantId === undefined ? ['TEAMS_TENANT_ID'] : []),
    ...(found.appPassword === null && !found.managed ? ['TEAMS_APP_PASSWORD'] : []),
  ];
}
