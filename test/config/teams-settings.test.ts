import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const TENANT = 'AAAAAAAA-2222-4222-8222-222222222222';
const COMPLETE = { TEAMS_APP_ID: ID, TEAMS_APP_PASSWORD: 'secret', TEAMS_TENANT_ID: TENANT };

describe('the settings of Teams', () => {
  it('are none where nothing is set', () => {
    expect(readConfig({}).teams).toBeNull();
  });

  it('let in the own tenant alone, unless told otherwise', () => {
    expect(readConfig(COMPLETE).teams).toEqual({
      appId: ID,
      appType: 'SingleTenant',
      appPassword: 'secret',
      tenantId: TENANT,
      allowedTenants: [TENANT.toLowerCase()],
      departments: false,
    });
    const allowed = readConfig({ ...COMPLETE, TEAMS_TENANTS_ALLOWED: `${ID}, ${TENANT}` }).teams;
    expect(allowed?.allowedTenants).toEqual([ID, TENANT.toLowerCase()]);
  });

  it('have no secret with a managed identity', () => {
    const { TEAMS_APP_PASSWORD: _, ...managed } = { ...COMPLETE, TEAMS_APP_TYPE: 'UserAssignedMsi' };
    expect(readConfig(managed).teams).toMatchObject({ appType: 'UserAssignedMsi', appPassword: null });
    expect(() => readConfig({ ...managed, TEAMS_APP_PASSWORD: 'x' })).toThrow('managed identity');
  });

  it.each([
    [{ TEAMS_APP_PASSWORD: 'secret', TEAMS_TENANT_ID: TENANT }, 'missing: TEAMS_APP_ID.'],
    [{ TEAMS_APP_ID: ID }, 'missing: TEAMS_TENANT_ID, TEAMS_APP_PASSWORD.'],
    [{ ...COMPLETE, TEAMS_APP_ID: '' }, 'TEAMS_APP_ID must be an id'],
    [{ ...COMPLETE, TEAMS_APP_TYPE: 'MultiTenant' }, 'TEAMS_APP_TYPE must be'],
    [{ ...COMPLETE, TEAMS_TENANTS_ALLOWED: 'everybody' }, 'TEAMS_TENANTS_ALLOWED'],
  ])('that are wrong or incomplete stop the start: %j', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});
