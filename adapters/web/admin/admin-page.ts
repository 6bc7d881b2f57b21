import { html } from 'hono/html';
import type { IndexGeneration, KnowledgeProblem, ReindexReceipt } from '../../../src/domain/generation.ts';
import type { LintSeverity } from '../../../src/domain/lint.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import type { AuditEntry } from '../../../src/domain/question-log.ts';
import { type Html, tokenField } from '../layout.ts';
import type { AdminWords } from './admin-words.ts';
import { receiptPart } from './receipt-part.ts';

/** What the administrator's desk shows. */
export interface AdminPage {
  readonly generation: IndexGeneration;
  readonly notices: { readonly waiting: number; readonly undeliverable: number };
  readonly log: { readonly failures: number; readonly lost: number };
  readonly problems: readonly KnowledgeProblem[];
  /** Every version served, with how many findings of each severity it has; null where it is not linted any more. */
  readonly documents: readonly {
    readonly document: PolicyDocument;
    readonly lint: Readonly<Record<LintSeverity, number>> | null;
  }[];
  /** What came of reindexing, just now. */
  readonly outcome: ReindexReceipt | { readonly message: string; readonly remedy: string } | null;
  readonly formToken: string;
}

const SEVERITIES: readonly LintSeverity[] = ['error', 'warning', 'note'];

/** State, reindexing with its receipt, and the documents with what lint finds in them. Pure. */
export function adminPage(view: AdminPage, words: AdminWords): Html {
  const { generation, notices, log, outcome, formToken, problems } = view;
  const { state, reindex } = words;
  return html`<h1>${words.title}</h1>
    ${outcome === null ? '' : outcomePart(outcome, words)}
    <h2>${state.heading}</h2>
    <dl>
      <dt>${state.generation}</dt><dd>${generation.id}</dd>
      <dt>${state.waiting}</dt><dd>${notices.waiting}</dd>
      <dt>${state.undeliverable}</dt><dd>${notices.undeliverable}</dd>
      <dt>${state.failures}</dt><dd>${log.failures}</dd>
      <dt>${state.lost}</dt><dd>${log.lost}</dd>
    </dl>
    <h2>${reindex.heading}</h2>
    <p>${reindex.hint}</p>
    <form method="post" action="/admin/reindex">${tokenField(formToken)}<button class="primary">${reindex.start}</button></form>
    ${problemList(problems, words)}
    <h2>${words.documents}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${words.documents}"><table>
      <thead><tr>${Object.values(words.document).map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${view.documents.map(
        ({ document, lint }) => html`<tr>
          <th scope="row" lang="${document.language}">${document.title}</th>
          <td>${document.version}</td><td>${document.effectiveDate ?? '–'}</td><td>${document.clauses.length}</td>
          <td>${lint === null ? '–' : SEVERITIES.map((severity) => `${words.severities[severity]} ${lint[severity]}`).join(' · ')}</td>
        </tr>`,
      )}</tbody>
    </table></div>`;
}

function outcomePart(outcome: NonNullable<AdminPage['outcome']>, words: AdminWords): Html {
  const { reindex } = words;
  if ('message' in outcome) {
    return html`<p role="alert" class="problem">${reindex.failed}</p><p>${outcome.message} ${outcome.remedy}</p>`;
  }
  return html`<section role="status">
    <h2>${reindex.receipt}</h2>
    ${receiptPart(outcome, words)}
  </section>`;
}

function problemList(problems: readonly KnowledgeProblem[], words: AdminWords): Html {
  if (problems.length === 0) return html``;
  return html`<h2>${words.problems}</h2>
    <ul>${problems.map(({ path, message, remedy }) => html`<li>${path}: ${message} ${remedy}</li>`)}</ul>`;
}

/** Who did what, newest first. Pure. */
export function auditPage(entries: readonly AuditEntry[], { audit }: AdminWords): Html {
  return html`<h1>${audit.title}</h1>
    ${
      entries.length === 0
        ? html`<p>${audit.none}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="${audit.title}"><table>
            <thead><tr>${[audit.at, audit.actor, audit.action, audit.subject].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
            <tbody>${entries.map(({ at, actor, action, subject }) => html`<tr><td>${at.slice(0, 19).replace('T', ' ')}</td><td>${actor}</td><td>${action}</td><td>${subject}</td></tr>`)}</tbody>
          </table></div>`
    }`;
}
