import type { Hono } from 'hono';
import { documentRoot } from '../../../src/drafts/stage-document.ts';
import { audit } from '../training/desk.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { respond } from './admin-navigation.ts';
import type { KnowledgeParts } from './admin-parts.ts';
import { draftView, order, publishSeen } from './draft-desk.ts';
import { field, whoOf, withKnowledge } from './knowledge-desk.ts';
import type { KnowledgeWords } from './knowledge-words.ts';

/** The draft: what it changes, what that does to answers, and letting it serve. Every step is put down. */
export function draftRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const show = async (
    context: WebContext,
    knowledge: KnowledgeParts,
    words: KnowledgeWords,
    problem: string | null = null,
  ) => {
    const place = { area: '/admin/draft', title: words.draft.title, noPublishing: null };
    const { content, isRunning } = await draftView(context, parts, knowledge, { ...place, problem });
    return respond(context, words.draft.title, content, {
      scripts: isRunning ? ['renew'] : [],
      ...(problem !== null && { status: 409 }),
    });
  };

  app.get('/admin/draft', withKnowledge(parts, show));

  app.post(
    '/admin/draft/discard',
    withKnowledge(parts, async (context, { draft }) => {
      const document = await field(context, 'path');
      const path =
        document === ''
          ? await field(context, 'change')
          : (await documentRoot(draft.knowledgeDir)) + document;
      await audit(context, parts, 'draft.discard', path);
      if (path !== '') await draft.discard(path);
      return context.redirect(document === '' ? '/admin/draft' : '/admin/documents', 303);
    }),
  );

  app.post(
    '/admin/draft/rehearse',
    withKnowledge(parts, async (context, knowledge, words) => {
      const rehearsal = await order(knowledge, 'rehearse', whoOf(context, parts).by);
      await audit(context, parts, 'draft.rehearse', rehearsal.draft);
      if (!(await knowledge.jobs.start(rehearsal))) return show(context, knowledge, words, words.draft.busy);
      return context.redirect('/admin/draft', 303);
    }),
  );

  app.post(
    '/admin/draft/publish',
    withKnowledge(parts, async (context, knowledge, words) => {
      const problem = await publishSeen(context, parts, knowledge);
      if (problem !== null) return show(context, knowledge, words, problem);
      return context.redirect('/admin/draft', 303);
    }),
  );
}
