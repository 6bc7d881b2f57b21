import { html } from 'hono/html';
import type { Citation } from '../../src/domain/answer.ts';
import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';
import type { Html } from './layout.ts';

/** Clauses shown on each side of the one that is quoted. */
const AROUND = 1;

/**
 * The clause that a citation quotes, with the words quoted marked, between its neighbours under the same heading; null
 * where the documents given do not hold it any more. Pure.
 */
export function clauseInPlace(
  { document: id, version, clause: label, quote, start, end }: Citation,
  documents: readonly PolicyDocument[],
): Html | null {
  const document = documents.find((one) => one.id === id && one.version === version);
  const clause = document?.clauses.find((one) => one.label === label);
  if (document === undefined || clause === undefined) return null;
  // Of a clause that was written anew under the same version, nothing is quoted here.
  if (clause.text.slice(start, end) !== quote) return null;
  const siblings = document.clauses.filter(({ parent }) => parent === clause.parent);
  const at = siblings.indexOf(clause);
  const shown = [
    ...siblings.slice(Math.max(0, at - AROUND), at),
    clause,
    ...document.clauses.filter(({ parent }) => parent === label),
    ...siblings.slice(at + 1, at + 1 + AROUND),
  ];
  return html`<div lang="${document.language}">
    ${clause.headingPath.length === 0 ? '' : html`<p class="source">${clause.headingPath.join(' › ')}</p>`}
    ${shown.map((one) => (one === clause ? quoted(clause, start, end) : neighbour(one)))}
  </div>`;
}

function quoted(clause: Clause, start: number, end: number): Html {
  const { text } = clause;
  return html`<p><strong>${nameOf(clause)}</strong> ${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}</p>`;
}

function neighbour(clause: Clause): Html {
  return html`<p class="source"><strong>${nameOf(clause)}</strong> ${clause.text}</p>`;
}

function nameOf({ label, title }: Clause): string {
  return title === '' || title === label ? label : `${label} ${title}`;
}
