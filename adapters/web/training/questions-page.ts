import { html } from 'hono/html';
import type { LogPage } from '../../../src/domain/question-log.ts';
import type { LoggedQuestion } from '../../../src/domain/question-record.ts';
import { shownDepartment } from '../../log-export.ts';
import type { Html } from '../layout.ts';
import type { WebWords } from '../words.ts';
import type { DeskWords } from './desk-words.ts';
import { CHANNELS, VERDICTS } from './question-filter.ts';

/** What a list of questions is shown with. */
export interface QuestionsView {
  /** The filter as it stands in the address. */
  readonly query: URLSearchParams;
  /** Departments that must not be shown. */
  readonly small: ReadonlySet<string>;
  readonly say: WebWords;
  readonly words: DeskWords;
}

/** Questions, newest first, with the form that narrows them. Nobody learns from it who asked. Pure. */
export function questionsPage({ records, next }: LogPage, view: QuestionsView): Html {
  const { query, words } = view;
  const following = new URLSearchParams(query);
  if (next !== null) following.set('after', next);
  const exported = new URLSearchParams(query);
  exported.delete('after');
  return html`<h1>${words.nav.questions}</h1>
    ${filterForm(view)}
    <p><a href="/training/questions.csv?${exported}" download>${words.filter.csv}</a></p>
    ${records.length === 0 ? html`<p role="status">${words.noRecords}</p>` : ''}
    <ol class="records">${records.map((record) => item(record, view))}</ol>
    ${next === null ? '' : html`<p><a href="/training/questions?${following}">${words.filter.next}</a></p>`}`;
}

function item(record: LoggedQuestion, { small, say, words }: QuestionsView): Html {
  const department = departmentOf(record, small, words);
  const [up, down] = [true, false].map(
    (helpful) => record.feedback.filter((one) => one.helpful === helpful).length,
  );
  return html`<li>
    <a href="/training/questions/${encodeURIComponent(record.id)}">${record.question ?? words.dropped}</a>
    <p class="source">${[
      record.askedAt.slice(0, 16).replace('T', ' '),
      verdictOf(record, say, words),
      record.channel,
      department,
      up ? `${words.figures.helpful} ${up}` : null,
      down ? `${words.figures.unhelpful} ${down}` : null,
      record.outdated === undefined ? null : words.filter.outdated,
      record.review === null ? null : words.findings[record.review.finding],
    ]
      .filter((detail) => detail !== null)
      .join(' · ')}</p>
  </li>`;
}

/** The verdict in words. */
export function verdictOf({ verdict }: LoggedQuestion, say: WebWords, words: DeskWords): string {
  return verdict === 'failed' ? words.filter.failed : say.verdicts[verdict].join(' ');
}

/** The department in words, hidden where it would point to a person; null where none is known. */
export function departmentOf(
  record: LoggedQuestion,
  small: ReadonlySet<string>,
  words: DeskWords,
): string | null {
  return record.department === null ? null : (shownDepartment(record, small) ?? words.hidden);
}

function filterForm({ query, say, words: { filter, department } }: QuestionsView): Html {
  const input = (name: string, label: string, type: string) =>
    html`<label>${label} <input type="${type}" name="${name}" value="${query.get(name) ?? ''}" /></label>`;
  const option = (value: string, label: string, chosen: string | null) =>
    html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${label}</option>`;
  const check = (name: string, label: string) =>
    html`<label class="check"><input type="checkbox" name="${name}" ${query.has(name) ? html`checked` : ''} /> ${label}</label>`;
  return html`<form method="get" action="/training/questions" class="filter" aria-label="${filter.legend}">
    ${input('text', filter.text, 'search')} ${input('since', filter.since, 'date')} ${input('until', filter.until, 'date')} ${input('department', department, 'text')} ${input('clause', filter.clause, 'text')}
    <label>${filter.channel} <select name="channel">${option('', filter.any, null)}${CHANNELS.map((name) => option(name, name, query.get('channel')))}</select></label>
    <label>${filter.verdict} <select name="verdict">${option('', filter.any, null)}${VERDICTS.map((name) => option(name, name === 'failed' ? filter.failed : say.verdicts[name][1], query.get('verdict')))}</select></label>
    ${check('disliked', filter.disliked)} ${check('unreviewed', filter.unreviewed)} ${check('outdated', filter.onlyOutdated)}
    <button>${filter.apply}</button>
  </form>`;
}
