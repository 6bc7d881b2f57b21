import type { Hono } from 'hono';
import { audit } from '../training/desk.ts';
import type { WebContext, WebEnvironment } from '../web-environment.ts';
import type { WebParts } from '../web-parts.ts';
import { respond } from './admin-navigation.ts';
import { field } from './knowledge-desk.ts';
import { systemPage } from './system-page.ts';
import { systemWords } from './system-words.ts';

/** The running system: channels, retention, roles, and who is signed in. */
export function systemRoutes(app: Hono<WebEnvironment>, parts: WebParts): void {
  const show = async (context: WebContext, ended: number | null = null) => {
    const { language } = context.get('say');
    const words = systemWords(language);
    const { system } = parts.admin;
    await audit(context, parts, 'system.show', '');
    const view = {
      system,
      sessions: await parts.sessions.list(),
      ended,
      formToken: context.get('session').formToken,
    };
    return respond(context, words.title, systemPage(view, words));
  };

  app.get('/admin/system', (context) => show(context));

  app.post('/admin/system/sign-out', async (context) => {
    const person = await field(context, 'person');
    await audit(context, parts, 'session.end', person);
    return show(context, await parts.sessions.endAll(person));
  });
}
