import type { Hono } from 'hono';
import type { KnowledgeParts } from '../admin/admin-parts.ts';
import { draftView, order, publishSeen } from '../admin/draft-desk.ts';
import { field, whoOf, withKnowledge } from '../admin/knowledge-desk.ts';
import type { KnowledgeWords } from '../admin/knowledge-words.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { audit, respond } from './desk.ts';
import { workWords } from './work-words.ts';

/** The file with the words of an organisation, in its knowledge folder. */
export const VOCABULARY = 'vocabulary.yaml';

/** Words that trainers propose: rehearsed, and published where the draft holds nothing else. */
export function vocabularyRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const show = async (
    context: WebContext,
    knowledge: KnowledgeParts,
    _: KnowledgeWords,
    problem: string | null = null,
  ) => {
    const { title, others } = workWords(context.get('say').language).vocabulary;
    const noPublishing = (await isWordsOnly(knowledge)) ? null : others;
    const place = { area: '/training/vocabulary', title, noPublishing, problem };
    const { content, isRunning } = await draftView(context, parts, knowledge, place);
    if (problem !== null) context.status(409);
    return respond(context, title, () => content, isRunning ? ['renew'] : []);
  };

  app.get('/training/vocabulary', withKnowledge(parts, show));

  app.post(
    '/training/vocabulary/rehearse',
    withKnowledge(parts, async (context, knowledge) => {
      const { by } = whoOf(context, parts);
      await audit(context, parts, 'draft.rehearse', VOCABULARY);
      await startRehearsal(knowledge, by);
      return context.redirect('/training/vocabulary', 303);
    }),
  );

  app.post(
    '/training/vocabulary/publish',
    withKnowledge(parts, async (context, knowledge, words) => {
      const { others } = workWords(context.get('say').language).vocabulary;
      const isOthers = !(await isWordsOnly(knowledge));
      const problem = isOthers ? others : await publishSeen(context, parts, knowledge);
      if (problem !== null) return show(context, knowledge, words, problem);
      return context.redirect('/training/vocabulary', 303);
    }),
  );

  app.post(
    '/training/vocabulary/discard',
    withKnowledge(parts, async (context, { draft }) => {
      // Documents of the draft are the administrators'.
      if ((await field(context, 'change')) === VOCABULARY) {
        await audit(context, parts, 'draft.discard', VOCABULARY);
        await draft.discard(VOCABULARY);
      }
      return context.redirect('/training/vocabulary', 303);
    }),
  );
}

/** Rehearses the draft, unless something is under way already. */
export async function startRehearsal(knowledge: KnowledgeParts, by: string): Promise<void> {
  await knowledge.jobs.start(await order(knowledge, 'rehearse', by));
}

async function isWordsOnly({ draft }: KnowledgeParts): Promise<boolean> {
  return (await draft.list()).every(({ path }) => path === VOCABULARY);
}
