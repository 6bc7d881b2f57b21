import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGraphDirectory } from '../../../adapters/teams/graph-directory.ts';
import { TENANT } from './fake-teams.ts';
import { CONFIG } from './teams-harness.ts';

let server: Server;
const requests: { readonly url: string | undefined; readonly authorization: string | undefined }[] = [];
let answer: readonly [status: number, body: object];
beforeEach(async () => {
  requests.length = 0;
  server = createServer((request, response) => {
    requests.push({ url: request.url, authorization: request.headers.authorization });
    response.writeHead(answer[0], { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer[1]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const directory = () =>
  createGraphDirectory(CONFIG, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: async () => 'graph-token',
  });
const person = { tenantId: TENANT, objectId: 'a/b' };

it('asks for one field of one person, once a day', async () => {
  answer = [200, { department: ' 総務課 ' }];
  const departmentOf = directory();
  expect(await departmentOf(person)).toBe('総務課');
  expect(await departmentOf(person)).toBe('総務課');
  expect(requests).toEqual([
    { url: '/v1.0/users/a%2Fb?$select=department', authorization: 'Bearer graph-token' },
  ]);
});

it.each([{}, { department: null }, { department: ' ' }])('knows of people without one: %j', async (body) => {
  answer = [200, body];
  expect(await directory()(person)).toBeNull();
});

it('asks nothing about people of other tenants, and says when it failed', async () => {
  answer = [403, {}];
  const departmentOf = directory();
  expect(await departmentOf({ ...person, tenantId: 'other' })).toBeNull();
  expect(requests).toEqual([]);
  await expect(departmentOf(person)).rejects.toThrow('403');
});
