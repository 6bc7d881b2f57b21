import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openStores } from '../../src/stores.ts';
import { startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { slackRequests } from '../adapters/slack/slack-sender.ts';
import { emptyDatabase, withPostgres } from '../storage/database/postgres-server.ts';
import { awayProxy } from './away-proxy.ts';
import { environmentIn, SLACK_SECRET, startWholeServer } from './whole-server.ts';

const PATIENCE = { timeout: 60_000, interval: 500 };

/** A server on PostgreSQL, which can be away. */
async function serverOnPostgres(index: 'memory' | 'postgres') {
  const folder = mkdtempSync(join(tmpdir(), 'kitei-away-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const slack = await startFakeSlack();
  onTestFinished(() => slack.close());
  const direct = await emptyDatabase();
  const proxy = await awayProxy(Number(new URL(direct).port));
  const address = new URL(direct);
  address.port = String(proxy.port);
  const env = { ...environmentIn(folder, slack), KITEI_INDEX: index, DATABASE_URL: address.href };
  const server = await startWholeServer(env);
  onTestFinished(() => server.kill());
  /** How often each question is in the log. */
  const inTheLog = async () => {
    const stores = await openStores(
      readConfig({ ...env, DATABASE_URL: direct, KITEI_DATA: join(folder, 'look') }),
      () => {},
    );
    const counts = new Map<string, number>();
    for await (const { question } of stores.log.each({}))
      counts.set(question ?? '', (counts.get(question ?? '') ?? 0) + 1);
    await stores.close();
    return counts;
  };
  return { slack, proxy, server, inTheLog };
}

const question = (nth: number) => `May visitors use the guest printer on visit ${nth} a?`;
const ANSWER = 'must not use the guest printer';

withPostgres(() => {
  describe.each(['memory', 'postgres'] as const)('the whole server, its index in %s', (index) => {
    it.each(['ended', 'hangs'] as const)(
      'and a database that %s: everybody is told something, and it goes on by itself afterwards',
      async (away) => {
        const { slack, proxy, server, inTheLog } = await serverOnPostgres(index);
        const requests = slackRequests(server.url, SLACK_SECRET);
        const event = (nth: number) => ({
          type: 'app_mention',
          channel: 'C1',
          user: 'U1',
          ts: `${1_700_000_000 + nth}.100000`,
          text: `<@UBOT> ${question(nth)}`,
        });
        expect((await server.ask(question(0))).page).toContain(ANSWER);

        if (away === 'ended') await proxy.refuse();
        else proxy.freeze();
        const asked = await Promise.all([1, 2, 3].map((nth) => server.ask(question(nth))));
        for (const { status, page } of asked) {
          if (status === 200) expect(page).toContain(ANSWER);
          else
            expect([status, page]).toEqual([500, expect.stringMatching(/もう一度お試しください|try again/i)]);
        }
        const acknowledged = (await requests.event(event(10))).status === 200;
        expect(slack.messages).toEqual([]);

        await proxy.recover();
        await vi.waitFor(
          async () => expect((await server.ask(question(20))).page).toContain(ANSWER),
          PATIENCE,
        );
        // Slack delivers again what was not acknowledged.
        if (!acknowledged)
          await vi.waitFor(async () => expect((await requests.event(event(10))).status).toBe(200), PATIENCE);
        expect((await requests.event(event(11))).status).toBe(200);
        await vi.waitFor(
          () =>
            expect(slack.messages.map(({ thread }) => thread).sort()).toEqual([event(10).ts, event(11).ts]),
          PATIENCE,
        );
        const answered = [
          question(0),
          ...asked.flatMap(({ status }, at) => (status === 200 ? question(at + 1) : [])),
        ];
        await vi.waitFor(async () => {
          const counts = await inTheLog();
          for (const one of [...answered, question(10), question(11), question(20)])
            expect([one, counts.get(one)]).toEqual([one, 1]);
        }, PATIENCE);
        expect(await server.figure('kitei_log_lost')).toBe(0);
      },
      180_000,
    );
  });
});
