import { html } from 'hono/html';
import type { ClauseChanges, ReindexReceipt } from '../../../src/domain/generation.ts';
import type { Html } from '../layout.ts';
import type { AdminWords } from './admin-words.ts';

/** What one reindexing did, without a heading. Pure. */
export function receiptPart(receipt: ReindexReceipt, words: AdminWords): Html {
  const { reindex } = words;
  const { read, analyse, write, check } = receipt.seconds;
  return html`<p>${reindex.outcomes[receipt.outcome]} <span class="source">${receipt.generation} · ${reindex.seconds(read + analyse + write + check)}</span></p>
    ${receipt.changes.length === 0 ? html`<p>${reindex.none}</p>` : html`<p><strong>${reindex.changes}</strong></p>${changedClauses(receipt.changes, words)}`}
    ${receipt.warnings.map((warning) => html`<p class="note">${warning}</p>`)}`;
}

/** Clauses that changed, a line for each version of a document. Pure. */
export function changedClauses(changes: readonly ClauseChanges[], { reindex }: AdminWords): Html {
  return html`<ul>${changes.map(
    ({ documentId, version, comparedWith, added, changed, removed }) =>
      html`<li>${documentId} ${comparedWith ?? '–'} → ${version ?? '–'}: ${reindex.change(added.length, changed.length, removed.length)}</li>`,
  )}</ul>`;
}
