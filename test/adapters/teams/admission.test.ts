import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { credentialsOf } from '../../../adapters/teams/authentication.ts';
import { createTeamsChannel } from '../../../adapters/teams/teams-channel.ts';
import { KiteiError } from '../../../src/errors.ts';
import { memoryChannelState, memoryClaims } from '../memory-channel-stores.ts';
import { type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { APP_ID, TENANT } from './fake-teams.ts';
import { CONFIG, TeamsHarness } from './teams-harness.ts';

const seconds = () => Math.floor(Date.now() / 1000);
const SCOPE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com/botframework.com';
const ELSEWHERE = '99999999-9999-4999-8999-999999999999';

describe('who is let in', () => {
  let teams: TeamsHarness;
  let assistant: ScriptedAssistant;
  beforeEach(async () => {
    // The SDK prints what it thinks of tokens.
    vi.spyOn(console, 'error').mockImplementation(() => {});
    teams = await TeamsHarness.open();
    assistant = scriptedAssistant();
    await teams.channel.start(assistant);
  });
  afterEach(async () => {
    await teams.channel.stop();
    await teams.close();
    vi.restoreAllMocks();
  });
  /** The status, once nothing is in flight; nothing may have come of it unless it is 200. */
  const statusOf = async (authorization: string | null, parts: object = {}) => {
    const response = await teams.post({ ...teams.activity({ text: '質問です' }), ...parts }, authorization);
    const text = await response.text();
    await teams.channel.stop();
    const answered = response.status === 200 ? 1 : 0;
    expect(assistant.asked).toHaveLength(answered);
    expect(teams.warnings).toEqual([]);
    expect(teams.fake.attempts).toBe(answered);
    if (answered === 0) expect(text).toBe('');
    return response.status;
  };
  const bearer = (...args: Parameters<typeof teams.fake.token>) => `Bearer ${teams.fake.token(...args)}`;

  it('Teams with a good token', async () => {
    expect(await statusOf(bearer())).toBe(200);
  });

  it('a token that expired within the five minutes that clocks may differ', async () => {
    expect(await statusOf(bearer({ exp: seconds() - 200 }))).toBe(200);
  });

  it('a token that was good before, for its serviceUrl only', async () => {
    const authorization = bearer();
    const post = async (parts: object = {}) =>
      (await teams.post({ ...teams.activity({ text: '質問です' }), ...parts }, authorization)).status;
    expect(await post()).toBe(200);
    expect(await post()).toBe(200);
    expect(await post({ serviceUrl: 'https://evil.example/' })).toBe(401);
    expect(await post({ channelId: 'emulator' })).toBe(401);
    expect(await post({ serviceUrl: undefined })).toBe(401);
  });

  const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  it.each<[string, () => string | null]>([
    ['no token', () => null],
    ['an empty token', () => ''],
    ['a token without its scheme', () => teams.fake.token()],
    ['words', () => 'Bearer not-a-token'],
    ['three words of base64', () => 'Bearer e30.e30.e30'],
    ['a token that expired longer ago', () => bearer({ exp: seconds() - 400 })],
    ['a token that is not valid yet', () => bearer({ nbf: seconds() + 400 })],
    ['a token for another bot', () => bearer({ aud: ELSEWHERE })],
    ['another issuer', () => bearer({ iss: 'https://issuer.example' })],
    [
      "the emulator's issuer",
      () =>
        bearer({
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          ver: '1.0',
          appid: APP_ID,
        }),
    ],
    [
      'another bot as the issuer',
      () => bearer({ iss: `https://sts.windows.net/${TENANT}/`, ver: '1.0', appid: ELSEWHERE }),
    ],
    ['a token signed with another key', () => bearer({}, { key: otherKey })],
    ['an unknown key', () => bearer({}, { header: { kid: 'k2' } })],
    ['no key named', () => bearer({}, { header: { kid: undefined } })],
    [
      'no signature',
      () =>
        `${bearer({}, { header: { alg: 'none' } })
          .split('.')
          .slice(0, 2)
          .join('.')}.`,
    ],
    ['a signature of another kind', () => bearer({}, { header: { alg: 'HS256' } })],
    ['a claim of another serviceUrl', () => bearer({ serviceurl: 'https://evil.example/' })],
    ['no claim of a serviceUrl', () => bearer({ serviceurl: undefined })],
  ])('not with %s: 401', async (_, token) => {
    expect(await statusOf(token())).toBe(401);
  });

  it.each([
    ['without a serviceUrl', { serviceUrl: undefined }],
    ['with an empty serviceUrl', { serviceUrl: '' }],
    ['with another serviceUrl than the token', { serviceUrl: 'https://evil.example/' }],
    ['from another channel', { channelId: 'webchat' }],
    ['from a channel whose tokens the SDK does not check', { channelId: 'AseChannel' }],
    ['from no channel', { channelId: undefined }],
  ])('not %s: 401', async (_, parts) => {
    expect(await statusOf(bearer(), parts)).toBe(401);
  });

  it('not from another channel that the key may sign for as well: 401', async () => {
    teams.fake.endorsements = ['msteams', 'webchat'];
    expect(await statusOf(bearer(), { channelId: 'webchat' })).toBe(401);
  });

  it('not without a serviceUrl where the token has none either: 401', async () => {
    expect(await statusOf(bearer({ serviceurl: '' }), { serviceUrl: '' })).toBe(401);
  });

  it('not where the key may not sign for Teams: 401', async () => {
    teams.fake.endorsements = ['webchat'];
    expect(await statusOf(bearer())).toBe(401);
  });

  it('later, where the keys cannot be read: 503, so that Teams delivers again', async () => {
    teams.fake.keysReadable = false;
    expect(await statusOf(bearer())).toBe(503);
  });

  const conversation = (tenantId?: string) => ({
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId },
  });
  it.each([
    ['another tenant', { ...conversation(ELSEWHERE), channelData: { tenant: { id: ELSEWHERE } } }],
    [
      'another tenant in one of two places',
      { ...conversation(TENANT), channelData: { tenant: { id: ELSEWHERE } } },
    ],
    [
      'another tenant in the other place',
      { ...conversation(ELSEWHERE), channelData: { tenant: { id: TENANT } } },
    ],
    ['no tenant', { ...conversation(), channelData: {} }],
  ])('not from %s: 403', async (_, parts) => {
    expect(await statusOf(bearer(), parts)).toBe(403);
  });

  it('a tenant that is allowed beside its own', async () => {
    await teams.close();
    teams = await TeamsHarness.open({}, { ...CONFIG, allowedTenants: [TENANT, ELSEWHERE] });
    await teams.channel.start(assistant);
    const parts = { ...conversation(ELSEWHERE), channelData: { tenant: { id: ELSEWHERE.toUpperCase() } } };
    expect(await statusOf(bearer(), parts)).toBe(200);
    expect(assistant.asked[0]?.asker).toContain(ELSEWHERE);
  });

  it.each<[string, number, () => string]>([
    ['words', 400, () => 'hello'],
    ['a list', 400, () => '[]'],
    ['bytes that are no text', 400, () => '{"type":"\ud800"'],
    ['more than a megabyte', 413, () => JSON.stringify(teams.activity({ text: 'x'.repeat(1 << 20) }))],
    ['no sender', 400, () => JSON.stringify(teams.activity({ from: undefined }))],
    ['no id of the message', 400, () => JSON.stringify(teams.activity({ text: 'x', id: undefined }))],
  ])('a body of %s: %s', async (_, status, body) => {
    expect((await teams.post(body())).status).toBe(status);
    await teams.channel.stop();
    expect(teams.fake.attempts).toBe(0);
  });

  it('nobody before it has started: 503', async () => {
    await teams.channel.stop();
    expect((await teams.post(teams.activity({ text: 'x' }))).status).toBe(503);
  });

  it('answers GET with 405 by the shared server', async () => {
    expect((await fetch(`${teams.url}/api/messages`)).status).toBe(405);
  });
});

