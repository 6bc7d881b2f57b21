import type { Language } from '../../src/domain/policy.ts';
import { localDay } from '../../src/training/days.ts';
import { digestWords } from '../../src/training/digest-words.ts';
import type { Gap, GapReport } from '../../src/training/gap.ts';
import { gapWords } from '../../src/training/gap-words.ts';
import type { DepartmentFigures } from '../../src/training/small-groups.ts';
import type { Layout } from './render-answer.ts';
import { printable } from './terminal.ts';
import { type TrainingWords, trainingWords } from './training-words.ts';
import { wrap } from './wrap.ts';

/** What a rendering of gaps is told. */
export interface GapView {
  readonly language: Language;
  readonly layout: Layout;
  readonly limit: number;
  /** From when on the log was read, an ISO timestamp. */
  readonly since: string;
  readonly smallestGroup: number;
}

/** Gaps one below the other, highest priority first: what, how many, why, where, and what to do. Pure. */
export function renderGaps(report: GapReport, view: GapView): string {
  const words = trainingWords(view.language);
  const { gaps, hidden, questions, people, since } = report;
  const blocks = gaps.slice(0, view.limit).map((gap, place) => renderGap(gap, place + 1, view, words));
  return [
    questions === 0
      ? words.gaps.empty(localDay(view.since))
      : gaps.length === 0
        ? words.gaps.none
        : words.gaps.summary(gaps.length, questions, people, localDay(since)),
    ...blocks,
    ...(hidden > 0 ? [words.gaps.hidden(hidden, view.smallestGroup)] : []),
  ].join('\n\n');
}

function renderGap(gap: Gap, place: number, { language, layout }: GapView, words: TrainingWords): string {
  const { style, width } = layout;
  const say = gapWords(language);
  const line = (name: string, text: string) =>
    wrap(`${name}: ${printable(text)}`, width - 3).map((each) => `   ${each}`);
  const others = gap.samples.slice(1, 4).map(digestWords(language).question);
  const departments = departmentText(gap.departments, words);
  return [
    ...wrap(`${place}. ${printable(gap.name ?? words.gaps.noWording)}`, width).map(style.bold),
    `   ${say.types[gap.type]} · ${say.statuses[gap.status]} · ${words.gaps.counts(gap.people, gap.questions)}  ${style.cyan(sparkline(gap.weeks))}`,
    ...gap.evidence
      .flatMap((evidence) => wrap(say.evidence(evidence), width - 3))
      .map((each) => `   ${each}`),
    ...(gap.clauses.length === 0 ? [] : line(words.gaps.clauses, gap.clauses.map(say.clause).join(' / '))),
    ...(others.length === 0 ? [] : line(words.gaps.alsoAsked, others.join(' '))),
    ...(departments === '' ? [] : line(words.gaps.departments, departments)),
    ...line(words.gaps.next, say.step(gap.step)).map(style.green),
  ].join('\n');
}

/** Departments with their people, the hidden ones together. */
export function departmentText({ departments, others }: DepartmentFigures, words: TrainingWords): string {
  const shown = departments.map(({ department, people }) =>
    words.gaps.peopleOf(department ?? words.gaps.noDepartment, people),
  );
  const rest =
    others === null ? [] : [words.gaps.peopleOf(words.gaps.others(others.departments), others.people)];
  return [...shown, ...rest].join(words.gaps.comma);
}

const BARS = '▁▂▃▄▅▆▇█';

/** Figures as bars of height 1–8 in one line; a dot stands for none. */
function sparkline(figures: readonly number[]): string {
  const most = Math.max(...figures, 1);
  return figures
    .map((figure) => (figure === 0 ? '·' : BARS[Math.max(0, Math.ceil((figure / most) * BARS.length) - 1)]))
    .join('');
}
