import { html } from 'hono/html';
import type { Language } from '../../../src/domain/policy.ts';
import type { ClauseName } from '../../../src/training/clause-directory.ts';
import { DAY_MS } from '../../../src/training/days.ts';
import type { Gap, GapReport } from '../../../src/training/gap.ts';
import { gapWords } from '../../../src/training/gap-words.ts';
import type { Html } from '../layout.ts';
import { barChart } from './bar-chart.ts';
import type { DeskWords } from './desk-words.ts';
import { departmentTable } from './overview-page.ts';
import { workWords } from './work-words.ts';

/** What is missing, highest priority first. `query` is kept in the addresses of the gaps. Pure. */
export function gapsPage(
  report: GapReport,
  {
    query,
    smallest,
    language,
    words,
    closed,
  }: {
    query: string;
    smallest: number;
    language: Language;
    words: DeskWords;
    /** Ids of gaps that a trainer took for closed and nobody has shown since. */
    closed: ReadonlySet<string>;
  },
): Html {
  const say = gapWords(language);
  const work = workWords(language);
  const { gaps, questions, people, since, hidden } = report;
  const open = gaps.filter(({ id }) => !closed.has(id));
  const settled = gaps.filter(({ id }) => closed.has(id));
  const list = (some: readonly Gap[]) =>
    html`<ol class="gaps">${some.map(
      (gap) => html`<li>
      <h2><a href="/training/gaps/${encodeURIComponent(gap.id)}${query}">${gap.name ?? words.dropped}</a></h2>
      <p><span class="kind">${say.types[gap.type]}</span> <span class="kind">${say.statuses[gap.status]}</span> ${words.gaps.counts(gap.people, gap.questions)}</p>
      <p><strong>${words.gaps.next}</strong> ${say.step(gap.step)}</p>
    </li>`,
    )}</ol>`;
  return html`<h1>${words.nav.gaps}</h1>
    <p>${gaps.length === 0 ? words.gaps.none : words.gaps.summary(gaps.length, questions, people, since.slice(0, 10))}</p>
    ${hidden > 0 ? html`<p class="note">${words.gaps.hidden(hidden, smallest)}</p>` : ''}
    ${list(open)}
    ${settled.length === 0 ? '' : html`<details><summary>${work.gap.settled(settled.length)}</summary>${list(settled)}</details>`}`;
}

/** One gap: why it is one, whom it concerns, how it was asked, and what would close it. Pure. */
export function gapPage(
  gap: Gap,
  { until, language, words, care }: { until: string; language: Language; words: DeskWords; care: Html },
): Html {
  const say = gapWords(language);
  const weeks = gap.weeks.map((value, place) => ({
    label: new Date(Date.parse(until) - (gap.weeks.length - place) * 7 * DAY_MS).toISOString().slice(0, 10),
    value,
  }));
  return html`<h1>${gap.name ?? words.dropped}</h1>
    <p><span class="kind">${say.types[gap.type]}</span> <span class="kind">${say.statuses[gap.status]}</span> ${words.gaps.counts(gap.people, gap.questions)} <span class="source">${gap.firstAsked.slice(0, 10)} – ${gap.lastAsked.slice(0, 10)}</span></p>
    <p><strong>${words.gaps.next}</strong> ${say.step(gap.step)}</p>
    ${care}
    <h2>${words.gaps.why}</h2>
    <ul>${gap.evidence.map((evidence) => html`<li>${say.evidence(evidence)}</li>`)}</ul>
    ${barChart(words.gaps.course, weeks)}
    <details><summary>${words.gaps.course}</summary><table><tbody>${weeks.map(({ label, value }) => html`<tr><th scope="row">${label}</th><td class="number">${value}</td></tr>`)}</tbody></table></details>
    ${gap.clauses.length === 0 ? '' : html`<h2>${words.gaps.clauses}</h2><ul>${gap.clauses.map((clause) => html`<li>${clauseLink(clause, language)} <span class="source">${words.gaps.people(clause.people)}</span></li>`)}</ul>`}
    ${gap.samples.length === 0 ? '' : html`<h2>${words.gaps.wordings}</h2><ul>${gap.samples.map((sample) => html`<li>${sample}</li>`)}</ul>`}
    ${departmentTable(gap.departments, words)}
    <h2>${words.gaps.records}</h2>
    <ul>${gap.recordIds.map((id, place) => html`<li><a href="/training/questions/${encodeURIComponent(id)}">${words.record.title} ${place + 1}</a></li>`)}</ul>`;
}

/** A clause by its name, leading to the version in force. */
export function clauseLink(clause: ClauseName, language: Language): Html {
  const address = `/policies/${encodeURIComponent(clause.documentId)}#${encodeURIComponent(clause.label)}`;
  return html`<a href="${address}">${gapWords(language).clause(clause)}</a>`;
}
