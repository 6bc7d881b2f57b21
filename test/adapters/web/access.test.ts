import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCESS } from '../../../adapters/web/access-table.ts';
import type { Role } from '../../../src/domain/access.ts';
import { deskApp } from './desk-app.ts';

// Every address × everybody. What may be opened is written down a second time here, on purpose.

const ROLES: readonly Role[] = ['staff', 'trainer', 'admin', 'auditor'];
const STRANGERS = [
  'GET /assets/kitei.css',
  'GET /assets/:script',
  'GET /language/:language',
  'GET /sign-in',
  'GET /sign-in/start',
  'GET /sign-in/callback',
];

const OF_ROLE: readonly (readonly [string, readonly Role[]])[] = [
  [' /training', ['trainer']],
  [' /admin', ['admin']],
  [' /audit', ['auditor']],
];

const rolesOf = (address: string): readonly Role[] =>
  OF_ROLE.find(([area]) => address.includes(area))?.[1] ?? ROLES;

let desk: Awaited<ReturnType<typeof deskApp>>;
beforeEach(async () => {
  desk = await deskApp();
});
afterEach(async () => {
  await desk.close();
});

const addresses = Object.keys(ACCESS);

/** Sends a request to an address of the table, with everything a form needs. */
async function open(address: string, roles: readonly Role[] | null): Promise<number> {
  const [method = '', path = ''] = address.split(' ');
  const url = path.replaceAll(/:\w+/g, 'x');
  const identity = { person: 'web:x', name: 'x', groups: [], department: null };
  const id = roles === null ? null : await desk.sessions.begin({ ...identity, roles });
  const formToken = id === null ? '' : ((await desk.sessions.find(id))?.formToken ?? '');
  const body = method === 'POST' ? new URLSearchParams({ formToken, question: 'x?', record: 'r' }) : null;
  const headers = id === null ? {} : { cookie: `kitei_session=${id}` };
  return (await desk.app.request(url, { method, headers, body })).status;
}

describe('the access table', () => {
  it('has every address that is answered, and no other', () => {
    const answered = desk.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(answered)).toEqual(new Set(addresses));
    expect(answered).toHaveLength(addresses.length);
  });

  it('opens to strangers what they need to sign in, and nothing else', () => {
    const open = addresses.filter((address) => ACCESS[address] === 'strangers');
    expect(open).toEqual(STRANGERS);
  });

  it.each(addresses.filter((address) => !STRANGERS.includes(address)))(
    'keeps %s from strangers',
    async (address) => {
      expect(await open(address, null)).toBe(401);
    },
  );

  it.each(
    addresses
      .filter((address) => !STRANGERS.includes(address))
      .flatMap((address) => ROLES.map((role) => [address, role] as const)),
  )('decides on %s for %s', async (address, role) => {
    const allowed = rolesOf(address).includes(role);
    const status = await open(address, [role]);
    expect(status === 403).toBe(!allowed);
    expect(status).not.toBe(401);
  });

  it('keeps even addresses that are not there from strangers', async () => {
    expect(await open('GET /nowhere', null)).toBe(401);
    expect(await open('GET /nowhere', ROLES)).toBe(404);
    expect(await open('PUT /ask', ROLES)).toBe(404);
  });

  it('asks for the form token of the session on every form', async () => {
    const id = await desk.sessions.begin({
      person: 'p',
      name: 'n',
      roles: ROLES,
      groups: [],
      department: null,
    });
    for (const address of addresses.filter((each) => each.startsWith('POST '))) {
      const url = address.split(' ')[1]?.replaceAll(/:\w+/g, 'x') ?? '';
      const headers = { cookie: `kitei_session=${id}` };
      const forged = new URLSearchParams({ formToken: 'forged' });
      expect([
        address,
        (await desk.app.request(url, { method: 'POST', headers, body: forged })).status,
      ]).toEqual([address, 403]);
    }
  });
});
