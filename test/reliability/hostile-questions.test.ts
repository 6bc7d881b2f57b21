import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderAnswer as cliAnswer } from '../../adapters/cli/render-answer.ts';
import { csvLine, exportedRecord } from '../../adapters/log-export.ts';
import { renderAnswer as slackAnswer } from '../../adapters/slack/render-answer.ts';
import { renderNotice as slackNotice } from '../../adapters/slack/render-notice.ts';
import { renderAnswer as teamsAnswer } from '../../adapters/teams/render-answer.ts';
import { renderNotice as teamsNotice } from '../../adapters/teams/render-notice.ts';
import { RULINGS } from '../../src/domain/answer.ts';
import type { Reply } from '../../src/domain/assistant.ts';
import { KiteiError } from '../../src/errors.ts';
import type { Json } from '../adapters/slack/block-limits.ts';
import { readMessage } from '../adapters/slack/read-message.ts';
import { slackOnFakes } from '../adapters/slack/slack-on-fakes.ts';
import { typed } from '../adapters/slack/slack-sender.ts';
import { postOf, TeamsHarness } from '../adapters/teams/teams-harness.ts';
import { deskApp } from '../adapters/web/desk-app.ts';
import { RULE_BOOK } from '../answering/small-policy.ts';
import { aQuestion, smallService } from '../assistant/small-service.ts';
import { HOSTILE_QUESTIONS } from './hostile-questions.ts';

type Service = Awaited<ReturnType<typeof smallService>>;

/** What a terminal obeys, and what turns the direction of writing. */
const UNPRINTABLE = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

let service: Service;
beforeAll(async () => {
  service = await smallService();
});
afterAll(() => service.close());

/** Every way in which a place outside shows a question or its answer. */
function shown(
  question: string,
  { answer, recordId }: Reply,
): { slack: readonly object[]; teams: readonly object[] } {
  const content = { kind: 'escalation', recordId, question, answer: answer.text, contact: question } as const;
  return {
    slack: [
      slackAnswer(answer, { recordId, locale: 'en', publicUrl: null, shareable: question }),
      slackNotice(content, { language: 'ja', mentionToReply: true }),
    ],
    teams: [
      teamsAnswer(answer, { recordId, language: 'en', clauseUrl: () => null }),
      teamsNotice(content, 'ja'),
    ],
  };
}

describe.each(HOSTILE_QUESTIONS.map(({ what, text }) => [what, text] as const))(
  'a question: %s',
  (_, text) => {
    it('is answered from the rules or refused in words, and shown as it is', async () => {
      const question = aQuestion(text, { conversation: null });
      const reply = await service.assistant.ask(question).catch((error: unknown) => error as Error);
      if (reply instanceof Error) {
        expect(reply).toBeInstanceOf(KiteiError);
        expect(reply).toMatchObject({ code: 'question.invalid' });
        expect(reply.message.length).toBeLessThan(500);
        expect(reply.message).not.toMatch(UNPRINTABLE);
        return;
      }
      const { answer } = reply;
      if (RULINGS.has(answer.verdict)) {
        for (const { clauseId, quote, start, end } of answer.citations) {
          const clause = RULE_BOOK.clauses.find(({ id }) => id === clauseId);
          expect(clause?.text.slice(start, end)).toBe(quote);
        }
      }
      // Nothing of the small rule book is about USB memory.
      expect(['allowed', 'allowed_conditional']).not.toContain(answer.verdict);
      expect(cliAnswer(answer)).not.toMatch(UNPRINTABLE);
      const { slack, teams } = shown(text, reply);
      for (const message of slack) {
        const { pings, links } = readMessage(message as { text: string; blocks: Json[] });
        expect([pings, links]).toEqual([[], []]);
      }
      for (const message of teams) {
        const { pings, links } = postOf({ id: 'shown', body: message });
        expect([pings, links]).toEqual([[], []]);
      }
      const record = await service.log.find(question.id);
      if (record === null) throw new Error('it is not in the log');
      // A spreadsheet must not take it for a formula.
      const cell = (record.question ?? '').trimStart().charAt(0);
      if (/[=+\-@＝]/.test(cell))
        expect(csvLine(exportedRecord(record, new Set()))).toMatch(/,"?'\s*[=+\-@＝]/);
    }, 60_000);
  },
);

it('are at least 150 questions, all of them different', () => {
  expect(new Set(HOSTILE_QUESTIONS.map(({ text }) => text)).size).toBeGreaterThanOrEqual(150);
});

describe('asked where people ask', () => {
  /** One of each kind: there are limits for a person. */
  const SOME = HOSTILE_QUESTIONS.filter(({ what }) => what.endsWith(' 3'));

  it('in the browser, each gets a page in which nothing of it runs', async () => {
    const desk = await deskApp({ documents: [RULE_BOOK] });
    try {
      desk.assistant.ask = service.assistant.ask;
      const person = await desk.visitor(['staff']);
      for (const { what, text } of SOME) {
        const response = await person.post('/ask', { question: text, nonce: what });
        const page = await response.text();
        expect([what, response.status]).toEqual([what, expect.toBeOneOf([200, 413, 422])]);
        expect(page).not.toMatch(/<(script|iframe|svg onload|img|style)(?! src="\/assets|[^>]*src="\/)/i);
        expect(page).not.toMatch(/href="(javascript|https?):/i);
      }
    } finally {
      await desk.close();
    }
  }, 120_000);

  it('in Slack, each is acknowledged and answered without a mention or a link', async () => {
    const { slack, channel, requests, posted, close } = await slackOnFakes();
    try {
      await channel.start(service.assistant);
      for (const [nth, { text }] of SOME.entries()) {
        const ts = `${1_700_000_000 + nth}.000100`;
        const sent = { channel_type: 'im', channel: `D${nth}`, user: 'Uja', text: typed(text), ts };
        expect((await requests.event({ type: 'message', ...sent })).status).toBe(200);
      }
      await posted(SOME.length);
      expect(slack.messages.map(readMessage).flatMap(({ pings, links }) => [...pings, ...links])).toEqual([]);
      expect(slack.faults).toEqual([]);
    } finally {
      await close();
    }
  }, 120_000);

  it('in Teams, each is acknowledged and answered without a mention or a link', async () => {
    const teams = await TeamsHarness.open();
    try {
      await teams.channel.start(service.assistant);
      for (const { text } of SOME) expect((await teams.sendQuestion(text)).taken).toBe(true);
      await expect.poll(() => teams.posts().length, { timeout: 60_000 }).toBeGreaterThanOrEqual(SOME.length);
      for (const { pings, links } of teams.posts()) {
        expect(pings).toEqual([]);
        expect(links.filter((link) => !link.startsWith(teams.publicUrl))).toEqual([]);
      }
    } finally {
      await teams.channel.stop();
      await teams.close();
    }
  }, 120_000);
});
