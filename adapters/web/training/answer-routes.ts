import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { pinsOf, questionKey } from '../../../src/assistant/approved.ts';
import type { ApprovedAnswer } from '../../../src/domain/approved-answer.ts';
import { ClauseDirectory } from '../../../src/training/clause-directory.ts';
import { gapWords } from '../../../src/training/gap-words.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { answersPage } from './answers-page.ts';
import { actorOf, audit, documentOf, documentsFor, respond } from './desk.ts';
import { deskWords } from './desk-words.ts';
import { outcomeWords } from './outcome-words.ts';

/** Answers that a trainer proposes, approves and rejects. */
export function answerRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { desk, now } = parts;

  app.get('/training/answers', async (context) => {
    await audit(context, parts, 'answers.list', '');
    const all = (await desk.approved.list()).filter(readableTo(context, parts));
    const { language } = context.get('say');
    const directory = new ClauseDirectory(documentsFor(context, parts), now().toISOString());
    const clauseName = (id: string) => gapWords(language).clause(directory.name(directory.key(id)));
    const { formToken } = context.get('session');
    return respond(context, deskWords(language).nav.answers, ({ nav }) =>
      answersPage(all, { formToken, title: nav.answers, words: outcomeWords(language), clauseName }),
    );
  });

  app.post('/training/answers/:id/decide', async (context) => {
    const id = context.req.param('id');
    const form = await context.req.parseBody();
    const status = (['approved', 'rejected'] as const).find((one) => one === form.status);
    if (status === undefined) return context.body(null, 400);
    const known = (await desk.approved.list()).find((answer) => answer.id === id);
    if (known === undefined || !readableTo(context, parts)(known)) return context.notFound();
    const reason = typeof form.reason === 'string' ? form.reason.trim() : '';
    await audit(context, parts, status === 'approved' ? 'answers.approve' : 'answers.reject', id);
    const by = actorOf(context.get('session'));
    await desk.approved.decide(id, status, by, ...(reason === '' ? [] : [desk.redact(reason)]));
    return context.redirect('/training/answers', 303);
  });

  app.post('/training/questions/:id/propose', async (context) => {
    const record = await desk.log.find(context.req.param('id'));
    if (record === null || record.question === null) return context.notFound();
    const text = (await context.req.parseBody()).text;
    if (typeof text !== 'string' || text.trim() === '') return context.body(null, 400);
    const documents = documentsFor(context, parts);
    const pins = pinsOf(
      record,
      documents.flatMap(({ clauses }) => clauses),
    );
    // What cannot be pinned whole may not be read by the trainer, or is gone: nothing may be approved on part of it.
    if (pins.length < (record.answer?.citations.length ?? 0)) return context.notFound();
    const id = randomUUID();
    await audit(context, parts, 'answers.propose', id);
    await desk.approved.propose({
      id,
      recordId: record.id,
      question: record.question,
      key: questionKey(record.question),
      language: record.language,
      verdict:
        record.review?.expectedVerdict ?? (record.verdict === 'failed' ? 'needs_person' : record.verdict),
      text: desk.redact(text.trim()),
      pins,
      createdAt: now().toISOString(),
      by: actorOf(context.get('session')),
    });
    return context.redirect('/training/answers', 303);
  });
}

function readableTo(context: WebContext, parts: WebParts): (answer: ApprovedAnswer) => boolean {
  const readable = new Set(documentsFor(context, parts).map(({ id }) => id));
  return ({ pins }) => pins.every(({ clauseId }) => readable.has(documentOf(clauseId)));
}
