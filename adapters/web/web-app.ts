import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { guard, messagePage } from './access-guard.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import { documentRoutes } from './admin/document-routes.ts';
import { draftRoutes } from './admin/draft-routes.ts';
import { fileRoutes } from './admin/file-routes.ts';
import { historyRoutes } from './admin/history-routes.ts';
import { systemRoutes } from './admin/system-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import type { Script } from './layout.ts';
import { localPath } from './local-path.ts';
import { policyRoutes } from './policy-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { answerRoutes } from './training/answer-routes.ts';
import { eventRoutes } from './training/event-routes.ts';
import { gapRoutes } from './training/gap-routes.ts';
import { handoutRoutes } from './training/handout-routes.ts';
import { questionRoutes } from './training/question-routes.ts';
import { reviewRoutes } from './training/review-routes.ts';
import { trainingRoutes } from './training/training-routes.ts';
import { vocabularyRoutes } from './training/vocabulary-routes.ts';
import type { WebContext, WebEnvironment } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';
import { webWords } from './words-of.ts';

const LANGUAGE = 'kitei_language';
const STYLE = readFileSync(new URL('./kitei.css', import.meta.url), 'utf8');
const SCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  (['renew', 'chat', 'review-keys'] satisfies Script[]).map((name) => [
    `${name}.js`,
    readFileSync(new URL(`./assets/${name}.js`, import.meta.url), 'utf8'),
  ]),
);

/** The pages of Kitei. Strangers get the sign-in page and the style sheet, nothing else. */
export function createWebApp(parts: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
    }),
  );
  app.use(async (context, next) => {
    context.set('say', webWords(languageOf(context)));
    await next();
  });
  app.use(guard(parts));
  app.get('/assets/kitei.css', (context) =>
    context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' }),
  );
  app.get('/assets/:script', (context) => {
    const script = SCRIPTS[context.req.param('script')];
    if (script === undefined) return context.notFound();
    return context.body(script, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'max-age=300',
    });
  });
  app.get('/language/:language', (context) => {
    const chosen = context.req.param('language') === 'ja' ? 'ja' : 'en';
    setCookie(context, LANGUAGE, chosen, {
      path: '/',
      sameSite: 'Lax',
      secure: parts.secure,
      maxAge: 31_536_000,
    });
    return context.redirect(localPath(context.req.query('back')), 303);
  });
  signInRoutes(app, parts);
  conversationRoutes(app, parts);
  policyRoutes(app, parts);
  adminRoutes(app, parts);
  documentRoutes(app, parts);
  draftRoutes(app, parts);
  historyRoutes(app, parts);
  fileRoutes(app, parts);
  systemRoutes(app, parts);
  trainingRoutes(app, parts);
  questionRoutes(app, parts);
  reviewRoutes(app, parts);
  gapRoutes(app, parts);
  vocabularyRoutes(app, parts);
  answerRoutes(app, parts);
  eventRoutes(app, parts);
  handoutRoutes(app, parts);

  app.notFound((context) => messagePage(context, 404, context.get('say').errors.notFound));
  app.onError((error, context) => {
    parts.warn(`web ${context.req.path}: ${error.name}`);
    return messagePage(context as WebContext, 500, (context as WebContext).get('say').errors.failed);
  });
  return app;
}

/** The language chosen, else the one the browser prefers among the two. */
function languageOf(context: Context): 'ja' | 'en' {
  const chosen = getCookie(context, LANGUAGE);
  if (chosen === 'ja' || chosen === 'en') return chosen;
  const preferred = (context.req.header('accept-language') ?? '').match(/\b(ja|en)\b/i)?.[1]?.toLowerCase();
  return preferred === 'en' ? 'en' : 'ja';
}
