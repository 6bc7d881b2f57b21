import { html } from 'hono/html';
import type { Exchange } from './ask-page.ts';
import { type Html, tokenField } from './layout.ts';
import type { WebWords } from './words.ts';

/** A conversation of this session that still can be read. */
export interface PastConversation {
  readonly id: string;
  /** Oldest first, at least one. */
  readonly exchanges: readonly Exchange[];
}

/** What was asked since the person signed in, the latest conversation first. Pure. */
export function conversationsPage(
  conversations: readonly PastConversation[],
  formToken: string,
  say: WebWords,
): Html {
  return html`<h1>${say.ask.earlier}</h1>
    ${conversations.length === 0 ? html`<p>${say.ask.noEarlier}</p>` : ''}
    <ol class="documents">${conversations.map(
      ({ id, exchanges }) => html`<li>
        <ul>${exchanges.map(({ question, answer }) => html`<li><strong>${question}</strong> <span class="source">${say.verdicts[answer.verdict].join(' ')}</span></li>`)}</ul>
        <form method="post" action="/continue">${tokenField(formToken)}<button name="conversation" value="${id}">${say.ask.goOn}</button></form>
      </li>`,
    )}</ol>`;
}
