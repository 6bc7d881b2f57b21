import { html } from 'hono/html';
import type { ClauseCoverage } from '../../../src/training/coverage.ts';
import type { Html } from '../layout.ts';
import type { WorkWords } from './work-words.ts';

/** How often the clauses of a document were asked about, to be shown beside them. */
export interface ClauseHeat {
  /** Class of a clause's section: `heat0` to `heat4`. */
  level(label: string): string;
  /** The number as text; empty for a clause that nobody asked about. */
  note(label: string): Html | '';
  readonly legend: Html;
}

/** Levels beside none. */
const LEVELS = 4;

/** Colours by the square root of the number, so that one clause that everybody asks about leaves the others apart. Pure. */
export function clauseHeat(
  coverage: readonly Pick<ClauseCoverage, 'documentId' | 'label' | 'asked' | 'withheld'>[],
  documentId: string,
  { heat }: WorkWords,
): ClauseHeat {
  const own = new Map(coverage.filter((one) => one.documentId === documentId).map((one) => [one.label, one]));
  const most = Math.max(1, ...[...own.values()].map(({ asked }) => asked));
  const levelOf = (asked: number) => (asked === 0 ? 0 : Math.ceil(Math.sqrt(asked / most) * LEVELS));
  return {
    level: (label) => `heat${levelOf(own.get(label)?.asked ?? 0)}`,
    note(label) {
      const found = own.get(label);
      if (found === undefined || found.asked === 0) return '';
      return html`<span class="asked">${heat.count(found.asked, found.withheld)}</span>`;
    },
    legend: html`<p class="legend">${heat.legend}: ${heat.levels.map((name, level) => html`<span class="swatch heat${level}">${name}</span>`)}</p>`,
  };
}
