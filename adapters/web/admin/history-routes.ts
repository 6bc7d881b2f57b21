import type { Hono } from 'hono';
import { audit } from '../training/desk.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { respond } from './admin-navigation.ts';
import type { KnowledgeParts } from './admin-parts.ts';
import { adminWords } from './admin-words.ts';
import { historyPage } from './history-page.ts';
import { field, type Trouble, troubleOf, whoOf, withKnowledge } from './knowledge-desk.ts';
import type { KnowledgeWords } from './knowledge-words.ts';

/** What was published and when, and going back to the index before in one step. */
export function historyRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const show = async (
    context: WebContext,
    knowledge: KnowledgeParts,
    words: KnowledgeWords,
    trouble: Trouble | null = null,
  ) => {
    const view = {
      generations: await knowledge.history(),
      done: context.req.query('done') !== undefined,
      trouble,
      formToken: context.get('session').formToken,
    };
    const content = historyPage(view, words, adminWords(words.language));
    const status = trouble === null ? {} : ({ status: 422 } as const);
    return respond(context, words.history.title, content, status);
  };

  app.get('/admin/history', withKnowledge(parts, show));

  app.post(
    '/admin/rollback',
    withKnowledge(parts, async (context, knowledge, words) => {
      const reason = await field(context, 'reason');
      if (reason === '')
        return show(context, knowledge, words, { message: words.history.reason, remedy: '' });
      const { by } = whoOf(context, parts);
      await audit(context, parts, 'rollback', parts.desk.redact(reason));
      try {
        await knowledge.rollBack({ by, reason });
        return context.redirect('/admin/history?done=1', 303);
      } catch (error) {
        return show(context, knowledge, words, troubleOf(error, context));
      }
    }),
  );
}
