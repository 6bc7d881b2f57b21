import { createHash, timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Assistant } from '../src/domain/assistant.ts';
import type { Outbox } from '../src/domain/outbox.ts';
import { KiteiError } from '../src/errors.ts';
import type { AskingFigures } from './asking-limits.ts';
import type { Route } from './channel.ts';

/** What is measured beside questions and the process itself, read when somebody asks. */
export interface Measured {
  readonly outbox: Pick<Outbox, 'counts'>;
  readonly log: { readonly failures: number; readonly lost: number };
  readonly clauses: () => number;
  /** Questions that wait for their turn. */
  readonly waiting: () => number;
}

/** Figures of this process for Prometheus; nothing in them is of a question or a person. */
export interface Metrics {
  /** The assistant, its questions counted and timed. */
  observed(assistant: Assistant): Assistant;
  /** What becomes of questions before they are answered. */
  readonly asking: AskingFigures;
  /** `GET /metrics`, for whoever brings the token. */
  readonly route: Route;
}

/** @param token what a scraper sends as `Authorization: Bearer …`. */
export function createMetrics(token: string, { outbox, log, clauses, waiting }: Measured): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const questions = new Counter({
    name: 'kitei_questions_total',
    help: 'Questions by channel and by what came of them.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'kitei_answer_seconds',
    help: 'Time from a question to its answer, recording included.',
    labelNames: ['channel'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const waited = new Histogram({
    name: 'kitei_question_wait_seconds',
    help: 'Time that a question waited for its turn.',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 20, 30],
    registers,
  });
  const turnedAway = new Counter({
    name: 'kitei_questions_turned_away_total',
    help: 'Questions not taken: one person asked too often, the queue was full, or the wait too long.',
    labelNames: ['reason'],
    registers,
  });
  // A series that begins with its first event shows Prometheus no increase: those that alerts look at begin at 0.
  for (const channel of ['slack', 'teams', 'web'] as const) questions.inc({ channel, outcome: 'failed' }, 0);
  for (const reason of ['often', 'full', 'late'] as const) turnedAway.inc({ reason }, 0);
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge('kitei_outbox_waiting', 'Notices that wait to be sent.', async () => (await outbox.counts()).waiting);
  gauge(
    'kitei_outbox_undeliverable',
    'Notices that could not be delivered.',
    async () => (await outbox.counts()).undeliverable,
  );
  gauge('kitei_log_failures', 'Records that did not go straight into the log.', () => log.failures);
  gauge('kitei_log_lost', 'Records that could not be kept at all.', () => log.lost);
  gauge('kitei_questions_waiting', 'Questions that wait for their turn.', waiting);
  gauge('kitei_clauses', 'Clauses of all document versions served.', clauses);
  return {
    observed: (assistant) => ({
      ...assistant,
      get documents() {
        return assistant.documents;
      },
      async ask(question, progress) {
        const { channel } = question;
        const end = seconds.startTimer({ channel });
        try {
          const reply = await assistant.ask(question, progress);
          if (!reply.repeated) questions.inc({ channel, outcome: reply.answer.verdict });
          return reply;
        } catch (error) {
          const invalid = error instanceof KiteiError && error.code === 'question.invalid';
          questions.inc({ channel, outcome: invalid ? 'invalid' : 'failed' });
          throw error;
        } finally {
          end();
        }
      },
    }),
    asking: {
      waited: (seconds) => waited.observe(seconds),
      turnedAway: (reason) => turnedAway.inc({ reason }),
    },
    route: {
      method: 'GET',
      path: '/metrics',
      async handle(request, response) {
        if (!isToken(request.headers.authorization, token)) {
          response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
          return;
        }
        const text = await registry.metrics();
        response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' });
        response.end(text);
      },
    },
  };
}

function isToken(header: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}
