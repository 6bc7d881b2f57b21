import type { Hono } from 'hono';
import { html } from 'hono/html';
import { readableBy } from '../../../src/domain/access.ts';
import { beginningOfWeek, DAY_MS, dayOf } from '../../../src/training/days.ts';
import { digestOf } from '../../../src/training/digest.ts';
import { digestWords } from '../../../src/training/digest-words.ts';
import { gapWords } from '../../../src/training/gap-words.ts';
import { makeQuiz, type QuizItem } from '../../../src/training/quiz.ts';
import type { Html } from '../layout.ts';
import type { WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import type { WebWords } from '../words.ts';
import { audit, recordsOn, respond } from './desk.ts';
import { deskWords } from './desk-words.ts';
import { type OutcomeWords, outcomeWords } from './outcome-words.ts';

/** How far back a digest must look to tell what is new, and a quiz to find questions: 13 weeks. */
const PERIOD_MS = 13 * 7 * DAY_MS;

/** Texts for all staff. They rest on documents that everybody may read, whoever makes them. */
export function handoutRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { desk, now } = parts;
  const { log, smallestGroup } = desk;
  const period = () => {
    const until = now().toISOString();
    return { since: new Date(now().getTime() - PERIOD_MS).toISOString(), until };
  };

  app.get('/training/digest', async (context) => {
    const { language } = context.get('say');
    await audit(context, parts, 'digest', '');
    const documents = readableBy(parts.documents(), []);
    const { since, until } = period();
    const records = recordsOn(documents, parts, log.outlines({ since, until }));
    const from = beginningOfWeek(until);
    const content = await digestOf(records, { documents, from, now: until, smallestGroup, language });
    const { digest } = outcomeWords(language);
    return respond(
      context,
      deskWords(language).nav.digest,
      ({ nav }) => html`<h1>${nav.digest}</h1>
        <p>${digest.hint}</p>
        <label for="digest">${digest.label}</label>
        <textarea id="digest" rows="24" readonly>${digestWords(language).digest(content)}</textarea>`,
    );
  });

  app.get('/training/quiz', async (context) => {
    const say = context.get('say');
    await audit(context, parts, 'quiz', '');
    const documents = readableBy(parts.documents(), []);
    const { since, until } = period();
    const seed = Math.floor(dayOf(Date.parse(until)) / 7);
    const items = await makeQuiz(log.each({ since, until }), {
      documents,
      now: until,
      smallestGroup,
      seed,
      language: say.language,
    });
    return respond(context, deskWords(say.language).nav.quiz, ({ nav }) =>
      quizPage(items, nav.quiz, say, outcomeWords(say.language).quiz),
    );
  });
}

/** Questions with their choices; the answers with the words of the clause below all of them. Pure. */
function quizPage(
  items: readonly QuizItem[],
  title: string,
  say: WebWords,
  words: OutcomeWords['quiz'],
): Html {
  if (items.length === 0) return html`<h1>${title}</h1><p>${words.none}</p>`;
  const { clause, choice } = gapWords(say.language);
  return html`<h1>${title}</h1>
    <p>${words.hint}</p>
    <ol>
      ${items.map(
        ({ question, choices }) => html`<li>
          <p>${question}</p>
          <ol type="A">${choices.map((one) => html`<li>${choice(one)}</li>`)}</ol>
        </li>`,
      )}
    </ol>
    <details>
      <summary>${words.answers}</summary>
      <ol>
        ${items.map(
          ({ right, clause: decides, quote, verdict }) => html`<li>
            <strong>${'ABCDEFGH'[right]}</strong> ${clause(decides)}
            <blockquote>${quote}</blockquote>
            <p>${say.verdicts[verdict].join(' ')}</p>
          </li>`,
        )}
      </ol>
    </details>`;
}
