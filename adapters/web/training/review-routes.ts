import type { Hono } from 'hono';
import type { LogFilter } from '../../../src/domain/question-log.ts';
import type { WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { audit, documentsFor, respond } from './desk.ts';
import { isRestricted } from './desk-access.ts';
import { reviewPage } from './review-page.ts';
import { workWords } from './work-words.ts';

/** What waits for a review, what somebody minded first. */
const QUEUES: Readonly<Record<'disliked' | 'rest', LogFilter>> = {
  disliked: { reviewed: false, disliked: true },
  rest: { reviewed: false },
};

/** The review queue: one answer after the other. Every look is put down. */
export function reviewRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { log, smallestGroup } = parts.desk;

  app.get('/training/review', async (context) => {
    const [asked, after] = [context.req.query('queue'), context.req.query('after')];
    let queue: keyof typeof QUEUES = asked === 'rest' ? 'rest' : 'disliked';
    let page = await log.page(QUEUES[queue], 1, after);
    if (page.records.length === 0 && queue === 'disliked') {
      queue = 'rest';
      page = await log.page(QUEUES.rest, 1);
    }
    const record = page.records[0] ?? null;
    await audit(context, parts, 'log.show', record?.id ?? '');
    const readable = new Set(documentsFor(context, parts).map(({ id }) => id));
    const say = context.get('say');
    const work = workWords(say.language);
    const { formToken } = context.get('session');
    const small = await log.smallDepartments(smallestGroup);
    const restricted = record !== null && isRestricted(record, readable);
    const saved = context.req.query('saved') !== undefined;
    const following =
      page.next === null ? null : `/training/review?queue=${queue}&after=${encodeURIComponent(page.next)}`;
    const skip = following ?? (queue === 'disliked' ? '/training/review?queue=rest' : null);
    return respond(
      context,
      work.review.title,
      (words) =>
        reviewPage(
          {
            record,
            isDisliked: queue === 'disliked',
            skip,
            view: { small, restricted, formToken, saved, say, words },
          },
          work,
        ),
      ['review-keys'],
    );
  });
}
