import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { eventEffects } from '../../../src/training/before-after.ts';
import { DAY_MS } from '../../../src/training/days.ts';
import { documentsAmong, namedClauses } from '../../../src/training/named-clauses.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { audit, documentOf, documentsFor, recordsOn, respond } from './desk.ts';
import { deskWords } from './desk-words.ts';
import { eventsPage, KINDS } from './events-page.ts';
import { outcomeWords } from './outcome-words.ts';

/** Days looked at on both sides of an event. */
const DAYS = 84;

/** Courses, revisions and notices, and whether people asked less after them. */
export function eventRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { desk } = parts;

  app.get('/training/events', async (context) => show(context, parts, null));

  app.post('/training/events', async (context) => {
    const form = await context.req.parseBody();
    const typed = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
    const lines = (name: string) =>
      typed(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean);
    const kind = KINDS.find((one) => one === typed('kind'));
    const at = /^\d{4}-\d\d-\d\d$/.test(typed('day')) ? Date.parse(typed('day')) : Number.NaN;
    const title = typed('title');
    if (kind === undefined || Number.isNaN(at) || title === '' || lines('clauses').length === 0) {
      return context.body(null, 400);
    }
    const documents = documentsFor(context, parts);
    const found = lines('clauses').map((named) => ({ named, meant: namedClauses(named, documents) }));
    const unclear = found.find(({ meant }) => documentsAmong(meant).length !== 1);
    if (unclear !== undefined) {
      const { events } = outcomeWords(context.get('say').language);
      return show(context, parts, events.unknown(unclear.named));
    }
    const id = randomUUID().slice(0, 8);
    await audit(context, parts, 'event.add', id);
    await desk.events.put({
      id,
      at: new Date(at).toISOString(),
      kind,
      title: desk.redact(title),
      clauseIds: [...new Set(found.flatMap(({ meant }) => meant.map((clause) => clause.id)))],
      departments: lines('departments'),
    });
    return context.redirect('/training/events', 303);
  });

  app.post('/training/events/:id/delete', async (context) => {
    const id = context.req.param('id');
    if (!(await desk.events.list()).some((event) => event.id === id)) return context.notFound();
    await audit(context, parts, 'event.delete', id);
    await desk.events.delete(id);
    return context.redirect('/training/events', 303);
  });
}

async function show(context: WebContext, parts: WebParts, problem: string | null) {
  const { desk, now } = parts;
  const { language } = context.get('say');
  const moment = now().toISOString();
  await audit(context, parts, 'event.effects', '');
  const documents = documentsFor(context, parts);
  const known = new Set(documents.map(({ id }) => id));
  const events = (await desk.events.list()).filter(({ clauseIds: ids }) =>
    ids.every((id) => known.has(documentOf(id))),
  );
  const since = new Date(Date.parse(events[0]?.at ?? moment) - DAYS * DAY_MS).toISOString();
  const records = recordsOn(documents, parts, desk.log.outlines({ since, until: moment }));
  const smallest = desk.smallestGroup;
  const reports = await eventEffects(events, records, {
    documents,
    now: moment,
    smallestGroup: smallest,
    days: DAYS,
  });
  const { formToken } = context.get('session');
  const words = outcomeWords(language);
  context.status(problem === null ? 200 : 422);
  return respond(context, deskWords(language).nav.events, ({ nav }) =>
    eventsPage({ reports, smallest, formToken, title: nav.events, problem, words }),
  );
}
