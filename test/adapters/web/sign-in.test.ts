import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type HttpServer, startHttpServer } from '../../../adapters/http-server.ts';
import { createWebChannel, type WebChannel } from '../../../adapters/web/web-channel.ts';
import type { OidcConfig } from '../../../src/config/web-settings.ts';
import { awayProxy, FAULTS } from '../../reliability/away-proxy.ts';
import { memoryChannelState } from '../memory-channel-stores.ts';
import { type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { anAdmin } from './an-admin.ts';
import { FetchBrowser } from './fetch-browser.ts';
import { CLIENT, type LocalProvider, startLocalProvider } from './local-provider.ts';
import { noDesk } from './no-desk.ts';

// Signing in against a real OpenID Connect provider on this machine.

const PUBLIC = 'https://kitei.example';
let provider: LocalProvider;
let channel: WebChannel;
let server: HttpServer;
let assistant: ScriptedAssistant;
let warnings: string[];

beforeEach(async () => {
  // The provider warns at length that it is not set up for production.
  vi.spyOn(console, 'info').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  provider = await startLocalProvider(`${PUBLIC}/sign-in/callback`);
  await serve({});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
  await channel.stop();
  await provider.close();
});

async function serve(settings: Partial<OidcConfig>) {
  warnings = [];
  assistant = scriptedAssistant();
  channel = createWebChannel({
    state: memoryChannelState(),
    documents: () => [],
    groupsOf: () => [],
    exchanges: async () => [],
    admin: anAdmin(),
    desk: noDesk(),
    publicUrl: PUBLIC,
    oidc: {
      issuer: provider.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      scope: 'openid profile',
      roleClaim: 'roles',
      roles: [
        ['Kitei.Trainer', 'trainer'],
        ['Kitei.Staff', 'staff'],
      ],
      groupsClaim: 'groups',
      departmentClaim: 'department',
      ...settings,
    },
    warn: (message) => warnings.push(message),
  });
  await channel.start(assistant);
  server = await startHttpServer(channel.routes, { host: '127.0.0.1', port: 0 }, () => {});
}

const browser = () => new FetchBrowser({ [PUBLIC]: server.url });

/** Signs in at the provider as a person would; returns where that ends. */
async function signIn(visitor: FetchBrowser, name: string, back = '/') {
  let page = await visitor.open(`${PUBLIC}/sign-in/start?back=${encodeURIComponent(back)}`);
  page = await visitor.open(page.at, { prompt: 'login', login: name, password: 'any' });
  if (!page.at.startsWith(PUBLIC)) page = await visitor.open(page.at, { prompt: 'consent' });
  return page;
}

describe('signing in with the organisation', () => {
  it('brings the person back to where she was going, with role, groups and department', async () => {
    provider.people.set('hanako', {
      name: '小千谷 花子',
      roles: ['Kitei.Staff'],
      groups: ['auditors'],
      department: '総務課',
    });
    const visitor = browser();
    const stranger = await visitor.send(`${PUBLIC}/policies`);
    expect(stranger.status).toBe(401);
    expect(await stranger.text()).toContain('/sign-in/start?back=%2Fpolicies');
    const { at, response } = await signIn(visitor, 'hanako', '/policies');
    expect([at, response.status]).toEqual([`${PUBLIC}/policies`, 200]);
    const token = /name="formToken" value="([^"]+)"/.exec(await response.text())?.[1] ?? '';
    expect((await visitor.send(`${PUBLIC}/ask`, { formToken: token, question: 'いい？' })).status).toBe(200);
    expect(assistant.asked).toMatchObject([
      { asker: `oidc:${provider.issuer}:hanako`, groups: ['auditors'], department: '総務課' },
    ]);
  });

  it('lets nobody in without a role', async () => {
    provider.people.set('taro', { name: '太郎', roles: ['Something.Else'] });
    const visitor = browser();
    const { response } = await signIn(visitor, 'taro');
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('役割がありません');
    expect((await visitor.send(`${PUBLIC}/`)).status).toBe(401);
  });

  it('gives everybody the role of *', async () => {
    await server.close();
    await serve({ roles: [['*', 'staff']], groupsClaim: null, departmentClaim: null });
    provider.people.set('jiro', {});
    expect((await signIn(browser(), 'jiro')).response.status).toBe(200);
  });

  it('keeps cookies to https and to this browser', async () => {
    const started = await browser().send(`${PUBLIC}/sign-in/start`);
    expect(started.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(started.headers.get('set-cookie')).toMatch(/Secure/);
    const address = new URL(started.headers.get('location') ?? '');
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    expect(address.searchParams.get('nonce')).toMatch(/./);
    expect(address.searchParams.get('state')).toMatch(/./);
  });

  it('refuses what another browser began', async () => {
    provider.people.set('hanako', { roles: ['Kitei.Staff'] });
    const hers = browser();
    let page = await hers.open(`${PUBLIC}/sign-in/start`);
    page = await hers.open(page.at, { prompt: 'login', login: 'hanako', password: 'any' });
    const last = await hers.send(page.at, { prompt: 'consent' });
    const resumed = await hers.send(last.headers.get('location') ?? '');
    const callback = resumed.headers.get('location') ?? '';
    expect(callback).toContain('code=');
    const thief = browser();
    expect((await thief.send(callback)).status).toBe(403);
    await thief.send(`${PUBLIC}/sign-in/start`);
    expect((await thief.send(callback)).status).toBe(403);
    expect((await thief.send(`${PUBLIC}/`)).status).toBe(401);
    expect((await hers.send(callback)).status).toBe(303);
    expect((await hers.send(callback)).status).toBe(403);
  });

  it('leads nowhere else, whatever the address says', async () => {
    provider.people.set('hanako', { roles: ['Kitei.Staff'] });
    expect((await signIn(browser(), 'hanako', '//evil.example')).at).toBe(`${PUBLIC}/`);
  });

  it('replaces the one-time link', async () => {
    expect((await browser().send(PUBLIC + channel.oneTimePath())).status).toBe(401);
  });

  it.each(FAULTS)(
    'fails politely where the provider %s',
    async (fault) => {
      const asked: string[] = [];
      const elsewhere = await startHttpServer(
        [
          {
            method: 'GET',
            path: '/*',
            handle: async (request, response) => {
              asked.push(request.url ?? '');
              response.end('{}');
            },
          },
        ],
        { host: '127.0.0.1', port: 0 },
        () => {},
      );
      onTestFinished(() => elsewhere.close());
      const proxy = await awayProxy(1, elsewhere.url);
      proxy.fail(fault);
      await server.close();
      await serve({ issuer: `http://127.0.0.1:${proxy.port}` });
      const response = await browser().send(`${PUBLIC}/sign-in/start`);
      expect(response.status).toBe(500);
      expect(await response.text()).toMatch(/もう一度お試しください|try again/i);
      expect([proxy.failed() > 0, asked]).toEqual([true, []]);
    },
    60_000,
  );

  it('fails politely while the provider is away', async () => {
    await server.close();
    await serve({ issuer: 'http://127.0.0.1:1' });
    expect((await browser().send(`${PUBLIC}/sign-in/start`)).status).toBe(500);
    expect(warnings.join()).toContain('/sign-in/start');
  });
});
