import type { Hono } from 'hono';
import { html } from 'hono/html';
import { withEntry } from '../../../src/drafts/vocabulary-edit.ts';
import type { Gap, GapReport } from '../../../src/training/gap.ts';
import { findGaps } from '../../../src/training/gaps.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { actorOf, audit, documentsFor, recordsOn, respond, weeksOf } from './desk.ts';
import { deskWords } from './desk-words.ts';
import { gapCare } from './gap-care.ts';
import { isClosed } from './gap-notes.ts';
import { gapPage, gapsPage } from './gaps-page.ts';
import { startRehearsal, VOCABULARY } from './vocabulary-routes.ts';
import { firstMonday } from './weekly-overview.ts';
import { workWords } from './work-words.ts';

/** Gaps: what is missing, what trainers did about it, and words for the vocabulary. Every look is put down. */
export function gapRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { smallestGroup, notes, redact } = parts.desk;

  app.get('/training/gaps', async (context) => {
    const { language } = context.get('say');
    const report = await gapsOf(context, parts);
    const { nav, gaps } = deskWords(language);
    if (report === null)
      return respond(context, nav.gaps, () => html`<h1>${nav.gaps}</h1><p>${gaps.tooFew(smallestGroup)}</p>`);
    const cares = await Promise.all(report.gaps.map(async (gap) => [gap, await notes.of(gap.id)] as const));
    const closed = new Set(cares.flatMap(([gap, care]) => (isClosed(care, gap) ? [gap.id] : [])));
    const query = new URL(context.req.url).search;
    return respond(context, nav.gaps, (words) =>
      gapsPage(report, { query, smallest: smallestGroup, language, words, closed }),
    );
  });

  app.get('/training/gaps/:id', async (context) => {
    const { language } = context.get('say');
    const found = await gapAt(context, parts);
    if (found === null) return context.notFound();
    const { gap, report } = found;
    const care = gapCare(gap, await notes.of(gap.id), {
      formToken: context.get('session').formToken,
      canPropose: parts.admin.knowledge !== null,
      words: workWords(language),
    });
    return respond(context, gap.name ?? deskWords(language).nav.gaps, (words) =>
      gapPage(gap, { until: report.until, language, words, care }),
    );
  });

  app.post('/training/gaps/:id/notes', async (context) => {
    const id = context.req.param('id');
    const { text } = await context.req.parseBody();
    await audit(context, parts, 'gap.note', id);
    if (typeof text === 'string' && text.trim() !== '') {
      await notes.add(id, {
        at: parts.now().toISOString(),
        by: actorOf(context.get('session')),
        text: redact(text.trim()),
      });
    }
    return context.redirect(addressOf(id), 303);
  });

  app.post('/training/gaps/:id/close', async (context) => {
    const id = context.req.param('id');
    const closes = (await context.req.parseBody()).closed === 'yes';
    await audit(context, parts, closes ? 'gap.close' : 'gap.reopen', id);
    const closed = { at: parts.now().toISOString(), by: actorOf(context.get('session')) };
    await notes.close(id, closes ? closed : null);
    return context.redirect(addressOf(id), 303);
  });

  app.post('/training/gaps/:id/vocabulary', async (context) => {
    const found = await gapAt(context, parts);
    const { knowledge } = parts.admin;
    if (found === null || knowledge === null || found.gap.step.kind !== 'add_vocabulary')
      return context.notFound();
    const { say, policy } = found.gap.step;
    await audit(context, parts, 'vocabulary.propose', found.gap.id);
    const { draft } = knowledge;
    const file = await draft.read(VOCABULARY);
    const changed = withEntry(file === null ? null : Buffer.from(file).toString('utf8'), {
      say,
      policy: [policy],
    });
    const by = actorOf(context.get('session'));
    await draft.put(VOCABULARY, Buffer.from(changed), { by, at: parts.now().toISOString() });
    await startRehearsal(knowledge, by);
    return context.redirect('/training/vocabulary', 303);
  });
}

async function gapAt(
  context: WebContext,
  parts: WebParts,
): Promise<{ readonly gap: Gap; readonly report: GapReport } | null> {
  const report = await gapsOf(context, parts);
  const gap = report?.gaps.find(({ id }) => id === context.req.param('id'));
  return report === null || gap === undefined ? null : { gap, report };
}

function addressOf(id: string): string {
  return `/training/gaps/${encodeURIComponent(id)}`;
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
