import { html } from 'hono/html';
import type { Language } from '../../../src/domain/policy.ts';
import type { CoverageReport } from '../../../src/training/coverage.ts';
import type { Html } from '../layout.ts';
import type { DeskWords } from './desk-words.ts';
import { clauseLink } from './gaps-page.ts';

/** Clauses by how often they were asked about, then those nobody asked about. Pure. */
export function coveragePage(
  { questions, clauses, neverAsked }: CoverageReport,
  { language, smallest, words }: { language: Language; smallest: number; words: DeskWords },
): Html {
  const { figures, coverage } = words;
  const heads = [figures.questions, figures.answered, figures.withheld, coverage.disliked, figures.people];
  return html`<h1>${words.nav.coverage}</h1>
    <p>${coverage.summary(questions, clauses.length)}</p>
    <div class="scroll" tabindex="0" role="region" aria-label="${words.nav.coverage}"><table>
      <thead><tr><th scope="col">${coverage.clause}</th>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead>
      <tbody>
        ${clauses.map(
          (clause) => html`<tr>
            <th scope="row">${clauseLink(clause, language)}${clause.inForce ? '' : coverage.gone}</th>
            ${[clause.asked, clause.answered, clause.withheld, clause.disliked, clause.people < smallest ? words.fewer(smallest) : clause.people].map((figure) => html`<td class="number">${figure}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table></div>
    <h2>${coverage.never(neverAsked.length)}</h2>
    <ul>${neverAsked.map((clause) => html`<li>${clauseLink(clause, language)}</li>`)}</ul>`;
}
