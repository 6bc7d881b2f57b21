import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { awayProxy, FAULTS } from '../../reliability/away-proxy.ts';
import { answerTo, scriptedAssistant } from '../scripted-assistant.ts';
import { TENANT } from './fake-teams.ts';
import { TeamsHarness } from './teams-harness.ts';

const PATIENCE = { timeout: 60_000, interval: 200 };

describe.each([...FAULTS, 'is away'] as const)('Teams, whose service %s', (way) => {
  it('has what it sends acknowledged; nothing is doubled, no token goes elsewhere, and it goes on afterwards', async () => {
    const harness = await TeamsHarness.open();
    onTestFinished(async () => {
      await harness.channel.stop();
      await harness.close();
    });
    const assistant = scriptedAssistant();
    await harness.channel.start(assistant);
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.headers.authorization ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void elsewhere.close());
    const proxy = await awayProxy(
      Number(new URL(harness.fake.url).port),
      `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`,
    );
    const serviceUrl = `http://127.0.0.1:${proxy.port}/`;
    const authorization = `Bearer ${harness.fake.token({ serviceurl: serviceUrl })}`;
    const message = (text: string, chat: string) =>
      harness.activity({
        text,
        serviceUrl,
        conversation: { id: chat, conversationType: 'personal', tenantId: TENANT },
      });
    const answers = (text: string) =>
      harness.posts().filter((post) => !post.unfinished && post.text.includes(answerTo(text))).length;

    const first = message('第一の質問です', 'a:1');
    expect((await harness.post(first, authorization)).status).toBe(200);
    await vi.waitFor(() => expect(answers('第一の質問です')).toBe(1), PATIENCE);

    if (way === 'is away') await proxy.refuse();
    else proxy.fail(way);
    const second = message('第二の質問です', 'a:2');
    expect((await harness.post(second, authorization)).status).toBe(200);
    await vi.waitFor(() => expect(assistant.asked).toHaveLength(2), PATIENCE);
    // Teams delivers again what it heard nothing of.
    expect((await harness.post(second, authorization)).status).toBe(200);

    if (way !== 'is away') await vi.waitFor(() => expect(proxy.failed()).toBeGreaterThan(0), PATIENCE);

    await proxy.recover();
    expect((await harness.post(message('第三の質問です', 'a:3'), authorization)).status).toBe(200);
    await vi.waitFor(() => expect(answers('第三の質問です')).toBe(1), PATIENCE);
    await harness.channel.stop();
    expect(answers('第二の質問です')).toBeLessThanOrEqual(1);
    expect(assistant.asked).toHaveLength(3);
    expect(asked).toEqual([]);
  }, 120_000);
});
