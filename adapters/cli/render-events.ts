import type { TrainingEvent } from '../../src/domain/training-event.ts';
import type { EventEffect, EventReport } from '../../src/training/before-after.ts';
import { columns } from './columns.ts';
import type { GapView } from './render-gaps.ts';
import { printable } from './terminal.ts';
import { type TrainingWords, trainingWords } from './training-words.ts';

type EventView = Pick<GapView, 'language' | 'layout' | 'smallestGroup'>;

/** Events a line each: id, day, kind, title, clauses, departments. Pure. */
export function renderEvents(events: readonly TrainingEvent[], { language }: EventView): string {
  const words = trainingWords(language);
  if (events.length === 0) return words.event.none;
  return columns(
    events.map(({ id, at, kind, title, clauseIds, departments }) => [
      printable(id),
      at.slice(0, 10),
      words.event.kinds[kind],
      printable(title),
      printable(clauseIds.join(' ')),
      printable(departments.join(', ') || words.event.all),
    ]),
  );
}

/** What events changed: a table for each, and how to read the figures. Pure. */
export function renderEffects(reports: readonly EventReport[], view: EventView): string {
  const words = trainingWords(view.language);
  if (reports.length === 0) return words.event.none;
  return [...reports.map((report) => renderReport(report, view, words)), words.event.method].join('\n\n');
}

function renderReport(
  { event, days, effects, hidden }: EventReport,
  view: EventView,
  words: TrainingWords,
): string {
  const { style } = view.layout;
  const head = `${event.at.slice(0, 10)} ${words.event.kinds[event.kind]} ${event.title} (${words.event.window(days)})`;
  return [
    style.bold(printable(head)),
    effects.length === 0
      ? words.event.findings.too_little
      : columns([[...words.event.heads], ...effects.map((effect) => effectRow(effect, words))], [1, 2]),
    ...(hidden > 0 ? [words.event.hidden(hidden, view.smallestGroup)] : []),
  ].join('\n');
}

function effectRow(
  { department, before, after, ratio, finding }: EventEffect,
  words: TrainingWords,
): string[] {
  const { low, high } = ratio;
  const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : '∞');
  return [
    printable(department ?? words.event.all),
    `${before.events}/${before.exposure}`,
    `${after.events}/${after.exposure}`,
    ratio.ratio === null ? '–' : `${figure(ratio.ratio)} (${figure(low)}–${figure(high)})`,
    words.event.findings[finding],
  ];
}
