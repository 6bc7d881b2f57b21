import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { FeedbackReason } from '../../src/domain/question-record.ts';
import { KiteiError } from '../../src/errors.ts';
import { type AskPage, askPage } from './ask-page.ts';
import { page } from './layout.ts';
import type { Done } from './render-answer.ts';
import type { WebContext, WebEnvironment } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';

/** Asking, feedback and handing over, for everybody who is signed in. */
export function conversationRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { assistant, sessions } = parts;

  app.get('/', (context) => show(context, parts, { notice: noticeOf(context) }));

  app.post('/ask', async (context) => {
    const typed = await field(context, 'question');
    const { person, conversation, groups, department } = context.get('session');
    try {
      const { recordId, answer } = await assistant.ask({
        id: `web:${randomUUID()}`,
        text: typed,
        askedAt: parts.now().toISOString(),
        channel: 'web',
        asker: person,
        conversation: `web:${conversation}`,
        confidential: true,
        groups,
        department,
        replyTo: null,
        locale: context.get('say').language,
      });
      return show(context, parts, { latest: { recordId, question: typed, answer } });
    } catch (error) {
      if (!(error instanceof KiteiError) || error.code !== 'question.invalid') throw error;
      return show(context, parts, { problem: { typed, message: error.message } });
    }
  });

  app.post('/new', async (context) => {
    await sessions.startConversation(context.get('sessionId'), context.get('session'));
    return context.redirect('/', 303);
  });

  app.post('/feedback', async (context) => {
    const recordId = await field(context, 'record');
    const helpful = (await field(context, 'helpful')) === 'yes';
    const comment = await field(context, 'comment');
    await assistant.giveFeedback({
      recordId,
      asker: context.get('session').person,
      helpful,
      ...(!helpful && { reason: reasonOf(await field(context, 'reason')), comment }),
    });
    return context.redirect(back(recordId, 'thanks'), 303);
  });

  app.post('/escalate', async (context) => {
    const recordId = await field(context, 'record');
    const outcome = await assistant.escalate(recordId);
    return context.redirect(
      back(recordId, outcome === 'sent' || outcome === 'known' ? 'sent' : 'alone'),
      303,
    );
  });
}

/** The conversation with what was just said, whether the log has it or not. */
async function show(
  context: WebContext,
  { assistant, exchanges, warn }: WebParts,
  {
    latest,
    notice = null,
    problem = null,
  }: {
    readonly latest?: AskPage['exchanges'][number];
    readonly notice?: AskPage['notice'];
    readonly problem?: AskPage['problem'];
  },
) {
  const say = context.get('say');
  const session = context.get('session');
  const { formToken, conversation } = session;
  const kept = await exchanges(conversation).catch((error: Error) => {
    warn(`web: the conversation cannot be read: ${error.name}`);
    return [];
  });
  const before = kept.filter(({ recordId }) => recordId !== latest?.recordId);
  const shown = latest === undefined ? before : [...before, latest];
  const suggestions = shown.length > 0 ? [] : await assistant.suggestions(say.language);
  return context.html(
    page(
      { say, title: say.ask.title, path: '/', session },
      askPage({ exchanges: shown, suggestions, formToken, notice, problem }, say),
    ),
    problem === null ? 200 : 422,
  );
}

const DONE: readonly string[] = ['thanks', 'sent', 'alone'] satisfies Done[];

function noticeOf(context: WebContext): AskPage['notice'] {
  const recordId = context.req.query('record');
  const done = context.req.query('done') ?? '';
  return recordId === undefined || !DONE.includes(done) ? null : { recordId, done: done as Done };
}

function back(recordId: string, done: Done): string {
  return `/?record=${encodeURIComponent(recordId)}&done=${done}#${encodeURIComponent(recordId)}`;
}

const REASONS: readonly string[] = ['wrong_clause', 'wrong_verdict', 'unclear', 'incomplete', 'other'];

function reasonOf(typed: string): FeedbackReason {
  return REASONS.includes(typed) ? (typed as FeedbackReason) : 'other';
}

async function field(context: WebContext, name: string): Promise<string> {
  const value = (await context.req.parseBody())[name];
  return typeof value === 'string' ? value : '';
}
