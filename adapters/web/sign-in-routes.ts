import type { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { messagePage, SESSION_COOKIE, signInPage } from './access-guard.ts';
import { localPath } from './local-path.ts';
import type { WebContext, WebEnvironment } from './web-environment.ts';
import type { WebParts } from './web-parts.ts';

const PENDING_COOKIE = 'kitei_sign_in';
/** How long somebody may take at the provider, in seconds. */
const PENDING_SECONDS = 600;

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
});

/** Signing in: with a one-time link, or with the organisation's provider where there is one. */
export function signInRoutes(
  app: Hono<WebEnvironment>,
  { sessions, provider, secure, warn }: WebParts,
): void {
  const begin = (context: WebContext, id: string, to: string) => {
    setCookie(context, SESSION_COOKIE, id, { path: '/', httpOnly: true, sameSite: 'Lax', secure });
    return context.redirect(to, 303);
  };

  app.get('/sign-in', async (context) => {
    const token = context.req.query('token');
    if (provider !== null || token === undefined) return signInPage(context, { provider, used: false });
    const id = await sessions.redeem(token);
    return id === null ? signInPage(context, { provider, used: true }) : begin(context, id, '/');
  });

  app.get('/sign-in/start', async (context) => {
    if (provider === null) return context.notFound();
    const { url, pending } = await provider.begin();
    const kept = JSON.stringify({ ...pending, back: localPath(context.req.query('back')) });
    setCookie(context, PENDING_COOKIE, Buffer.from(kept).toString('base64url'), {
      path: '/sign-in',
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      maxAge: PENDING_SECONDS,
    });
    return context.redirect(url, 303);
  });

  app.get('/sign-in/callback', async (context) => {
    if (provider === null) return context.notFound();
    const say = context.get('say');
    const pending = pendingOf(getCookie(context, PENDING_COOKIE));
    deleteCookie(context, PENDING_COOKIE, { path: '/sign-in' });
    if (pending === null) return messagePage(context, 403, say.signIn.failed);
    let identity: Awaited<ReturnType<typeof provider.finish>>;
    try {
      identity = await provider.finish(new URL(context.req.url).search, pending);
    } catch (error) {
      const { name, code } = error as { name?: string; code?: string };
      warn(`web: a sign-in failed: ${name ?? 'Error'} ${code ?? ''}`.trim());
      return messagePage(context, 403, say.signIn.failed);
    }
    if (identity.roles.length === 0) return messagePage(context, 403, say.signIn.noRole);
    return begin(context, await sessions.begin(identity), localPath(pending.back));
  });

  app.post('/sign-out', async (context) => {
    await sessions.end(context.get('sessionId'));
    deleteCookie(context, SESSION_COOKIE, { path: '/' });
    return context.redirect('/sign-in', 303);
  });
}

function pendingOf(cookie: string | undefined): z.infer<typeof pendingSchema> | null {
  try {
    return pendingSchema.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()));
  } catch {
    return null;
  }
}
