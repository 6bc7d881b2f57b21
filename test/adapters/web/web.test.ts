import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpServer, startHttpServer } from '../../../adapters/http-server.ts';
import type { Exchange } from '../../../adapters/web/ask-page.ts';
import { createWebChannel, type WebChannel } from '../../../adapters/web/web-channel.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import { KiteiError } from '../../../src/errors.ts';
import { readDocument } from '../../../src/policy/read-document.ts';
import { memoryChannelState } from '../memory-channel-stores.ts';
import { type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { anAdmin } from './an-admin.ts';
import { noDesk } from './no-desk.ts';

// The pages over real HTTP; only the assistant is scripted.

let assistant: ScriptedAssistant;
let channel: WebChannel;
let server: HttpServer;
let exchanges: Exchange[];
let warnings: string[];
let documents: PolicyDocument[];

const policy = (front: string, text: string) =>
  readDocument({ path: 'rules.md', content: `---\nid: rules\n${front}---\n# 端末規程\n\n${text}\n` });

beforeEach(async () => {
  assistant = scriptedAssistant();
  exchanges = [];
  warnings = [];
  documents = [
    policy(
      'version: "1"\neffectiveDate: 2020-04-01\n',
      '第1条 「端末」とは、パソコンをいう。\n\n第2条 前条の端末 & 機器を持ち出してはならない。',
    ),
    policy(
      'version: "2"\neffectiveDate: 2999-04-01\n',
      '第1条 「端末」とは、パソコンをいう。\n\n第2条 前条の端末 & 機器を持ち出すことができる。',
    ),
    {
      ...policy('version: "1"\n', '第1条 監査の秘密。'),
      id: 'audit',
      title: '監査規程',
      groups: ['auditors'],
    },
  ];
  channel = createWebChannel({
    state: memoryChannelState(),
    documents: () => documents,
    groupsOf: () => [],
    exchanges: async () => exchanges,
    admin: anAdmin(),
    desk: noDesk(),
    publicUrl: null,
    oidc: null,
    warn: (message) => warnings.push(message),
  });
  await channel.start(assistant);
  server = await startHttpServer(channel.routes, { host: '127.0.0.1', port: 0 }, () => {});
});
afterEach(async () => {
  await server.close();
  await channel.stop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers, redirect: 'manual' });

/** A browser that is signed in, with the token of its forms. */
async function signedIn() {
  const answer = await get(channel.oneTimePath());
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const formToken =
    /name="formToken" value="([^"]+)"/.exec(await (await get('/', { cookie })).text())?.[1] ?? '';
  return {
    cookie,
    open: async (path: string, headers: Record<string, string> = {}) => get(path, { cookie, ...headers }),
    send: (path: string, fields: Record<string, string>, token = formToken) =>
      fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { cookie },
        redirect: 'manual',
        body: new URLSearchParams({ formToken: token, ...fields }),
      }),
  };
}

describe('strangers', () => {
  it.each([
    '/',
    '/policies',
    '/policies/rules',
    '/policies/rules/1',
    '/policies/rules/1/changes',
    '/nowhere',
  ])('see nothing of %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toMatch(/パソコン|端末規程/);
  });

  it('cannot send anything', async () => {
    for (const path of ['/ask', '/feedback', '/escalate', '/new', '/sign-out']) {
      const answer = await fetch(`${server.url}${path}`, {
        method: 'POST',
        body: new URLSearchParams({ question: 'x' }),
      });
      expect(answer.status).toBe(401);
    }
    expect(assistant.asked).toEqual([]);
  });

  it('cannot guess a session or a link', async () => {
    expect((await get('/', { cookie: 'kitei_session=guess' })).status).toBe(401);
    channel.oneTimePath();
    expect((await get(`/sign-in?token=${'a'.repeat(43)}`)).status).toBe(403);
    expect((await get('/sign-in?token=')).status).toBe(403);
  });
});

