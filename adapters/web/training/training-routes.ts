import type { Hono } from 'hono';
import { html } from 'hono/html';
import { clauseCoverage } from '../../../src/training/coverage.ts';
import type { GapReport } from '../../../src/training/gap.ts';
import { findGaps } from '../../../src/training/gaps.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { coveragePage } from './coverage-page.ts';
import { audit, documentsFor, recordsOn, respond, weeksOf } from './desk.ts';
import { deskWords } from './desk-words.ts';
import { gapPage, gapsPage } from './gaps-page.ts';
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

  app.get('/training/gaps', async (context) => {
    const { language } = context.get('say');
    const report = await gapsOf(context, parts);
    const { nav, gaps } = deskWords(language);
    if (report === null)
      return respond(context, nav.gaps, () => html`<h1>${nav.gaps}</h1><p>${gaps.tooFew(smallestGroup)}</p>`);
    const query = new URL(context.req.url).search;
    return respond(context, nav.gaps, (words) =>
      gapsPage(report, { query, smallest: smallestGroup, language, words }),
    );
  });

  app.get('/training/gaps/:id', async (context) => {
    const { language } = context.get('say');
    const report = await gapsOf(context, parts);
    const gap = report?.gaps.find(({ id }) => id === context.req.param('id'));
    if (report === null || gap === undefined) return context.notFound();
    return respond(context, gap.name ?? deskWords(language).nav.gaps, (words) =>
      gapPage(gap, { until: report.until, language, words }),
    );
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

/** The gaps that an address asks for; null where too few people asked for any of them to be told. */
async function gapsOf(context: WebContext, parts: WebParts): Promise<GapReport | null> {
  const { log, smallestGroup } = parts.desk;
  const since = firstMonday(parts.now(), weeksOf(context));
  const department = context.req.query('department') || undefined;
  await audit(
    context,
    parts,
    'gaps',
    `since ${since.slice(0, 10)}${department === undefined ? '' : ` ${department}`}`,
  );
  const now = parts.now().toISOString();
  const narrowed = department === undefined ? {} : { department };
  const report = await findGaps(
    recordsOn(documentsFor(context, parts), parts, log.outlines({ since, until: now, ...narrowed })),
    {
      documents: documentsFor(context, parts),
      now,
      smallestGroup,
      ...narrowed,
    },
  );
  return department !== undefined && report.people < smallestGroup ? null : report;
}
