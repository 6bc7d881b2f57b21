import type { Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { matchedRoutes } from 'hono/route';
import { LARGEST_FILE } from '../../src/policy/file-formats.ts';
import { ACCESS, mayOpen } from './access-table.ts';
import { page } from './layout.ts';
import { rateLimit } from './rate-limit.ts';
import type { WebContext } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';
import { webWords } from './words-of.ts';

/** The browser's session; what it holds is known to that browser only. */
export const SESSION_COOKIE = 'kitei_session';
/** What one person may ask for: reading is cheap, while a question or a review is work. */
const PAGES = { burst: 240, perMinute: 240 };
const FORMS = { burst: 60, perMinute: 60 };
/** Largest form anybody sends, in bytes. */
const LARGEST_FORM = 64 * 1024;
/** Those that may be larger: a document, or a file that is edited as a whole. */
const LARGER: Readonly<Record<string, number>> = {
  'POST /admin/documents': LARGEST_FILE + LARGEST_FORM,
  'POST /admin/files/:name': 1024 * 1024,
};

/**
 * Lets requests pass as the access table says: nobody gets further without a session, and nobody without a role that an
 * address asks for. Whether an address exists is not told to strangers.
 */
export function guard({ sessions, provider, now }: Pick<WebParts, 'sessions' | 'provider' | 'now'>) {
  const pages = rateLimit(PAGES, () => now().getTime());
  const forms = rateLimit(FORMS, () => now().getTime());
  return async (context: WebContext, next: Next) => {
    const address = addressOf(context);
    const access = ACCESS[address];
    if (access === 'strangers') return next();
    const id = getCookie(context, SESSION_COOKIE);
    const session = await sessions.find(id);
    if (session === null || id === undefined) return signInPage(context, { provider, used: false });
    context.set('session', session);
    context.set('sessionId', id);
    context.header('cache-control', 'no-store');
    const limit = context.req.method === 'POST' ? forms : pages;
    if (!limit.allows(session.person)) {
      context.header('retry-after', '10');
      return messagePage(context, 429, context.get('say').errors.tooMany);
    }
    if (access === undefined) return messagePage(context, 404, context.get('say').errors.notFound);
    if (!mayOpen(access, session.roles)) {
      return messagePage(context, 403, context.get('say').errors.forbidden);
    }
    if (context.req.method !== 'POST') return next();
    const limited = bodyLimit({
      maxSize: LARGER[address] ?? LARGEST_FORM,
      onError: () => messagePage(context, 413, context.get('say').errors.tooLarge),
    });
    return limited(context, async () => {
      const refusal = await refuseForm(context);
      if (refusal === null) return next();
      context.res = await refusal;
    });
  };
}

/** The address asked for as the access table names it: of the handler that would answer. */
function addressOf(context: WebContext): string {
  const route = matchedRoutes(context).find(({ path }) => path !== '/*');
  return `${route?.method} ${route?.path}`;
}

/** A form counts only with the token of the session's own pages. */
async function refuseForm(context: WebContext) {
  const { formToken } = await context.req.parseBody();
  if (formToken === context.get('session').formToken) return null;
  return messagePage(context, 403, context.get('say').errors.stale);
}

/** What those see who are not signed in: nothing of what is behind. */
export function signInPage(
  context: WebContext,
  { provider, used }: Pick<WebParts, 'provider'> & { readonly used: boolean },
) {
  const say = context.get('say');
  const { path, method } = context.req;
  const back = method === 'GET' && !path.startsWith('/sign-in') ? path : '/';
  context.header('cache-control', 'no-store');
  return context.html(
    page(
      { say, title: say.signIn.title, path: '/sign-in', session: null },
      html`<h1>${say.signIn.title}</h1>
        <p>${say.signIn.need}</p>
        ${
          provider === null
            ? html`<p>${used ? say.signIn.used : say.signIn.how}</p>`
            : html`<p><a class="button" href="/sign-in/start?back=${encodeURIComponent(back)}">${say.signIn.provider}</a></p>`
        }`,
    ),
    used ? 403 : 401,
  );
}

/** A page that says one thing. */
export function messagePage(context: WebContext, status: 403 | 404 | 413 | 429 | 500, words: string) {
  const say = context.get('say') ?? webWords('ja');
  const session = context.get('session') ?? null;
  return context.html(page({ say, title: words, path: '/', session }, html`<h1>${words}</h1>`), status);
}
