import { html } from 'hono/html';
import type { PastGeneration } from '../../../src/domain/generation.ts';
import { type Html, tokenField } from '../layout.ts';
import type { AdminWords } from './admin-words.ts';
import type { Trouble } from './knowledge-desk.ts';
import type { KnowledgeWords } from './knowledge-words.ts';
import { changedClauses } from './receipt-part.ts';

/** What the page of the history shows. */
export interface HistoryPage {
  /** Newest first. */
  readonly generations: readonly PastGeneration[];
  readonly done: boolean;
  readonly trouble: Trouble | null;
  readonly formToken: string;
}

/** What was published, by whom and after which checks, and rolling back. Pure. */
export function historyPage(view: HistoryPage, { history: text }: KnowledgeWords, admin: AdminWords): Html {
  const { generations, done, trouble, formToken } = view;
  const canGoBack = generations.some(({ state }) => state === 'earlier');
  return html`<h1>${text.title}</h1>
    ${done ? html`<p role="status" class="status">${text.done}</p>` : ''}
    ${trouble === null ? '' : html`<div role="alert"><p class="problem">${text.failed}</p><p>${trouble.message} ${trouble.remedy}</p></div>`}
    <ol class="generations">${generations.map((past) => generationItem(past, text, admin))}</ol>
    <h2>${text.rollBack}</h2>
    ${
      canGoBack
        ? html`<form method="post" action="/admin/rollback" class="stacked">
            ${tokenField(formToken)}
            <p>${text.rollBackHint}</p>
            <label>${text.reason}<input name="reason" required maxlength="300" autocomplete="off"></label>
            <button>${text.start}</button>
          </form>`
        : html`<p>${text.nothing}</p>`
    }`;
}

function generationItem(
  { generation, state, receipt, withdrawal }: PastGeneration,
  text: KnowledgeWords['history'],
  admin: AdminWords,
): Html {
  return html`<li>
    <h2><span class="kind">${text.states[state]}</span> ${generation.id}</h2>
    ${withdrawal === null ? '' : html`<p>${text.withdrawn(withdrawal.by, minuteOf(withdrawal.withdrawnAt), withdrawal.reason)}</p>`}
    ${
      receipt === null
        ? html`<p>${text.noReceipt}</p>`
        : html`<details ${state === 'serving' ? 'open' : ''}><summary>${text.receipt}</summary>
            <dl>
              <dt>${text.published}</dt><dd>${minuteOf(receipt.publishedAt)}</dd>
              <dt>${text.by}</dt><dd>${receipt.by}</dd>
              <dt>${text.clauses}</dt><dd>${receipt.clauses}</dd>
              ${receipt.checks.map(({ name, outcome, detail }) => html`<dt>${text.checks}: ${name}</dt><dd>${text.outcomes[outcome]} <span class="source">${detail}</span></dd>`)}
            </dl>
            ${changedClauses(receipt.changes, admin)}
          </details>`
    }
  </li>`;
}

function minuteOf(timestamp: string): string {
  return `${timestamp.slice(0, 16).replace('T', ' ')} UTC`;
}
