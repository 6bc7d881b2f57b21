import { html } from 'hono/html';
import { compareVersions } from '../../src/domain/in-force.ts';
import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';
import { normaliseText } from '../../src/retrieval/text.ts';
import { clausePage } from '../clause-page.ts';
import type { Html } from './layout.ts';
import type { WebWords } from './words.ts';

/** Where a version stands in time. */
export type Standing = 'inForce' | 'pending' | 'past';

/** A version with its standing on the day the page is shown. */
export interface StandingVersion {
  readonly document: PolicyDocument;
  readonly standing: Standing;
}

/** The documents, newest version first, and a search over the text of those in force. Pure. */
export function policiesPage(versions: readonly StandingVersion[], query: string, say: WebWords): Html {
  const ids = [...new Set(versions.map(({ document }) => document.id))];
  return html`<h1>${say.policies.title}</h1>
    <form method="get" action="/policies" role="search" class="search">
      <label for="q">${say.policies.search}</label>
      <input id="q" name="q" type="search" value="${query}" />
      <button>${say.policies.find}</button>
    </form>
    ${query.trim() === '' ? html`<ul class="documents">${ids.map((id) => documentItem(id, versions, say))}</ul>` : found(versions, query, say)}`;
}

function documentItem(id: string, all: readonly StandingVersion[], say: WebWords): Html {
  const versions = all
    .filter(({ document }) => document.id === id)
    .sort((a, b) => compareVersions(b.document, a.document));
  const shown = versions.find(({ standing }) => standing === 'inForce') ?? versions[0];
  if (shown === undefined) return html``;
  return html`<li lang="${shown.document.language}">
    <a href="${versionPath(shown.document)}">${shown.document.title}</a>
    <ul>
      ${versions.map(
        ({ document, standing }) =>
          html`<li><a href="${versionPath(document)}">${say.answer.version(document.version)}</a> <span class="standing ${standing}">${standingWords(document, standing, say)}</span></li>`,
      )}
    </ul>
  </li>`;
}

/** Most clauses that a search shows. */
const MOST_FOUND = 50;

function found(versions: readonly StandingVersion[], query: string, say: WebWords): Html {
  const words = normaliseText(query).toLowerCase().split(/\s+/).filter(Boolean);
  const has = ({ title, label, text }: Clause) => {
    const content = normaliseText(`${label} ${title} ${text}`).toLowerCase();
    return words.every((word) => content.includes(word));
  };
  const hits = versions
    .filter(({ standing }) => standing === 'inForce')
    .flatMap(({ document }) => document.clauses.filter(has).map((clause) => ({ document, clause })));
  return html`<p role="status">${say.policies.found(hits.length)}</p>
    <ul class="hits">
      ${hits.slice(0, MOST_FOUND).map(
        ({ document, clause }) => html`<li lang="${document.language}">
          <a href="${clausePage('', { document: document.id, version: document.version, clause: clause.label })}">${clause.label} ${clause.title}</a>
          <span class="source">${document.title}</span>
          <p>${clause.text}</p>
        </li>`,
      )}
    </ul>`;
}

/** In words, how a version stands in time. */
export function standingWords({ effectiveDate }: PolicyDocument, standing: Standing, say: WebWords): string {
  if (standing === 'inForce') return say.policies.inForce;
  return standing === 'pending' ? say.policies.pending(effectiveDate ?? '') : say.policies.past;
}

export function versionPath({ id, version }: PolicyDocument): string {
  return `/policies/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;
}