describe('a bot that cannot be kept safe', () => {
  const parts = {
    claims: memoryClaims(),
    state: memoryChannelState(),
    publicUrl: null,
    warn: () => {},
  };
  it.each([
    ['no app id', { appId: '' }],
    ['an app id of spaces', { appId: '  ' }],
    ['no tenant', { tenantId: '' }],
    ['no secret', { appPassword: null }],
    ['no tenant allowed', { allowedTenants: [] }],
  ])('is not made: %s', (_, change) => {
    expect(() => createTeamsChannel({ ...CONFIG, ...change }, parts)).toThrow(KiteiError);
  });
});

describe('how the bot signs in', () => {
  const described = async (config: typeof CONFIG) => {
    const credentials = await credentialsOf(config).createCredentials(APP_ID, SCOPE, LOGIN, true);
    return JSON.parse(JSON.stringify(credentials));
  };
  it('is that of its own tenant, not of all tenants', async () => {
    expect(await described(CONFIG)).toMatchObject({
      appId: APP_ID,
      tenant: TENANT,
      oAuthEndpoint: expect.stringContaining(TENANT),
    });
    expect(await credentialsOf(CONFIG).isAuthenticationDisabled()).toBe(false);
  });
  it('is a managed identity where it is registered with one', async () => {
    const managed = { ...CONFIG, appType: 'UserAssignedMsi', appPassword: null } as const;
    expect(await described(managed)).toMatchObject({ appId: APP_ID, name: 'ManagedIdentityAppCredentials' });
  });
});
