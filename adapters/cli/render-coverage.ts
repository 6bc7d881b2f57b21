import type { CoverageReport } from '../../src/training/coverage.ts';
import { localDay } from '../../src/training/days.ts';
import { gapWords } from '../../src/training/gap-words.ts';
import { columns } from './columns.ts';
import { departmentText, type GapView } from './render-gaps.ts';
import { printable } from './terminal.ts';
import { trainingWords } from './training-words.ts';
import { beginning } from './wrap.ts';

/** Columns of a clause's name where nothing is wrapped. */
const NAME = 60;
/** Columns that the figures of a row take. */
const FIGURES = 48;

/** A table of clauses, most asked first, then those nobody asked about. Pure. */
export function renderCoverage(
  { questions, clauses, neverAsked }: CoverageReport,
  { departments, ...view }: Omit<GapView, 'smallestGroup'> & { readonly departments: boolean },
): string {
  const words = trainingWords(view.language);
  const say = gapWords(view.language);
  const width = Math.max(20, Math.min(view.layout.width - FIGURES, NAME));
  const shown = clauses.slice(0, view.limit);
  const rows = shown.map((clause) => [
    beginning(printable(`${say.clause(clause)}${clause.inForce ? '' : words.coverage.gone}`), width),
    ...[clause.asked, clause.answered, clause.withheld, clause.disliked, clause.people].map(String),
    ...(departments ? [printable(departmentText(clause.departments, words))] : []),
  ]);
  const heads = [...words.coverage.heads, ...(departments ? [words.gaps.departments] : [])];
  const table = columns([heads, ...rows], [1, 2, 3, 4, 5]).split('\n');
  const rest = clauses.length - shown.length;
  const never = neverAsked
    .slice(0, view.limit)
    .map((clause) => `  ${beginning(printable(say.clause(clause)), NAME * 2)}`);
  const neverRest = neverAsked.length - never.length;
  return [
    questions === 0
      ? words.gaps.empty(localDay(view.since))
      : words.coverage.summary(questions, clauses.length),
    ...(rows.length === 0 ? [] : ['', view.layout.style.bold(table[0] ?? ''), ...table.slice(1)]),
    ...(rest > 0 ? [words.coverage.more(rest)] : []),
    '',
    words.coverage.never(neverAsked.length),
    ...never,
    ...(neverRest > 0 ? [words.coverage.more(neverRest)] : []),
  ].join('\n');
}
