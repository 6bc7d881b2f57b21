import { html } from 'hono/html';
import type { TrainingEventKind } from '../../../src/domain/training-event.ts';
import type { EventReport } from '../../../src/training/before-after.ts';
import { type Html, tokenField } from '../layout.ts';
import type { OutcomeWords } from './outcome-words.ts';

export const KINDS: readonly TrainingEventKind[] = ['course', 'revision', 'notice'];

/** What a page of events shows. */
export interface EventsView {
  readonly reports: readonly EventReport[];
  readonly smallest: number;
  readonly formToken: string;
  readonly title: string;
  /** Why an event could not be kept. */
  readonly problem: string | null;
  readonly words: OutcomeWords;
}

/** Events with what they changed, latest first, and the form for a new one. Pure. */
export function eventsPage(view: EventsView): Html {
  const { reports, title, words } = view;
  return html`<h1>${title}</h1>
    ${reports.length === 0 ? html`<p>${words.events.none}</p>` : ''}
    ${[...reports].reverse().map((report) => section(report, view))}
    ${reports.length === 0 ? '' : html`<p class="note">${words.events.method}</p>`}
    ${form(view)}`;
}

function section(
  { event, days, effects, hidden }: EventReport,
  { smallest, formToken, words }: EventsView,
): Html {
  const { events } = words;
  const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '∞');
  return html`<section>
    <h2>${event.at.slice(0, 10)} <span class="kind">${events.kinds[event.kind]}</span> ${event.title}</h2>
    <p class="source">${events.window(days)} · ${event.departments.join(', ') || events.all}</p>
    ${
      effects.length === 0
        ? html`<p>${events.findings.too_little}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="${event.title}"><table>
            <thead><tr>${events.heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
            <tbody>${effects.map(
              ({ department, before, after, ratio, finding }) => html`<tr>
                <th scope="row">${department ?? events.all}</th><td>${before.events}/${before.exposure}</td><td>${after.events}/${after.exposure}</td>
                <td>${ratio.ratio === null ? '–' : `${figure(ratio.ratio)} (${figure(ratio.low)}–${figure(ratio.high)})`}</td><td>${events.findings[finding]}</td>
              </tr>`,
            )}</tbody>
          </table></div>`
    }
    ${hidden > 0 ? html`<p class="note">${events.hidden(hidden, smallest)}</p>` : ''}
    <form method="post" action="/training/events/${encodeURIComponent(event.id)}/delete">${tokenField(formToken)}<button class="plain" aria-label="${events.delete}: ${event.title}">${events.delete}</button></form>
  </section>`;
}

function form({ formToken, problem, words: { events } }: EventsView): Html {
  return html`<h2>${events.add}</h2>
    ${problem === null ? '' : html`<p role="alert" class="problem">${problem}</p>`}
    <form method="post" action="/training/events" class="stacked">
      ${tokenField(formToken)}
      <label>${events.kind} <select name="kind">${KINDS.map((kind) => html`<option value="${kind}">${events.kinds[kind]}</option>`)}</select></label>
      <label>${events.title} <input name="title" maxlength="200" required autocomplete="off" /></label>
      <label>${events.day} <input name="day" type="date" required /></label>
      <label>${events.clauses} <textarea name="clauses" rows="2" required></textarea></label>
      <label>${events.departments} <textarea name="departments" rows="2"></textarea></label>
      <button class="primary">${events.save}</button>
    </form>`;
}
