import { html } from 'hono/html';
import { type Html, page, type Script } from '../layout.ts';
import type { WebContext } from '../web-environment.ts';
import { adminWords } from './admin-words.ts';

const PAGES = [
  ['/admin', 'state'],
  ['/admin/documents', 'documents'],
  ['/admin/draft', 'draft'],
  ['/admin/history', 'history'],
  ['/admin/files/vocabulary.yaml', 'vocabulary'],
  ['/admin/files/contacts.yaml', 'contacts'],
  ['/admin/files/groups.yaml', 'groups'],
  ['/admin/system', 'system'],
] as const;

/** A page of the desk below the desk's own navigation. */
export function respond(
  context: WebContext,
  title: string,
  content: Html,
  { scripts = [], status }: { readonly scripts?: readonly Script[]; readonly status?: 200 | 409 | 422 } = {},
): Response | Promise<Response> {
  const say = context.get('say');
  const { title: area, nav } = adminWords(say.language);
  const path = context.req.path;
  const isHere = (address: string) =>
    path === address || (address !== '/admin' && path.startsWith(address.replace(/s$/, '')));
  const framed = html`<nav class="desk" aria-label="${area}">
      ${PAGES.map(([address, name]) => html`<a href="${address}" ${isHere(address) ? html`aria-current="page"` : ''}>${nav[name]}</a>`)}
    </nav>
    ${content}`;
  const session = context.get('session');
  const whole = page({ say, title, path, session, wide: true, scripts }, framed);
  return status === undefined ? context.html(whole) : context.html(whole, status);
}
