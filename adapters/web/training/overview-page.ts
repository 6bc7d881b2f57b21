import { html } from 'hono/html';
import type { TrainingEvent } from '../../../src/domain/training-event.ts';
import type { DepartmentFigures } from '../../../src/training/small-groups.ts';
import type { Html } from '../layout.ts';
import { barChart } from './bar-chart.ts';
import type { DeskWords } from './desk-words.ts';
import { mondayOf, type WeeklyOverview } from './weekly-overview.ts';

const FIGURES = ['questions', 'answered', 'withheld', 'helpful', 'unhelpful', 'people'] as const;

/** The last weeks as pictures, and below them as one table; weeks with an event are marked. Pure. */
export function overviewPage(
  { weeks, departments }: WeeklyOverview,
  events: readonly TrainingEvent[],
  smallest: number,
  words: DeskWords,
): Html {
  const marks = new Map<string, string>();
  for (const { at, title } of events) {
    const monday = new Date(mondayOf(Date.parse(at))).toISOString().slice(0, 10);
    marks.set(monday, [marks.get(monday), title].filter(Boolean).join('、'));
  }
  const bars = (figure: (typeof FIGURES)[number]) =>
    weeks.map((week) => {
      const mark = marks.get(week.monday);
      return { label: week.monday, value: week[figure], ...(mark !== undefined && { mark }) };
    });
  return html`<h1>${words.nav.overview}</h1>
    <div class="charts">${FIGURES.map((figure) => barChart(words.figures[figure], bars(figure)))}</div>
    <div class="scroll" tabindex="0" role="region" aria-label="${words.nav.overview}"><table>
      <thead><tr><th scope="col">${words.week}</th>${FIGURES.map((figure) => html`<th scope="col" class="number">${words.figures[figure]}</th>`)}</tr></thead>
      <tbody>
        ${[...weeks].reverse().map(
          (week) => html`<tr>
            <th scope="row">${week.monday}${marks.has(week.monday) ? html` <span class="source">${marks.get(week.monday)}</span>` : ''}</th>
            ${FIGURES.map((figure) => html`<td class="number">${week[figure] ?? words.fewer(smallest)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table></div>
    ${departmentTable(departments, words)}`;
}

/** Departments with at least as many people as may be told of, the others together. Pure. */
export function departmentTable({ departments, others }: DepartmentFigures, words: DeskWords): Html {
  if (departments.length === 0 && others === null) return html``;
  const row = (name: string, people: number, questions: number) =>
    html`<tr><th scope="row">${name}</th><td class="number">${people}</td><td class="number">${questions}</td></tr>`;
  return html`<h2>${words.departments}</h2>
    <table>
      <thead><tr><th scope="col">${words.department}</th><th scope="col" class="number">${words.figures.people}</th><th scope="col" class="number">${words.figures.questions}</th></tr></thead>
      <tbody>
        ${departments.map(({ department, people, questions }) => row(department ?? words.noDepartment, people, questions))}
        ${others === null ? '' : row(words.others(others.departments), others.people, others.questions)}
      </tbody>
    </table>`;
}
