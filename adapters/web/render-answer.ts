import { html } from 'hono/html';
import type { Answer, Citation } from '../../src/domain/answer.ts';
import type { FeedbackReason } from '../../src/domain/question-record.ts';
import { clausePage } from '../clause-page.ts';
import { type Html, tokenField } from './layout.ts';
import type { WebWords } from './words.ts';
import { webWords } from './words-of.ts';

/** What has been done with an answer in this browser. */
export interface AnswerState {
  /** The clause of a citation with what stands around it; null where the person may not read it, or it is gone. */
  readonly inPlace: (citation: Citation) => Html | null;
  readonly recordId: string;
  readonly formToken: string;
  /** What was just done with it. */
  readonly done: Done | null;
}

/** What can come of a form below an answer; `alone`: nobody takes questions over from here. */
export type Done = 'thanks' | 'sent' | 'alone';

const REASONS: readonly FeedbackReason[] = [
  'wrong_clause',
  'wrong_verdict',
  'unclear',
  'incomplete',
  'other',
];

/** An answer in the words of its language: verdict first, then what it rests on, then what to do. Pure. */
export function renderAnswer(answer: Answer, state: AnswerState, page: WebWords): Html {
  const say = webWords(answer.language);
  const [mark, label] = say.verdicts[answer.verdict];
  return html`<article class="answer ${answer.verdict}" lang="${answer.language}">
    ${answer.urgent ? contact(answer, say.answer.contactFirst) : ''}
    <h3><span class="mark" aria-hidden="true">${mark}</span> ${label}</h3>
    <p class="sentence">${answer.text}</p>
    ${answer.writer === 'model' ? html`<p class="note">${say.answer.byModel}</p>` : ''}
    ${answer.approved ? html`<p class="note">${say.answer.approved}</p>` : ''}
    ${
      answer.conditions.length + Number(answer.approver !== null) === 0
        ? ''
        : html`<dl>
            ${answer.conditions.map((condition) => html`<dt>${say.answer.conditions}</dt><dd>${condition}</dd>`)}
            ${answer.approver === null ? '' : html`<dt>${say.answer.approver}</dt><dd>${answer.approver}</dd>`}
          </dl>`
    }
    ${answer.citations.map((citation) => quoted(citation, state.inPlace(citation), say))}
    ${(answer.upcoming ?? []).map(
      ({ clause, effectiveDate, version }) =>
        html`<p class="note">${say.answer.upcoming(clause, effectiveDate, version)}</p>`,
    )}
    ${answer.next === null ? '' : html`<p><strong>${say.answer.next}</strong> ${answer.next}</p>`}
    ${answer.urgent ? '' : contact(answer, say.answer.contact)}
    ${related(answer, say)} ${actions(answer, state, page)}
  </article>`;
}

function quoted(citation: Citation, inPlace: Html | null, say: WebWords): Html {
  return html`<figure>
    <figcaption><a href="${clausePage('', citation)}">${nameOf(citation)}</a> <span class="source">${citation.documentTitle} ${say.answer.version(citation.version, citation.page)}</span></figcaption>
    <blockquote>${citation.quote}</blockquote>
    ${inPlace === null ? '' : html`<details class="in-place"><summary>${say.answer.inPlace}</summary>${inPlace}</details>`}
  </figure>`;
}

function nameOf({ clause, title }: Citation): string {
  return title === '' || title === clause ? clause : `${clause} ${title}`;
}

function contact({ contact: card }: Answer, label: string): Html {
  if (card === null) return html``;
  return html`<p class="contact"><strong>${label}</strong> ${card.name}${card.reach === null ? '' : ` · ${card.reach}`}</p>`;
}

function related({ related: near }: Answer, say: WebWords): Html {
  if (near.length === 0) return html``;
  return html`<details>
    <summary>${say.answer.related}</summary>
    <ul>
      ${near.map(
        (citation) =>
          html`<li><a href="${clausePage('', citation)}">${nameOf(citation)}</a> <span class="source">${citation.documentTitle}</span> ${citation.quote}</li>`,
      )}
    </ul>
  </details>`;
}

function actions(
  { contact: card }: Answer,
  { recordId, formToken, done }: AnswerState,
  page: WebWords,
): Html {
  const { feedback, escalate } = page;
  const fields = html`${tokenField(formToken)}<input type="hidden" name="record" value="${recordId}" />`;
  return html`<footer lang="${page.language}">
    ${done === null ? '' : html`<p role="status" class="status">${said(done, card, page)}</p>`}
    <fieldset>
      <legend>${feedback.legend}</legend>
      <form method="post" action="/feedback">
        ${fields}
        <button name="helpful" value="yes">${feedback.helpful}</button>
      </form>
      <details>
        <summary class="button">${feedback.unhelpful}</summary>
        <form method="post" action="/feedback" class="reason">
          ${fields}
          <label>${feedback.why} <select name="reason">${REASONS.map((reason) => html`<option value="${reason}">${feedback.reasons[reason]}</option>`)}</select></label>
          <label>${feedback.comment} <input name="comment" maxlength="500" autocomplete="off" /></label>
          <button name="helpful" value="no">${feedback.send}</button>
        </form>
      </details>
      ${card === null ? '' : html`<form method="post" action="/escalate">${fields}<button>${escalate.ask}</button></form>`}
    </fieldset>
  </footer>`;
}

function said(done: Done, card: Answer['contact'], { feedback, escalate }: WebWords): string {
  if (done === 'thanks') return feedback.thanks;
  if (done === 'sent') return escalate.sent;
  if (card === null) return escalate.nobody;
  return escalate.alone(card.reach === null ? card.name : `${card.name} (${card.reach})`);
}
