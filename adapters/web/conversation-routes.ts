import { createHash, randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { readableBy } from '../../src/domain/access.ts';
import type { AskProgress } from '../../src/domain/assistant.ts';
import type { Question } from '../../src/domain/question.ts';
import type { FeedbackReason } from '../../src/domain/question-record.ts';
import { explain, KiteiError } from '../../src/errors.ts';
import { type AskPage, askPage } from './ask-page.ts';
import { clauseInPlace } from './clause-in-place.ts';
import { conversationsPage } from './conversations-page.ts';
import { type Html, page } from './layout.ts';
import type { Done } from './render-answer.ts';
import type { WebContext, WebEnvironment } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';

/** Asking, feedback and handing over, for everybody who is signed in. */
export function conversationRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const { assistant, sessions } = parts;

  app.get('/', async (context) =>
    respond(context, await conversation(context, parts, { notice: noticeOf(context) })),
  );

  app.post('/ask', async (context) => {
    const typed = await field(context, 'question');
    const question = questionOf(context, typed, await field(context, 'nonce'), parts.now());
    const wantsStream = context.req.header('accept') === 'text/event-stream';
    if (!wantsStream) return respond(context, await answered(context, parts, question));
    return streamSSE(context, async (stream) => {
      let writing = Promise.resolve();
      const say = (event: string, data: string) => {
        writing = writing.then(() => stream.writeSSE({ event, data: JSON.stringify(data) }));
      };
      const shown = await answered(context, parts, question, { onText: (text) => say('text', text) }).catch(
        (error: Error) => {
          parts.warn(`web ${context.req.path}: ${error.name}`);
          const message = context.get('say').ask.failed;
          return conversation(context, parts, { problem: { typed, message } });
        },
      );
      say('page', String(await shown.page));
      await writing;
    });
  });

  app.post('/new', async (context) => {
    await sessions.startConversation(context.get('sessionId'), context.get('session'));
    return context.redirect('/', 303);
  });

  app.get('/conversations', async (context) => {
    const say = context.get('say');
    const session = context.get('session');
    const ids = [...session.earlier].reverse();
    const all = await Promise.all(ids.map(async (id) => ({ id, exchanges: await parts.exchanges(id) })));
    const past = all.filter(({ exchanges }) => exchanges.length > 0);
    const content = conversationsPage(past, session.formToken, say);
    return context.html(page({ say, title: say.ask.earlier, path: '/conversations', session }, content));
  });

  app.post('/continue', async (context) => {
    const chosen = await field(context, 'conversation');
    await sessions.continueConversation(context.get('sessionId'), context.get('session'), chosen);
    return context.redirect('/', 303);
  });

  app.post('/feedback', async (context) => {
    const recordId = await ownRecord(context);
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
    const recordId = await ownRecord(context);
    const outcome = await assistant.escalate(recordId);
    return context.redirect(
      back(recordId, outcome === 'sent' || outcome === 'known' ? 'sent' : 'alone'),
      303,
    );
  });
}

/** A page, and whether what was sent could be taken. */
interface Shown {
  readonly page: Html;
  readonly status: 200 | 422;
}

function respond(context: WebContext, { page: shown, status }: Shown) {
  return context.html(shown, status);
}

/** A question from a form. A form that is sent twice is one question, and one person's is never another's. */
function questionOf(context: WebContext, text: string, nonce: string, now: Date): Question {
  const { person, conversation: id, groups, department } = context.get('session');
  const sent = nonce === '' ? randomUUID() : nonce;
  const own = createHash('sha256')
    .update(JSON.stringify([person, id, sent, text]))
    .digest('base64url');
  return {
    id: `web:${own.slice(0, 24)}`,
    text,
    askedAt: now.toISOString(),
    channel: 'web',
    asker: person,
    conversation: `web:${id}`,
    confidential: true,
    groups,
    department,
    replyTo: null,
    locale: context.get('say').language,
  };
}

/** Asks, and shows the conversation with the answer, or with what keeps the question from being answered. */
async function answered(
  context: WebContext,
  parts: WebParts,
  question: Question,
  progress?: AskProgress,
): Promise<Shown> {
  try {
    const { recordId, answer } = await parts.assistant.ask(question, progress);
    return await conversation(context, parts, { latest: { recordId, question: question.text, answer } });
  } catch (error) {
    if (!(error instanceof KiteiError) || error.code !== 'question.invalid') throw error;
    const problem = { typed: question.text, message: explain(error) };
    return conversation(context, parts, { problem });
  }
}

/** The conversation with what was just said, whether the log has it or not. */
async function conversation(
  context: WebContext,
  { assistant, documents, exchanges, groupsOf, warn }: WebParts,
  {
    latest,
    notice = null,
    problem = null,
  }: {
    readonly latest?: AskPage['exchanges'][number];
    readonly notice?: AskPage['notice'];
    readonly problem?: AskPage['problem'];
  },
): Promise<Shown> {
  const say = context.get('say');
  const session = context.get('session');
  const { formToken, conversation: id, earlier } = session;
  const kept = await exchanges(id).catch((error: Error) => {
    warn(`web: the conversation cannot be read: ${error.name}`);
    return [];
  });
  const before = kept.filter(({ recordId }) => recordId !== latest?.recordId);
  const shown = latest === undefined ? before : [...before, latest];
  const suggestions = shown.length > 0 ? [] : await assistant.suggestions(say.language);
  const readable = readableBy(documents(), groupsOf(session));
  const view: AskPage = {
    exchanges: shown,
    suggestions,
    formToken,
    nonce: randomUUID(),
    hasEarlier: earlier.length > 0,
    inPlace: (citation) => clauseInPlace(citation, readable),
    notice,
    problem,
  };
  return {
    page: page({ say, title: say.ask.title, path: '/', session, scripts: ['chat'] }, askPage(view, say)),
    status: problem === null ? 200 : 422,
  };
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

/** The record that a form names. Ids of this channel cannot be guessed, those of others can: they are not for these forms. */
async function ownRecord(context: WebContext): Promise<string> {
  const recordId = await field(context, 'record');
  return recordId.startsWith('web:') ? recordId : '';
}

async function field(context: WebContext, name: string): Promise<string> {
  const value = (await context.req.parseBody())[name];
  return typeof value === 'string' ? value : '';
}
