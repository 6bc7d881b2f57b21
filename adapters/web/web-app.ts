import { readFileSync } from 'node:fs';
import { type Context, Hono, type Next } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { conversationRoutes } from './conversation-routes.ts';
import { page } from './layout.ts';
import { policyRoutes } from './policy-routes.ts';
import type { WebContext, WebEnvironment } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';
import { webWords } from './words.ts';

const SESSION = 'kitei_session';
const LANGUAGE = 'kitei_language';
const STYLE = readFileSync(new URL('./kitei.css', import.meta.url), 'utf8');
/** Largest form anybody sends, in bytes. */
const LARGEST_FORM = 64 * 1024;

/** The pages of Kitei. Strangers get the sign-in page and the style sheet, nothing else. */
export function createWebApp(parts: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
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
  app.get('/assets/kitei.css', (context) =>
    context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' }),
  );
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
  app.get('/sign-in', async (context) => {
    const token = context.req.query('token');
    const id = token === undefined ? null : await parts.sessions.redeem(token);
    if (id === null) return signInPage(context, token !== undefined);
    setCookie(context, SESSION, id, { path: '/', httpOnly: true, sameSite: 'Lax', secure: parts.secure });
    return context.redirect('/', 303);
  });

  app.use(requireSession(parts));
  app.use(requireFormToken);
  app.post('/sign-out', async (context) => {
    await parts.sessions.end(context.get('sessionId'));
    deleteCookie(context, SESSION, { path: '/' });
    return context.redirect('/sign-in', 303);
  });
  conversationRoutes(app, parts);
  policyRoutes(app, parts);

  app.notFound((context) => message(context, 404, context.get('say').errors.notFound));
  app.onError((error, context) => {
    parts.warn(`web ${context.req.path}: ${error.name}`);
    return message(context as WebContext, 500, (context as WebContext).get('say').errors.failed);
  });
  return app;
}

/** Nobody gets further without a session; pages show nothing of what is behind. */
function requireSession({ sessions }: WebParts) {
  return async (context: WebContext, next: Next) => {
    const id = getCookie(context, SESSION);
    const session = await sessions.find(id);
    if (session === null || id === undefined) return signInPage(context, false);
    context.set('session', session);
    context.set('sessionId', id);
    context.header('cache-control', 'no-store');
    await next();
  };
}

/** A form counts only with the token of the session's own pages. */
async function requireFormToken(context: WebContext, next: Next) {
  if (context.req.method !== 'POST') return next();
  if (Number(context.req.header('content-length') ?? 0) > LARGEST_FORM) return context.body(null, 413);
  const { formToken } = await context.req.parseBody();
  if (formToken !== context.get('session').formToken) {
    return message(context, 403, context.get('say').errors.stale);
  }
  return next();
}

function signInPage(context: WebContext, used: boolean) {
  const say = context.get('say');
  const words = used ? say.signIn.used : say.signIn.how;
  context.header('cache-control', 'no-store');
  return context.html(
    page(
      { say, title: say.signIn.title, path: '/sign-in', formToken: null },
      html`<h1>${say.signIn.title}</h1><p>${say.signIn.need}</p><p>${words}</p>`,
    ),
    used ? 403 : 401,
  );
}

function message(context: WebContext, status: 403 | 404 | 500, words: string) {
  const say = context.get('say') ?? webWords('ja');
  const formToken = context.get('session')?.formToken ?? null;
  return context.html(page({ say, title: words, path: '/', formToken }, html`<h1>${words}</h1>`), status);
}

/** The language chosen, else the one the browser prefers among the two. */
function languageOf(context: Context): 'ja' | 'en' {
  const chosen = getCookie(context, LANGUAGE);
  if (chosen === 'ja' || chosen === 'en') return chosen;
  const preferred = (context.req.header('accept-language') ?? '').match(/\b(ja|en)\b/i)?.[1]?.toLowerCase();
  return preferred === 'en' ? 'en' : 'ja';
}

/** A path of this site to go back to; nothing typed can lead elsewhere. */
function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : '/';
}
