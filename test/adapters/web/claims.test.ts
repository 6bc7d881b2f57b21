import { describe, expect, it } from 'vitest';
import { claimValues, identityOf } from '../../../adapters/web/claims.ts';
import type { OidcConfig } from '../../../src/config/web-settings.ts';

const config: OidcConfig = {
  issuer: 'https://id.example',
  clientId: 'kitei',
  clientSecret: null,
  scope: 'openid',
  roleClaim: 'realm_access.roles',
  roles: [
    ['kitei-admin', 'admin'],
    ['kitei-log', 'trainer'],
    ['kitei-log', 'auditor'],
  ],
  groupsClaim: null,
  departmentClaim: null,
};

describe('claimValues', () => {
  it('reads texts, lists, paths, and names that have dots', () => {
    expect(claimValues({ roles: 'a' }, 'roles')).toEqual(['a']);
    expect(claimValues({ roles: ['a', 3, '', 'b'] }, 'roles')).toEqual(['a', 'b']);
    expect(claimValues({ realm: { roles: ['a'] } }, 'realm.roles')).toEqual(['a']);
    expect(claimValues({ 'https://a.example/roles': ['a'] }, 'https://a.example/roles')).toEqual(['a']);
    expect(claimValues({}, 'constructor.name')).toEqual([]);
    expect(claimValues({ roles: true }, 'roles.x')).toEqual([]);
  });
});

describe('identityOf', () => {
  it('gives the roles that are mapped, and no others', () => {
    const claims = { sub: 's1', realm_access: { roles: ['kitei-log', 'admin'] } };
    expect(identityOf(claims, config)).toEqual({
      person: 'oidc:https://id.example:s1',
      name: 's1',
      roles: ['trainer', 'auditor'],
      groups: [],
      department: null,
    });
    expect(identityOf({ sub: 's1' }, config).roles).toEqual([]);
  });
});
