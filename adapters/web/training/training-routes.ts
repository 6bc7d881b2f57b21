import type { Hono } from 'hono';
import { clauseCoverage } from '../../../src/training/coverage.ts';
import type { WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { coveragePage } from './coverage-page.ts';
import { audit, documentsFor, recordsOn, respond, weeksOf } from './desk.ts';
import { deskWords } from './desk-words.ts';
import { overviewPage } from './overview-page.ts';
import { firstMonday, weeklyOverview } from './weekly-overview.ts';

/** The trainer's reports. Every look is put down, and none shows who asked. */
export function trainingRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { desk, now } = parts;
  const { smallestGroup, log } = desk;

  app.get('/training', async (context) => {
    const weeks = weeksOf(context);
    const since = firstMonday(now(), weeks);
    await audit(context, parts, 'overview', `since ${since.slice(0, 10)}`);
    const overview = await weeklyOverview(log.outlines({ since }), { now: now(), weeks, smallestGroup });
    const events = await desk.events.list(since);
    const { nav } = deskWords(context.get('say').language);
    return respond(context, nav.overview, (words) => overviewPage(overview, events, smallestGroup, words));
  });

  app.get('/training/coverage', async (context) => {
    const { language } = context.get('say');
    const since = firstMonday(now(), weeksOf(context));
    await audit(context, parts, 'coverage', `since ${since.slice(0, 10)}`);
    const report = await clauseCoverage(
      recordsOn(documentsFor(context, parts), parts, log.outlines({ since })),
      {
        documents: documentsFor(context, parts),
        now: now().toISOString(),
        smallestGroup,
      },
    );
    return respond(context, deskWords(language).nav.coverage, (words) =>
      coveragePage(report, { language, smallest: smallestGroup, words }),
    );
  });
}
