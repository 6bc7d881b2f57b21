import { html } from 'hono/html';
import type { ApprovedAnswer } from '../../../src/domain/approved-answer.ts';
import { type Html, tokenField } from '../layout.ts';
import type { OutcomeWords } from './outcome-words.ts';

/** Answers that people gave, those that wait first, with the forms that decide on them. Pure. */
export function answersPage(
  all: readonly ApprovedAnswer[],
  {
    formToken,
    title,
    words: { answers },
    clauseName,
  }: {
    formToken: string;
    title: string;
    words: OutcomeWords;
    /** A clause by its document and number. */
    clauseName: (clauseId: string) => string;
  },
): Html {
  const waiting = all.filter(({ status }) => status === 'proposed');
  const decided = all.filter(({ status }) => status !== 'proposed');
  return html`<h1>${title}</h1>
    ${all.length === 0 ? html`<p>${answers.none}</p>` : ''}
    <ul class="documents">${[...waiting, ...decided].map((answer) => item(answer, answers, formToken, clauseName))}</ul>`;
}

function item(
  { id, status, question, text, reason, pins, language }: ApprovedAnswer,
  words: OutcomeWords['answers'],
  formToken: string,
  clauseName: (clauseId: string) => string,
): Html {
  const button = (to: 'approved' | 'rejected', label: string) =>
    status === to ? '' : html`<button name="status" value="${to}">${label}</button>`;
  return html`<li class="answer">
    <h2 lang="${language}">${question}</h2>
    <p lang="${language}">${text}</p>
    <p class="source"><span class="kind">${words.statuses[status]}</span> ${pins.length === 0 ? '' : `${words.rests}: ${pins.map(({ clauseId }) => clauseName(clauseId)).join(' / ')}`} ${reason ?? ''}</p>
    <form method="post" action="/training/answers/${encodeURIComponent(id)}/decide" class="reason">
      ${tokenField(formToken)}
      <label>${words.reason} <input name="reason" maxlength="500" autocomplete="off" /></label>
      ${button('approved', words.approve)} ${button('rejected', words.reject)}
    </form>
  </li>`;
}
