import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { slackRequests } from '../adapters/slack/slack-sender.ts';
import { awayProxy, FAULTS } from './away-proxy.ts';
import { environmentIn, SLACK_SECRET, startWholeServer } from './whole-server.ts';

const PATIENCE = { timeout: 60_000, interval: 300 };
const ANSWER = 'must not use the guest printer';
const WAYS = [...FAULTS, 'is away'] as const;
const question = (nth: number) => `May visitors use the guest printer on visit ${nth} a?`;

async function temporaryFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kitei-endpoints-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A server that must be asked nothing. */
async function elsewhere() {
  const asked: string[] = [];
  const http = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close());
  return { asked, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/` };
}

describe.each(WAYS)('the whole server, where Slack’s API %s', (way) => {
  it('acknowledges, answers others, doubles nothing, and goes on afterwards', async () => {
    const slack = await startFakeSlack();
    onTestFinished(() => slack.close());
    const other = await elsewhere();
    const proxy = await awayProxy(Number(new URL(slack.apiUrl).port), other.url);
    const address = new URL(slack.apiUrl);
    address.port = String(proxy.port);
    const env = environmentIn(await temporaryFolder(), slack);
    const server = await startWholeServer({ ...env, SLACK_API_URL: address.href });
    onTestFinished(() => server.kill());
    const requests = slackRequests(server.url, SLACK_SECRET);
    const mention = (nth: number) => ({
      type: 'app_mention',
      channel: `C${nth}`,
      user: `U${nth}`,
      ts: `${1_700_000_000 + nth}.100000`,
      text: `<@UBOT> ${question(nth)}`,
    });
    const answered = (nth: number) =>
      slack.messages.filter(({ thread }) => thread === mention(nth).ts).length;
    expect((await requests.event(mention(1))).status).toBe(200);
    await vi.waitFor(() => expect(answered(1)).toBe(1), PATIENCE);

    if (way === 'is away') await proxy.refuse();
    else proxy.fail(way);
    const [acknowledged, page] = await Promise.all([requests.event(mention(2)), server.ask(question(3))]);
    expect(acknowledged.status).toBe(200);
    expect(page.page).toContain(ANSWER);
    // It is delivered again, as Slack does where it hears nothing.
    expect((await requests.event(mention(2))).status).toBe(200);

    if (way !== 'is away') await vi.waitFor(() => expect(proxy.failed()).toBeGreaterThan(0), PATIENCE);

    await proxy.recover();
    expect((await requests.event(mention(4))).status).toBe(200);
    await vi.waitFor(() => expect(answered(4)).toBe(1), PATIENCE);
    expect(answered(2)).toBeLessThanOrEqual(1);
    expect(other.asked).toEqual([]);
  }, 120_000);
});

describe.each(WAYS)('the whole server, where its models %s', (way) => {
  it('answers every question from the rules, and nothing goes to another address', async () => {
    const slack = await startFakeSlack();
    onTestFinished(() => slack.close());
    const other = await elsewhere();
    const proxy = await awayProxy(1, other.url);
    if (way === 'is away') await proxy.refuse();
    else proxy.fail(way);
    const url = `http://127.0.0.1:${proxy.port}`;
    const env = {
      ...environmentIn(await temporaryFolder(), slack),
      KITEI_MODEL: 'openai:writer',
      KITEI_MODEL_URL: `${url}/v1`,
      KITEI_MODEL_SECONDS: '1',
      KITEI_MODEL_REWRITING: 'on',
      KITEI_MODEL_TRANSLATION: 'on',
      KITEI_RERANKER_URL: `${url}/rerank`,
    };
    const server = await startWholeServer(env);
    onTestFinished(() => server.kill());
    for (const nth of [1, 2, 3]) {
      const { status, page } = await server.ask(question(nth));
      expect([status, page]).toEqual([200, expect.stringContaining(ANSWER)]);
    }
    if (way !== 'is away') expect(proxy.failed()).toBeGreaterThan(0);
    expect(other.asked).toEqual([]);
  }, 120_000);
});
