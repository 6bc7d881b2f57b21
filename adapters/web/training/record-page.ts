import { html } from 'hono/html';
import type { LoggedQuestion, ReviewFinding } from '../../../src/domain/question-record.ts';
import { clausePage } from '../../clause-page.ts';
import { type Html, tokenField } from '../layout.ts';
import type { WebWords } from '../words.ts';
import type { DeskWords } from './desk-words.ts';
import { outcomeWords } from './outcome-words.ts';
import { VERDICTS } from './question-filter.ts';
import { departmentOf, verdictOf } from './questions-page.ts';

/** What a record is shown with. */
export interface RecordView {
  /** Departments that must not be shown. */
  readonly small: ReadonlySet<string>;
  /** Whether the answer rests on documents that the person at the desk may not read. */
  readonly restricted: boolean;
  readonly formToken: string;
  readonly saved: boolean;
  readonly say: WebWords;
  readonly words: DeskWords;
}

export const FINDINGS: readonly ReviewFinding[] = [
  'correct',
  'wrong_clause',
  'wrong_verdict',
  'should_have_abstained',
  'should_have_answered',
];

/** One question with its answer, what was said about it, and the form to review it. Pure. */
export function recordPage(record: LoggedQuestion, view: RecordView): Html {
  const { small, restricted, words, say, saved } = view;
  const { feedback, escalation, failure } = record;
  const rows: readonly (readonly [string, string | null])[] = [
    [words.record.asked, record.askedAt.slice(0, 16).replace('T', ' ')],
    [words.filter.channel, record.channel],
    [words.department, departmentOf(record, small, words)],
    [words.filter.verdict, verdictOf(record, say, words)],
    ...feedback.map(({ helpful, reason, comment }) => {
      const said = [helpful ? words.figures.helpful : words.figures.unhelpful];
      if (reason !== null) said.push(say.feedback.reasons[reason]);
      if (comment !== null) said.push(comment);
      return [words.record.feedback, said.join(' · ')] as const;
    }),
    [
      words.record.escalation,
      escalation === null ? null : [escalation.status, escalation.reply].filter(Boolean).join(' · '),
    ],
    [words.record.failure, failure],
    [
      words.record.retrieved,
      restricted
        ? null
        : record.retrieved
            .slice(0, 5)
            .map(({ clauseId }) => clauseId)
            .join(', ') || null,
    ],
  ];
  return html`<h1 lang="${record.language}">${record.question ?? words.dropped}</h1>
    ${saved ? html`<p role="status" class="status">${words.record.saved}</p>` : ''}
    ${answerPart(record, view)}
    <dl>${rows.map(([name, value]) => (value === null ? '' : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>
    ${reviewForm(record, view)}
    ${record.question === null || view.restricted ? '' : proposeForm(record, view)}`;
}

/** What was answered; nothing of documents that the person at the desk may not read. Pure. */
export function answerPart(
  { answer, language }: LoggedQuestion,
  { restricted, words, say }: RecordView,
): Html {
  if (restricted) return html`<p class="note">${words.restricted}</p>`;
  if (answer === null) return html``;
  return html`<div class="answer ${answer.verdict}" lang="${language}">
    <p>${answer.text}</p>
    ${answer.citations.map(
      (citation) => html`<figure>
        <figcaption><a href="${clausePage('', citation)}">${citation.clause} ${citation.title}</a> <span class="source">${citation.documentTitle} ${say.answer.version(citation.version)}</span></figcaption>
        <blockquote>${citation.quote}</blockquote>
      </figure>`,
    )}
  </div>`;
}

function reviewForm({ id, review }: LoggedQuestion, { formToken, words, say }: RecordView): Html {
  const form = words.record;
  const option = (value: string, label: string, chosen: string | null) =>
    html`<option value="${value}" ${value === (chosen ?? '') ? html`selected` : ''}>${label}</option>`;
  return html`<h2>${form.review}</h2>
    <form method="post" action="/training/questions/${encodeURIComponent(id)}/review" class="stacked">
      ${tokenField(formToken)}
      <label>${form.finding} <select name="finding" required>${FINDINGS.map((finding) => option(finding, words.findings[finding], review?.finding ?? null))}</select></label>
      <label>${form.expectedVerdict} <select name="verdict">${option('', form.none, review?.expectedVerdict ?? null)}${VERDICTS.flatMap((verdict) => (verdict === 'failed' ? [] : [option(verdict, say.verdicts[verdict][1], review?.expectedVerdict ?? null)]))}</select></label>
      <label>${form.expectedClauses} <textarea name="clauses" rows="2">${(review?.expectedClauses ?? []).join('\n')}</textarea></label>
      <label>${form.note} <input name="note" maxlength="500" autocomplete="off" value="${review?.note ?? ''}" /></label>
      <button class="primary">${form.save}</button>
    </form>`;
}

function proposeForm({ id, answer, language }: LoggedQuestion, { formToken, say }: RecordView): Html {
  const words = outcomeWords(say.language).answers;
  return html`<h2>${words.propose}</h2>
    <p>${words.proposeHint}</p>
    <form method="post" action="/training/questions/${encodeURIComponent(id)}/propose" class="stacked">
      ${tokenField(formToken)}
      <label>${words.text} <textarea name="text" rows="3" maxlength="2000" required lang="${language}">${answer?.text ?? ''}</textarea></label>
      <button>${words.propose}</button>
    </form>`;
}
