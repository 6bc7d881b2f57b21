import type { OidcConfig } from '../../src/config/web-settings.ts';
import type { Role } from '../../src/domain/access.ts';
import type { Identity } from './sessions.ts';

/** What a provider says of a person. */
export type ClaimSet = Readonly<Record<string, unknown>>;

/** Who somebody is by what the provider says; without a role nobody gets in. Pure. */
export function identityOf(claims: ClaimSet & { readonly sub: string }, config: OidcConfig): Identity {
  const { issuer, roleClaim, groupsClaim, departmentClaim } = config;
  const name = [claims.name, claims.preferred_username, claims.email].find(
    (value): value is string => typeof value === 'string' && value.trim() !== '',
  );
  return {
    person: `oidc:${issuer}:${claims.sub}`,
    name: name ?? claims.sub,
    roles: rolesOf(claimValues(claims, roleClaim), config.roles),
    groups: groupsClaim === null ? [] : claimValues(claims, groupsClaim),
    department: departmentClaim === null ? null : (claimValues(claims, departmentClaim)[0] ?? null),
  };
}

/** The claims that `identityOf` reads beside the person's name. */
export function claimsNeeded({ roleClaim, groupsClaim, departmentClaim }: OidcConfig): readonly string[] {
  return [roleClaim, groupsClaim, departmentClaim].filter((claim) => claim !== null);
}

/** The texts of a claim; a name with dots that is no claim itself is a path. */
export function claimValues(claims: ClaimSet, name: string): readonly string[] {
  const value = Object.hasOwn(claims, name)
    ? claims[name]
    : name.split('.').reduce<unknown>((at, step) => {
        const inside = typeof at === 'object' && at !== null && Object.hasOwn(at, step);
        return inside ? (at as ClaimSet)[step] : undefined;
      }, claims);
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each): each is string => typeof each === 'string' && each.trim() !== '');
}

function rolesOf(values: readonly string[], mapping: OidcConfig['roles']): readonly Role[] {
  return [
    ...new Set(mapping.filter(([value]) => value === '*' || values.includes(value)).map(([, role]) => role)),
  ];
}
