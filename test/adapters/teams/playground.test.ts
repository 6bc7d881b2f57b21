import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  aCitation,
  anAnswer,
  answerTo,
  type ScriptedAssistant,
  scriptedAssistant,
} from '../scripted-assistant.ts';
import { CONFIG, claimsOf, TeamsHarness } from './teams-harness.ts';

/** Where the Agents Playground starts; `.ci/teams-playground` fetches it and says so. */
const PLAYGROUND = process.env.AGENTS_PLAYGROUND;
/** The tenant it plays. */
const TENANT = '00000000-0000-0000-0000-0000000000001';
const FROM = { id: 'user-id-0' };

const unless = PLAYGROUND
  ? ''
  : ' (skipped: AGENTS_PLAYGROUND names no playground, see .ci/teams-playground)';

// Kitei and the playground know nothing of each other's code. What stands between them signs what the playground sends,
// for it signs nothing itself, and notes what it says to Kitei's messages.
describe.skipIf(!PLAYGROUND)(`with the Microsoft 365 Agents Playground${unless}`, () => {
  let teams: TeamsHarness;
  let assistant: ScriptedAssistant;
  let between: Server;
  let playground: ChildProcess;
  let folder: string;
  let port: number;
  /** Ids of its conversations and of the bot, made anew each time it starts. */
  const id = { personal: '', group: '', bot: '' };
  /** Kitei's messages with what the playground made of them. */
  // biome-ignore lint/suspicious/noExplicitAny: what is asserted is what was written
  const said: { readonly path: string; readonly body: any; readonly status: number; readonly id: string }[] =
    [];

  const url = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    teams = await TeamsHarness.open({}, { ...CONFIG, tenantId: TENANT, allowedTenants: [TENANT] });
    assistant = scriptedAssistant();
    assistant.answers = ({ text }) =>
      anAnswer({
        text: answerTo(text),
        citations: [aCitation(), aCitation({ clause: '第13条' })],
        related: [aCitation()],
      });
    await teams.channel.start(assistant);
    between = createServer((request, response) => void pass(request, response));
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    folder = mkdtempSync(join(tmpdir(), 'kitei-playground-'));
    port = await freePort();
    playground = spawn(
      process.execPath,
      [
        PLAYGROUND ?? '',
        ...['-e', `${url(between)}/api/messages`, '-c', 'msteams', '-p', String(port)],
        ...['--service-url', `${url(between)}/_connector`, '--disable-telemetry'],
      ],
      { cwd: folder, env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' }, stdio: 'ignore' },
    );
    await vi.waitFor(async () => expect((await play('GET', '/_debug/ping')).status).toBe(200), {
      timeout: 60_000,
      interval: 200,
    });
    const { config } = JSON.parse(await (await play('GET', '/_internal/v1/testConfig')).text());
    Object.assign(id, {
      personal: config.personalChat.id,
      group: config.groupChats[0].id,
      bot: config.bot.id,
    });
  });

  afterAll(async () => {
    playground.kill();
    await once(playground, 'exit');
    await teams.channel.stop();
    await teams.close();
    between.closeAllConnections();
    await new Promise((resolve) => between.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const inbound = request.url === '/api/messages';
    const passed = await fetch(
      inbound ? `${teams.url}/api/messages` : `http://127.0.0.1:${port}${request.url}`,
      {
        method: request.method ?? 'GET',
        headers: {
          'content-type': 'application/json',
          ...(inbound &&
            body !== '' && {
              authorization: `Bearer ${teams.fake.token({ serviceurl: JSON.parse(body).serviceUrl })}`,
            }),
        },
        ...(body !== '' && { body }),
      },
    );
    const text = await passed.text();
    if (!inbound && JSON.parse(body).type === 'message') {
      const given = passed.ok && text !== '' ? JSON.parse(text).id : '';
      said.push({ path: request.url ?? '', body: JSON.parse(body), status: passed.status, id: given });
    }
    response.writeHead(passed.status, {
      'content-type': passed.headers.get('content-type') ?? 'application/json',
    });
    response.end(text);
  };

  const play = (method: string, path: string, body?: object) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const message = (conversation: string, text: string, mentions: object[] = []) =>
    play('POST', `/_conversation/v1/conversations/${conversation}/messages`, {
      from: FROM,
      text,
      textFormat: 'plain',
      mentions,
    });
  /** Waits for one more message of Kitei that the playground took. */
  const taken = async (count: number) => {
    await vi.waitFor(() => expect(said.length).toBeGreaterThanOrEqual(count), { timeout: 20_000 });
    const last = said[count - 1];
    if (last === undefined) throw new Error('nothing was said');
    expect(last.status).toBe(201);
    return last;
  };

  it('greets where it is installed', async () => {
    expect((await play('POST', `/_debug/conversation/${id.personal}/installation`, {})).status).toBe(200);
    const { body } = await taken(1);
    expect(JSON.stringify(body.attachments)).toContain(assistant.offered[0]);
  });

  it('answers a question in the personal chat, and the playground reads its citations', async () => {
    expect((await message(id.personal, '資料を持ち帰れますか')).status).toBe(200);
    const { body, path } = await taken(2);
    expect(body.text).toContain(answerTo('資料を持ち帰れますか'));
    expect(claimsOf(body)).toHaveLength(2);
    expect(path).toContain(id.personal);
  });

  it('takes a press of "ask a person" on that answer', async () => {
    const { body, id: replyToId } = await taken(2);
    const action = body.attachments[0].content.actions.find(
      ({ verb }: { verb?: string }) => verb === 'escalate',
    );
    const response = await play('POST', '/_conversation/v1/invoke', {
      name: 'adaptiveCard/action',
      value: { action, trigger: 'manual' },
      from: FROM,
      conversation: { id: id.personal },
      replyToId,
    });
    expect(response.status).toBe(200);
    expect(assistant.escalated).toEqual([assistant.asked[0]?.id]);
    await taken(3);
  });

  it('sends feedback, though without the message it is about, and is content with the answer', async () => {
    const response = await play('POST', '/_conversation/v1/invoke', {
      name: 'message/submitAction',
      value: { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{"feedbackText":"ok"}' } },
      from: FROM,
      conversation: { id: id.personal },
    });
    expect([response.status, await response.text()]).toEqual([200, '{}']);
  });

  it('answers a mention in a group chat, without the mention', async () => {
    const text = '<at>Test Bot</at> 使ってもいいですか';
    const mention = { mentioned: { id: id.bot, name: 'Test Bot' }, text: '<at>Test Bot</at>' };
    expect((await message(id.group, text, [mention])).status).toBe(200);
    await taken(4);
    expect(assistant.asked.at(-1)).toMatchObject({ text: '使ってもいいですか', confidential: false });
  });

  it('answers "ask about this" in a dialog', async () => {
    const response = await play('POST', '/_conversation/v1/invoke', {
      name: 'composeExtension/fetchTask',
      value: {
        commandId: 'askAboutThis',
        commandContext: 'message',
        messagePayload: { id: '1', body: { contentType: 'html', content: '<p>持ち出せますか</p>' } },
      },
      from: FROM,
      conversation: { id: id.personal },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(answerTo('持ち出せますか'));
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
