import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const OIDC = {
  KITEI_URL: 'https://kitei.example/',
  KITEI_OIDC_ISSUER: 'https://id.example/realm',
  KITEI_OIDC_CLIENT_ID: 'kitei',
};

describe('OpenID Connect', () => {
  it('is off where nothing is set', () => {
    expect(readConfig({}).oidc).toBeNull();
  });

  it('gives roles to nobody but those whose claim says so', () => {
    expect(readConfig(OIDC).oidc).toMatchObject({
      clientSecret: null,
      roleClaim: 'roles',
      groupsClaim: null,
    });
    expect(readConfig(OIDC).oidc?.roles).toEqual(
      ['staff', 'trainer', 'admin', 'auditor'].map((role) => [role, role]),
    );
  });

  it('reads a mapping, also of values with an equals sign', () => {
    expect(readConfig({ ...OIDC, KITEI_OIDC_ROLES: 'group=it=admin, *=staff' }).oidc?.roles).toEqual([
      ['group=it', 'admin'],
      ['*', 'staff'],
    ]);
  });

  it('is refused by half, over http, and with roles that do not exist', () => {
    const { KITEI_URL: _, ...rest } = OIDC;
    expect(() => readConfig(rest)).toThrow('KITEI_URL');
    expect(() => readConfig({ KITEI_OIDC_CLIENT_SECRET: 'x' })).toThrow(
      'KITEI_OIDC_ISSUER, KITEI_OIDC_CLIENT_ID',
    );
    expect(() => readConfig({ ...OIDC, KITEI_OIDC_ISSUER: 'http://id.example' })).toThrow('https:');
    expect(() => readConfig({ ...OIDC, KITEI_OIDC_ISSUER: 'http://localhost:8080/realms/a' })).not.toThrow();
    expect(() => readConfig({ ...OIDC, KITEI_OIDC_ROLES: 'a=root' })).toThrow('roles are staff, trainer');
  });
});