describe('signing in', () => {
  it('works once with a link, and the session is for this browser and this site only', async () => {
    const path = channel.oneTimePath();
    const answer = await get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
    expect((await get(path)).status).toBe(403);
  });

  it('ends with signing out', async () => {
    const browser = await signedIn();
    expect((await browser.open('/')).status).toBe(200);
    expect((await browser.send('/sign-out', {})).status).toBe(303);
    expect((await browser.open('/')).status).toBe(401);
  });
});

describe('every page', () => {
  it('forbids scripts, frames and storage by others', async () => {
    const { headers } = await (await signedIn()).open('/');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('speaks the language of the browser, or the one chosen', async () => {
    const browser = await signedIn();
    expect(await (await browser.open('/', { 'accept-language': 'en-GB,ja;q=0.5' })).text()).toContain(
      'Ask the policy',
    );
    expect(await (await browser.open('/', { 'accept-language': 'fr' })).text()).toContain('規程に聞く');
    const chosen = await browser.open('/language/en?back=/policies');
    expect(chosen.headers.get('location')).toBe('/policies');
    const cookie = `${browser.cookie}; ${chosen.headers.get('set-cookie')?.split(';')[0]}`;
    expect(await (await get('/', { cookie, 'accept-language': 'ja' })).text()).toContain('Ask the policy');
    for (const elsewhere of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const answer = await browser.open(`/language/en?back=${encodeURIComponent(elsewhere)}`);
      expect(answer.headers.get('location')).toBe('/');
    }
  });

  it('that is not there says so', async () => {
    expect((await (await signedIn()).open('/nowhere')).status).toBe(404);
  });
});

describe('asking', () => {
  it('shows the answer with its quotes, whatever was typed', async () => {
    const browser = await signedIn();
    const answer = await browser.send('/ask', { question: '<script>alert(1)</script>いい？' });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;');
    expect(text).toContain('<blockquote>');
    expect(assistant.asked).toMatchObject([{ channel: 'web', asker: 'web:local', confidential: true }]);
    expect(assistant.asked[0]?.conversation).toMatch(/^web:/);
  });

  it('offers questions, and keeps the conversation until a new one is begun', async () => {
    const browser = await signedIn();
    expect(await (await browser.open('/')).text()).toContain('私物のUSBメモリを使ってもいいですか');
    await browser.send('/ask', { question: 'A?' });
    await browser.send('/ask', { question: 'B?' });
    await browser.send('/new', {});
    await browser.send('/ask', { question: 'C?' });
    const [first, second, third] = assistant.asked.map(({ conversation }) => conversation);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('says what is wrong with a question, and keeps what was typed', async () => {
    assistant.answers = () => {
      throw new KiteiError('question.invalid', '質問が長すぎます。', 'remedy');
    };
    const answer = await (await signedIn()).send('/ask', { question: 'long "one"' });
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('質問が長すぎます。');
    expect(text).toContain('long &quot;one&quot;');
  });

  it('apologises when it fails, and tells the operator without the question', async () => {
    assistant.answers = () => {
      throw new Error('secret question');
    };
    const answer = await (await signedIn()).send('/ask', { question: 'secret question' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(warnings.join()).toContain('/ask');
    expect(warnings.join()).not.toContain('secret');
  });

  it('counts only forms of its own pages', async () => {
    const browser = await signedIn();
    expect((await browser.send('/ask', { question: 'x' }, 'forged')).status).toBe(403);
    expect((await browser.send('/ask', { question: 'x'.repeat(70_000) })).status).toBe(413);
    expect(assistant.asked).toEqual([]);
  });

  it('takes feedback and hands questions over, and says so beside the answer', async () => {
    const browser = await signedIn();
    const asked = await browser.send('/ask', { question: 'A?' });
    const record = /name="record" value="([^"]+)"/.exec(await asked.text())?.[1] ?? '';
    const down = { record, helpful: 'no', reason: 'unclear', comment: 'どこ？' };
    const thanked = await browser.send('/feedback', down);
    expect(thanked.status).toBe(303);
    expect(assistant.feedback).toMatchObject([
      { recordId: record, asker: 'web:local', helpful: false, reason: 'unclear', comment: 'どこ？' },
    ]);
    await browser.send('/escalate', { record });
    expect(assistant.escalated).toEqual([record]);
    // Of another platform's records the ids can be guessed.
    await browser.send('/escalate', { record: 'slack:T1:C1:1700000000.000100' });
    await browser.send('/feedback', { record: 'slack:T1:C1:1700000000.000100', helpful: 'yes' });
    const named = [...assistant.escalated, ...assistant.feedback.map(({ recordId }) => recordId)];
    expect(named.filter((id) => id.startsWith('slack:'))).toEqual([]);
    exchanges = [
      { recordId: record, question: 'A?', answer: assistant.answers(assistant.asked[0] as never) },
    ];
    const page = await (await browser.open(thanked.headers.get('location') ?? '')).text();
    expect(page).toContain('ありがとうございます。');
  });

  it('leads to the newest answer, also for those who hear the page', async () => {
    const text = await (await (await signedIn()).send('/ask', { question: 'A?' })).text();
    expect(text).toContain('action="/ask#latest"');
    expect(text.match(/id="latest" tabindex="-1"/g)).toHaveLength(1);
    expect(text).not.toContain('autofocus');
  });

  it('names whom to ask where nobody takes questions over', async () => {
    const browser = await signedIn();
    const asked = await browser.send('/ask', { question: 'A?' });
    const record = /name="record" value="([^"]+)"/.exec(await asked.text())?.[1] ?? '';
    assistant.escalation = 'no_contact';
    const handed = await browser.send('/escalate', { record });
    exchanges = [
      { recordId: record, question: 'A?', answer: assistant.answers(assistant.asked[0] as never) },
    ];
    const page = await (await browser.open(handed.headers.get('location') ?? '')).text();
    expect(page).toContain('情報セキュリティ係 (内線 2110) へ直接お尋ねください');
  });
});

describe('reading', () => {
  it('lists what the person may read, each version with its standing', async () => {
    const text = await (await (await signedIn()).open('/policies')).text();
    expect(text).toContain('端末規程');
    expect(text).toContain('施行中');
    expect(text).toContain('2999-04-01 施行予定');
    expect(text).not.toContain('監査規程');
    expect((await (await signedIn()).open('/policies/audit/1')).status).toBe(404);
  });

  it('gives every clause of every version its own address', async () => {
    const browser = await signedIn();
    const current = await browser.open('/policies/rules');
    expect(current.headers.get('location')).toBe('/policies/rules/1');
    const text = await (await browser.open('/policies/rules/1')).text();
    expect(text).toContain('<section id="第2条"');
    expect(text).toContain(`<a href="#${encodeURIComponent('第1条')}">前条</a>`);
    expect(text).toContain('&amp; 機器を持ち出してはならない');
    expect(text).toContain('<dfn title=');
    expect(text).toContain('2999-04-01 施行の 2 版で変わります');
  });

  it('shows what a version changes', async () => {
    const text = await (await (await signedIn()).open('/policies/rules/2/changes')).text();
    expect(text).toContain('1 版から 2 版への変更');
    expect(text).toMatch(/<del>[^<]*ならない/);
    expect(text).toMatch(/<ins>[^<]*できる/);
    expect((await (await signedIn()).open('/policies/rules/1/changes')).status).toBe(404);
  });

  it('finds clauses by their words', async () => {
    const browser = await signedIn();
    const found = await (await browser.open(`/policies?q=${encodeURIComponent('パソコン')}`)).text();
    expect(found).toContain('1 条項');
    expect(await (await browser.open(`/policies?q=${encodeURIComponent('監査')}`)).text()).toContain(
      '0 条項',
    );
  });
});
