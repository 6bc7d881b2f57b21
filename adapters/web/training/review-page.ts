import { html } from 'hono/html';
import type { LoggedQuestion } from '../../../src/domain/question-record.ts';
import { type Html, tokenField } from '../layout.ts';
import type { WebWords } from '../words.ts';
import type { DeskWords } from './desk-words.ts';
import { VERDICTS } from './question-filter.ts';
import { answerPart, FINDINGS, type RecordView } from './record-page.ts';
import type { WorkWords } from './work-words.ts';

/** What the queue shows. */
export interface ReviewQueue {
  /** The next one to look at; null where nothing waits. */
  readonly record: LoggedQuestion | null;
  /** Whether it is there since somebody minded the answer. */
  readonly isDisliked: boolean;
  /** Where the one after it stands; null where it is the last. */
  readonly skip: string | null;
  readonly view: RecordView;
}

/** One answer after the other, each judged by one key or one click. Works without scripts. Pure. */
export function reviewPage({ record, isDisliked, skip, view }: ReviewQueue, words: WorkWords): Html {
  const { review } = words;
  const saved =
    view.saved && record !== null ? html`<p role="status" class="status">${review.saved}</p>` : '';
  if (record === null) return html`<h1>${review.title}</h1><p role="status">${review.none}</p>`;
  const { feedback } = record;
  const comments = feedback.filter(({ helpful }) => !helpful);
  return html`<h1>${review.title}</h1>
    ${saved}
    <p class="source">${isDisliked ? review.disliked : review.rest}</p>
    <h2 lang="${record.language}">${record.question ?? view.words.dropped}</h2>
    ${answerPart(record, view)}
    ${comments.map(({ reason, comment }) => html`<p><strong>${view.words.figures.unhelpful}</strong> ${[reason === null ? null : view.say.feedback.reasons[reason], comment].filter(Boolean).join(' · ')}</p>`)}
    ${judging(record, view, words)}
    <p class="row">
      ${skip === null ? '' : html`<a class="button" href="${skip}" data-key="n">${review.skip}</a>`}
      <a href="/training/questions/${encodeURIComponent(record.id)}" data-key="o">${review.open}</a>
    </p>
    <p class="note">${review.keys}</p>`;
}

function judging({ id }: LoggedQuestion, { formToken, words, say }: RecordView, { review }: WorkWords): Html {
  const { record: form } = words;
  return html`<form method="post" action="/training/questions/${encodeURIComponent(id)}/review">
    ${tokenField(formToken)}<input type="hidden" name="next" value="queue" />
    <fieldset class="judge"><legend>${review.judge}</legend>
      ${FINDINGS.map((finding, place) => html`<button name="finding" value="${finding}" data-key="${place + 1}"><kbd>${place + 1}</kbd> ${words.findings[finding]}</button>`)}
    </fieldset>
    <details><summary>${review.more}</summary><div class="stacked">${expected(form, say)}</div></details>
  </form>`;
}

function expected(form: DeskWords['record'], say: WebWords): Html {
  return html`<label>${form.expectedVerdict} <select name="verdict"><option value="">${form.none}</option>${VERDICTS.flatMap((verdict) => (verdict === 'failed' ? [] : [html`<option value="${verdict}">${say.verdicts[verdict][1]}</option>`]))}</select></label>
    <label>${form.expectedClauses} <textarea name="clauses" rows="2"></textarea></label>
    <label>${form.note} <input name="note" maxlength="500" autocomplete="off" /></label>`;
}
