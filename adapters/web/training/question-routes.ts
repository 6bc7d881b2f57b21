import type { Hono } from 'hono';
import { html } from 'hono/html';
import { stream } from 'hono/streaming';
import type { LogFilter } from '../../../src/domain/question-log.ts';
import { documentsAmong, namedClauses, versionInForce } from '../../../src/training/named-clauses.ts';
import { auditedFilter, CSV_HEAD, csvLine, exportedRecord, isHidden } from '../../log-export.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { actorOf, audit, documentsFor, respond } from './desk.ts';
import { isRestricted } from './desk-access.ts';
import { deskWords } from './desk-words.ts';
import { outcomeWords } from './outcome-words.ts';
import { filterOf, VERDICTS } from './question-filter.ts';
import { questionsPage } from './questions-page.ts';
import { FINDINGS, recordPage } from './record-page.ts';

/** Questions that a page lists. */
const PAGE = 25;

/** The question log for trainers: list, export, one record, its review. Every look is put down. */
export function questionRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { desk, now } = parts;
  const { log, smallestGroup } = desk;

  app.get('/training/questions', async (context) => {
    const { query, filter } = asked(context);
    await audit(context, parts, 'log.list', auditedFilter(filter));
    const small = await log.smallDepartments(smallestGroup);
    const found = isHidden(filter, small)
      ? { records: [], next: null }
      : await log.page(filter, PAGE, query.get('after') ?? undefined);
    const say = context.get('say');
    return respond(context, deskWords(say.language).nav.questions, (words) =>
      questionsPage(found, { query, small, say, words }),
    );
  });

  app.get('/training/questions.csv', async (context) => {
    const { filter } = asked(context);
    await audit(context, parts, 'log.export', auditedFilter(filter));
    const small = await log.smallDepartments(smallestGroup);
    const readable = readableIds(context, parts);
    context.header('content-type', 'text/csv; charset=utf-8');
    context.header('content-disposition', 'attachment; filename="questions.csv"');
    return stream(context, async (out) => {
      await out.write(CSV_HEAD);
      if (isHidden(filter, small)) return;
      for await (const record of log.each(filter)) {
        const shown = isRestricted(record, readable) ? { ...record, answer: null, cited: [] } : record;
        await out.write(csvLine(exportedRecord(shown, small)));
      }
    });
  });

  app.get('/training/questions/:id', async (context) => {
    const id = context.req.param('id');
    const record = await log.find(id);
    if (record === null) return context.notFound();
    await audit(context, parts, 'log.show', id);
    const small = await log.smallDepartments(smallestGroup);
    const say = context.get('say');
    const restricted = isRestricted(record, readableIds(context, parts));
    const { formToken } = context.get('session');
    const saved = context.req.query('saved') !== undefined;
    return respond(context, deskWords(say.language).record.title, (words) =>
      recordPage(record, { small, restricted, formToken, saved, say, words }),
    );
  });

  app.post('/training/questions/:id/review', async (context) => {
    const recordId = context.req.param('id');
    if ((await log.find(recordId)) === null) return context.notFound();
    const form = await context.req.parseBody();
    const typed = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
    const finding = FINDINGS.find((one) => one === typed('finding'));
    if (finding === undefined) return context.body(null, 400);
    const verdict = VERDICTS.find((one) => one === typed('verdict'));
    const note = typed('note');
    const documents = documentsFor(context, parts);
    const expected: string[] = [];
    for (const named of typed('clauses')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)) {
      const meant = namedClauses(named, documents);
      const clause = versionInForce(meant, documents, now().toISOString());
      if (clause === undefined || documentsAmong(meant).length > 1) {
        const { language } = context.get('say');
        const problem = outcomeWords(language).events.unknown(named);
        context.status(422);
        return respond(
          context,
          deskWords(language).record.title,
          () => html`<p role="alert" class="problem">${problem}</p>`,
        );
      }
      expected.push(clause.id);
    }
    await audit(context, parts, 'review', recordId);
    await log.review({
      recordId,
      at: now().toISOString(),
      reviewer: actorOf(context.get('session')),
      finding,
      expectedClauses: [...new Set(expected)],
      expectedVerdict: verdict === undefined || verdict === 'failed' ? null : verdict,
      note: note === '' ? null : desk.redact(note),
    });
    const next = `/training/questions/${encodeURIComponent(recordId)}`;
    return context.redirect(`${typed('next') === 'queue' ? '/training/review' : next}?saved=1`, 303);
  });
}

function asked(context: WebContext): { readonly query: URLSearchParams; readonly filter: LogFilter } {
  const query = new URL(context.req.url).searchParams;
  return { query, filter: filterOf(query) };
}

function readableIds(context: WebContext, parts: WebParts): ReadonlySet<string> {
  return new Set(documentsFor(context, parts).map(({ id }) => id));
}
