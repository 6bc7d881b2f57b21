import { z } from 'zod';
import type { Role } from '../domain/access.ts';
import { KiteiError } from '../errors.ts';
import { text } from './environment.ts';

const ROLES: readonly string[] = ['staff', 'trainer', 'admin', 'auditor'] satisfies Role[];
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** `value=role`, separated by commas; the value `*` stands for everybody who can sign in. */
const roleMapping = z.string().transform((value, context) => {
  const pairs = value
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => [
      pair.slice(0, pair.lastIndexOf('=')).trim(),
      pair.slice(pair.lastIndexOf('=') + 1).trim(),
    ]);
  for (const [claimed = '', role = ''] of pairs) {
    if (claimed !== '' && ROLES.includes(role)) continue;
    context.addIssue({ code: 'custom', message: `must be value=role pairs; roles are ${ROLES.join(', ')}` });
    return z.NEVER;
  }
  return pairs as [string, Role][];
});

/** Settings of the web pages and of what else the HTTP server offers. */
export const webSettings = z.object({
  KITEI_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  KITEI_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .refine((value) => value.startsWith('https:') || LOOPBACK.test(value), 'must begin with https:')
    .optional(),
  KITEI_OIDC_CLIENT_ID: text.optional(),
  KITEI_OIDC_CLIENT_SECRET: text.optional(),
  KITEI_OIDC_SCOPE: text.optional(),
  KITEI_OIDC_ROLE_CLAIM: text.optional(),
  KITEI_OIDC_ROLES: roleMapping.optional(),
  KITEI_OIDC_GROUPS_CLAIM: text.optional(),
  KITEI_OIDC_DEPARTMENT_CLAIM: text.optional(),
});

/** How people sign in with their organisation's accounts. Claims are names, or paths such as `realm_access.roles`. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  readonly scope: string;
  readonly roleClaim: string;
  /** Roles that values of the role claim give; `*` gives one to everybody. */
  readonly roles: readonly (readonly [value: string, role: Role])[];
  /** Claim with the groups that documents are kept to; null where groups.yaml alone says. */
  readonly groupsClaim: string | null;
  /** Null where departments are not read. */
  readonly departmentClaim: string | null;
}

/** Nobody has a role that was not given: without a mapping, values that are called like roles give them. */
const SAME_NAMES = ROLES.map((role) => [role, role] as [string, Role]);

/**
 * Null where nothing of OpenID Connect is set.
 * @throws KiteiError `config.invalid` where only a part is.
 */
export function oidcConfig(
  settings: z.infer<typeof webSettings>,
  publicUrl: string | null,
): OidcConfig | null {
  const names = Object.keys(webSettings.shape).filter((name) => name.startsWith('KITEI_OIDC_'));
  if (names.every((name) => settings[name as keyof typeof settings] === undefined)) return null;
  const { KITEI_OIDC_ISSUER: issuer, KITEI_OIDC_CLIENT_ID: clientId } = settings;
  if (issuer === undefined || clientId === undefined || publicUrl === null) {
    const missing = [
      issuer === undefined && 'KITEI_OIDC_ISSUER',
      clientId === undefined && 'KITEI_OIDC_CLIENT_ID',
      publicUrl === null && 'KITEI_URL (people are sent back to it)',
    ].filter((name) => name !== false);
    throw new KiteiError(
      'config.invalid',
      `Signing in with OpenID Connect is configured in part; missing: ${missing.join(', ')}.`,
      'Set what is missing, or no KITEI_OIDC_ setting at all; .env.example explains them.',
    );
  }
  return {
    issuer,
    clientId,
    clientSecret: settings.KITEI_OIDC_CLIENT_SECRET ?? null,
    scope: settings.KITEI_OIDC_SCOPE ?? 'openid profile',
    roleClaim: settings.KITEI_OIDC_ROLE_CLAIM ?? 'roles',
    roles: settings.KITEI_OIDC_ROLES ?? SAME_NAMES,
    groupsClaim: settings.KITEI_OIDC_GROUPS_CLAIM ?? null,
    departmentClaim: settings.KITEI_OIDC_DEPARTMENT_CLAIM ?? null,
  };
}
