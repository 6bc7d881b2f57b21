import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openStores, type Stores } from '../../src/stores.ts';
import { folderWith, temporaryFolder } from '../indexing/samples.ts';
import { emptyDatabase, withPostgres } from '../storage/database/postgres-server.ts';
import { type FakeSlack, startFakeSlack } from './slack/fake-slack.ts';
import { type SlackRequests, slackRequests } from './slack/slack-sender.ts';

const SIGNING_SECRET = 'a signing secret of a test';
const REPLICA = fileURLToPath(new URL('./replica-process.ts', import.meta.url));
const POLICY =
  '---\nid: guests\nversion: "1"\nlanguage: en\n---\n\n## 1. Printer\n\nVisitors must not use the guest printer.\n';

interface Replica {
  readonly process: ChildProcess;
  readonly requests: SlackRequests;
  readonly url: string;
  /** Signs in its first visitor. */
  readonly signIn: string;
}

withPostgres(() => {
  let slack: FakeSlack;
  let stores: Stores;
  let env: Record<string, string>;
  let replicas: Replica[];

  beforeEach(async () => {
    slack = await startFakeSlack();
    slack.tokens.set('xoxb-test-T1', { team: 'T1', user: 'UBOT', revoked: false });
    slack.users.set('Uen', { locale: 'en-US' });
    env = {
      DATABASE_URL: await emptyDatabase(),
      KITEI_SECRET: 'a secret of at least thirty-two characters',
      // One person asks everything here.
      KITEI_QUESTIONS_PER_MINUTE: '1000',
      KITEI_KNOWLEDGE: await folderWith({ 'guests.md': POLICY }),
      KITEI_PORT: '0',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: 'xoxb-test-T1',
      SLACK_API_URL: slack.apiUrl,
    };
    stores = await openStores(readConfig({ ...env, KITEI_DATA: await temporaryFolder() }), () => {});
    // All at once, on a database that none of them finds made.
    replicas = await Promise.all([start(), start(), start()]);
  });
  afterEach(async () => {
    for (const { process } of replicas) process.kill('SIGKILL');
    await stores.close();
    await slack.close();
  });

  async function start(): Promise<Replica> {
    const child = spawn(process.execPath, ['--import', 'tsx', REPLICA], {
      env: { PATH: process.env.PATH, ...env, KITEI_DATA: await temporaryFolder() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { value } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
    const [url = '', signIn = ''] = String(value).split(' ');
    return { process: child, requests: slackRequests(url, SIGNING_SECRET), url, signIn };
  }
  const tsOf = (nth: number) => `${1_700_000_000 + nth}.000100`;
  const mention = (nth: number) => ({
    type: 'app_mention',
    channel: 'C1',
    user: 'Uen',
    ts: tsOf(nth),
    text: `<@UBOT> May visitors use the guest printer on day ${nth}?`,
  });
  /** How many answers stand under a question. */
  const answersTo = (nth: number) => slack.messages.filter(({ thread }) => thread === tsOf(nth)).length;
  const records = async () => (await stores.log.page({}, 999)).records;

  describe('three servers on one database', { timeout: 240_000 }, () => {
    it('answer an event once that is delivered to all of them', async () => {
      for (let nth = 0; nth < 10; nth++) {
        const delivered = await Promise.all(replicas.map(({ requests }) => requests.event(mention(nth))));
        expect(delivered.map(({ status }) => status)).toEqual([200, 200, 200]);
      }
      const counts = () => Array.from({ length: 10 }, (_, nth) => answersTo(nth));
      await expect.poll(counts, { timeout: 100_000 }).toEqual(Array(10).fill(1));
      // And again, as Slack does where it has heard nothing.
      for (const { requests } of replicas) await requests.event(mention(0));
      await expect.poll(async () => (await stores.inbox.takeOver('slack', 9, 1)).items).toEqual([]);
      expect(counts()).toEqual(Array(10).fill(1));
      expect(await records()).toHaveLength(10);
      expect(slack.faults).toEqual([]);
    });

    it('lose no question that one of them acknowledged before it was killed', async () => {
      const [killed, ...others] = replicas as [Replica, Replica, Replica];
      const questions = Array.from({ length: 60 }, (_, nth) => nth);
      const acknowledged: number[] = [];
      let answeredAtTheKill = 0;
      await Promise.all(
        questions.map(async (nth) => {
          const response = await killed.requests.event(mention(nth)).catch(() => null);
          if (response?.status === 200) acknowledged.push(nth);
          if (acknowledged.length === 40 && killed.process.exitCode === null) {
            killed.process.kill('SIGKILL');
            answeredAtTheKill = slack.messages.length;
          }
        }),
      );
      expect(acknowledged.length).toBeGreaterThanOrEqual(40);
      // Not everything was answered by then, or this would show nothing.
      expect(answeredAtTheKill).toBeLessThan(acknowledged.length);
      await expect
        .poll(() => acknowledged.filter((nth) => answersTo(nth) === 0), { timeout: 100_000 })
        .toEqual([]);
      const ids = new Set((await records()).map(({ id }) => id));
      expect(acknowledged.filter((nth) => ![...ids].some((id) => id.includes(tsOf(nth))))).toEqual([]);
      // What Slack heard nothing about, it sends again, to another server.
      for (const nth of questions.filter((one) => !acknowledged.includes(one)))
        expect((await others[0].requests.event(mention(nth))).status).toBe(200);
      await expect
        .poll(() => questions.filter((nth) => answersTo(nth) === 0), { timeout: 100_000 })
        .toEqual([]);
      // A question is answered twice only where the end came between its answer and the note that it is done.
      expect(questions.filter((nth) => answersTo(nth) > 1).length).toBeLessThanOrEqual(1);
    });

    it('know who is signed in at another one, and the draft that was begun there', async () => {
      const [one, other, third] = replicas as [Replica, Replica, Replica];
      const signedIn = await fetch(one.signIn, { redirect: 'manual' });
      const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const page = async ({ url }: Replica, path: string) =>
        (await fetch(url + path, { headers: { cookie } })).text();
      const formToken =
        /name="formToken" value="([^"]+)"/.exec(await page(one, '/admin/documents'))?.[1] ?? '';
      const send = (
        { url }: Replica,
        path: string,
        fields: Record<string, string | Blob>,
        token = formToken,
      ) => {
        const body = new FormData();
        for (const [name, value] of Object.entries({ ...fields, formToken: token })) body.append(name, value);
        return fetch(url + path, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
      };
      const question = { question: 'May visitors use the guest printer?', nonce: 'n' };
      expect((await send(other, '/ask', question)).status).toBe(200);
      expect(await page(third, '/')).toContain(question.question);
      expect((await send(other, '/ask', question, 'forged')).status).toBe(403);

      const file = new File(['# Doors\n\n## 1. Doors\n\nVisitors must not open doors.\n'], 'doors.md');
      const uploaded = await send(other, '/admin/documents', {
        file,
        id: 'doors',
        version: '1',
        language: 'en',
      });
      expect(uploaded.status).toBe(303);
      for (const replica of replicas) expect(await page(replica, '/admin/draft')).toContain('doors.md');

      expect((await send(third, '/sign-out', {})).status).toBe(303);
      expect((await fetch(`${one.url}/admin/draft`, { headers: { cookie } })).status).toBe(401);
    });

    it('send each notice once', async () => {
      const at = { team: 'T1', enterprise: null, channel: 'C1', thread: '1.0', user: 'Uen', locale: 'en' };
      const keys = Array.from({ length: 60 }, (_, nth) => `reply:${nth}`);
      for (const key of keys) {
        const content = {
          kind: 'expert_reply',
          recordId: key,
          question: 'May visitors print?',
          reply: `No, ${key}.`,
        } as const;
        await stores.outbox.put({
          key,
          to: { channel: 'slack', at },
          content,
          createdAt: new Date().toISOString(),
        });
      }
      await expect
        .poll(() => stores.outbox.counts(), { timeout: 100_000 })
        .toEqual({ waiting: 0, undeliverable: 0 });
      const sent = (key: string) =>
        slack.messages.filter(({ blocks, text }) =>
          `${text} ${JSON.stringify(blocks)}`.includes(`No, ${key}.`),
        ).length;
      expect(keys.map(sent)).toEqual(keys.map(() => 1));
    });
  });
});
