import { z } from 'zod';
import { text } from './environment.ts';

/** Settings of the Teams channel. */
export const teamsSettings = z.object({
  TEAMS_APP_ID: text.optional(),
  TEAMS_APP_PASSWORD: text.optional(),
  TEAMS_TENANT_ID: text.optional(),
});

/** How Kitei works in Teams. */
export interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
}

/** Null where Teams is not configured. */
export function teamsConfig(settings: z.infer<typeof teamsSettings>): TeamsConfig | null {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: appPassword, TEAMS_TENANT_ID: tenantId } = settings;
  return appId === undefined || appPassword === undefined || tenantId === undefined
    ? null
    : { appId, appPassword, tenantId };
}
