import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { ACCESS, mayOpen } from './access-table.ts';
import type { Session } from './sessions.ts';
import type { WebWords } from './words.ts';

/** A piece of a page; text put into it is escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A script of the pages' own, in `assets`. */
export type Script = 'renew' | 'chat' | 'review-keys';

/** Seconds after which a browser without scripts asks for a page with `renew` again. */
const RENEWED_AFTER = 3;

/** What every page is framed by. */
export interface Frame {
  readonly say: WebWords;
  readonly title: string;
  /** Path of this page, for the link that changes the language. */
  readonly path: string;
  /** Who is signed in; null for strangers. */
  readonly session: Pick<Session, 'formToken' | 'roles'> | null;
  /** True where tables need the width. */
  readonly wide?: boolean;
  /** Own scripts that make the page nicer; it works without them. */
  readonly scripts?: readonly Script[];
}

const AREAS = [
  { address: '/', name: 'ask' },
  { address: '/policies', name: 'policies' },
  { address: '/training', name: 'training' },
  { address: '/admin', name: 'admin' },
  { address: '/audit', name: 'audit' },
] as const;

/** A whole page: navigation, content, one style sheet, scripts from this server only. */
export function page({ say, title, path, session, wide = false, scripts = [] }: Frame, content: Html): Html {
  const other = say.language === 'ja' ? 'en' : 'ja';
  const link = (to: string, words: string) =>
    html`<a href="${to}" ${isWithin(path, to) ? html`aria-current="page"` : ''}>${words}</a>`;
  const navigation =
    session === null
      ? ''
      : html`<nav aria-label="${say.product}">
          ${AREAS.filter(({ address }) => mayOpen(ACCESS[`GET ${address}`] ?? [], session.roles)).map(
            ({ address, name }) => link(address, say.nav[name]),
          )}
        </nav>`;
  const signOut =
    session === null
      ? ''
      : html`<form method="post" action="/sign-out">${tokenField(session.formToken)}<button class="plain">${say.nav.signOut}</button></form>`;
  return html`<!doctype html>
    <html lang="${say.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${say.product}</title>
        ${scripts.map((name) => html`<script type="module" src="/assets/${name}.js"></script>`)}
        ${scripts.includes('renew') ? html`<noscript><meta http-equiv="refresh" content="${RENEWED_AFTER}" /></noscript>` : ''}
        <link rel="stylesheet" href="/assets/kitei.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#content">${say.nav.skip}</a>
        <header>
          <span class="product">${say.product}</span>
          ${navigation}
          <div class="tools">
            <a href="/language/${other}?back=${encodeURIComponent(path)}" lang="${other}" hreflang="${other}">${say.other}</a>
            ${signOut}
          </div>
        </header>
        <main id="content" tabindex="-1" ${wide ? html`class="wide"` : ''}>${content}</main>
      </body>
    </html>`;
}

/** The hidden field that every form carries. */
export function tokenField(formToken: string): Html {
  return html`<input type="hidden" name="formToken" value="${formToken}" />`;
}

function isWithin(path: string, area: string): boolean {
  return path === area || (area !== '/' && path.startsWith(`${area}/`));
}
