import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alive, ready } from '../../adapters/health.ts';
import { type HttpServer, startHttpServer } from '../../adapters/http-server.ts';
import { createMetrics, type Metrics } from '../../adapters/metrics.ts';
import type { AskProgress } from '../../src/domain/assistant.ts';
import type { Question } from '../../src/domain/question.ts';
import { KiteiError } from '../../src/errors.ts';
import { scriptedAssistant } from './scripted-assistant.ts';

const TOKEN = 'a-token-for-the-tests';
const assistant = scriptedAssistant();
let works: boolean;
let metrics: Metrics;
let server: HttpServer;

beforeEach(async () => {
  works = true;
  metrics = createMetrics(TOKEN, {
    outbox: { counts: async () => ({ waiting: 4, undeliverable: 1 }) },
    log: { failures: 2, lost: 0 },
    clauses: () => 120,
    waiting: () => 7,
  });
  const check = () => (works ? Promise.resolve() : Promise.reject(new Error('no database')));
  const routes = [alive, ready(check), metrics.route];
  server = await startHttpServer(routes, { host: '127.0.0.1', port: 0 }, () => {});
});
afterEach(() => server.close());

const get = (path: string, token?: string) =>
  fetch(server.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

const question = (id: string): Question => ({
  id,
  text: 'いい？',
  askedAt: '2026-04-01T00:00:00.000Z',
  channel: 'slack',
  asker: null,
  conversation: null,
  department: null,
  replyTo: null,
});

describe('health', () => {
  it('is alive always, and ready only where the database works', async () => {
    expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 200]);
    works = false;
    expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 503]);
  });
});

describe('metrics', () => {
  it('are for whoever brings the token', async () => {
    expect((await get('/metrics')).status).toBe(401);
    expect((await get('/metrics', 'guess')).status).toBe(401);
    expect((await get('/metrics', TOKEN)).status).toBe(200);
  });

  it('count questions once, by what came of them, and never hold their words', async () => {
    const observed = metrics.observed(assistant);
    await observed.ask(question('s1'));
    await observed.ask(question('s1'));
    assistant.answers = () => {
      throw new KiteiError('question.invalid', 'too long', 'shorten it');
    };
    await expect(observed.ask(question('s2'))).rejects.toThrow('too long');
    const text = await (await get('/metrics', TOKEN)).text();
    expect(text).toContain('kitei_questions_total{channel="slack",outcome="not_allowed"} 1');
    expect(text).toContain('kitei_questions_total{channel="slack",outcome="invalid"} 1');
    expect(text).toContain('kitei_answer_seconds_count{channel="slack"} 3');
    expect(text).toContain('kitei_outbox_waiting 4');
    expect(text).toContain('kitei_log_failures 2');
    expect(text).toContain('kitei_clauses 120');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('いい？');
  });

  it('tell what waits and what is turned away', async () => {
    metrics.asking.waited(0.2);
    metrics.asking.turnedAway('full');
    const text = await (await get('/metrics', TOKEN)).text();
    expect(text).toContain('kitei_questions_waiting 7');
    expect(text).toContain('kitei_question_wait_seconds_bucket{le="0.5"} 1');
    expect(text).toContain('kitei_questions_turned_away_total{reason="full"} 1');
  });

  it('leave the assistant as it is otherwise', async () => {
    const written: string[] = [];
    const writing = {
      ...assistant,
      ask: async (question: Question, progress?: AskProgress) => {
        progress?.onText('The first sentence.');
        return assistant.ask(question);
      },
    };
    await metrics.observed(writing).ask(question('s1'), { onText: (text) => written.push(text) });
    expect(written).toEqual(['The first sentence.']);
    const observed = metrics.observed(assistant);
    assistant.documents = [];
    expect(observed.documents).toBe(assistant.documents);
    expect(await observed.suggestions('ja')).toBe(assistant.offered);
  });
});
