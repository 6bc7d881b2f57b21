import { html } from 'hono/html';
import { type Html, tokenField } from '../layout.ts';
import type { Session } from '../sessions.ts';
import type { SystemParts } from './admin-parts.ts';
import type { SystemWords } from './system-words.ts';

/** What the page of the system shows. */
export interface SystemPage {
  readonly formToken: string;
  readonly system: SystemParts;
  readonly sessions: readonly Session[];
  /** How many sessions were just ended; null where none were to be. */
  readonly ended: number | null;
}

/** Channels, retention, roles and who is signed in. Pure. */
export function systemPage(view: SystemPage, words: SystemWords): Html {
  const { system, ended } = view;
  const { retention, smallestGroup } = system;
  return html`<h1>${words.title}</h1>
    ${ended === null ? '' : html`<p role="status" class="status">${words.ended(ended)}</p>`}
    <h2>${words.channels}</h2>
    <ul>${system.channels().map((name) => html`<li>${words.channel[name] ?? name}</li>`)}</ul>
    <h2>${words.retention}</h2>
    <dl>
      <dt>${words.wording}</dt><dd>${words.days(retention.wordingDays)}</dd>
      <dt>${words.records}</dt><dd>${words.days(retention.recordDays)}</dd>
      <dt>${words.smallest}</dt><dd>${words.people(smallestGroup)}</dd>
    </dl>
    <h2>${words.signIn}</h2>
    ${signIn(system, words)}
    <h2>${words.sessions}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${words.sessions}"><table>
      <thead><tr><th scope="col">${words.name}</th><th scope="col">${words.role}</th><th scope="col">${words.until}</th><td></td></tr></thead>
      <tbody>${view.sessions.map((session) => sessionRow(session, view.formToken, words))}</tbody>
    </table></div>`;
}

function signIn({ signIn: provider }: SystemParts, words: SystemWords): Html {
  if (provider === null) return html`<p>${words.link}</p>`;
  return html`<p>${words.provider(provider.issuer, provider.roleClaim)}</p>
    <table>
      <thead><tr><th scope="col">${words.value}</th><th scope="col">${words.role}</th></tr></thead>
      <tbody>${provider.roles.map(([value, role]) => html`<tr><th scope="row">${value === '*' ? words.everybody : value}</th><td>${words.roles[role]}</td></tr>`)}</tbody>
    </table>`;
}

function sessionRow({ name, person, roles, until }: Session, formToken: string, words: SystemWords): Html {
  return html`<tr>
    <th scope="row">${name} <span class="source path">${person}</span></th>
    <td>${roles.map((role) => words.roles[role]).join(' · ')}</td>
    <td>${until.slice(0, 16).replace('T', ' ')} UTC</td>
    <td><form method="post" action="/admin/system/sign-out">${tokenField(formToken)}<button name="person" value="${person}" class="plain" aria-label="${words.end}: ${name}">${words.end}</button></form></td>
  </tr>`;
}
