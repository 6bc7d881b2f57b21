import type { Citation } from '../../src/domain/answer.ts';
import {
  type CheckedAnswer,
  inventedPermission,
  misquoted,
  missedClause,
  missedProhibition,
  wrongApprover,
  wrongVerdict,
} from '../../src/evaluation/figures.ts';
import { printable } from './terminal.ts';
import type { Fault, Words } from './words.ts';

/** Figures as aligned lines: shares with three decimals, counts whole, "–" where nothing bears on one. Pure. */
export function renderFigures(figures: object): string {
  const rows = figureRows(figures);
  const widest = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(widest)}  ${value}`).join('\n');
}

/** Names and values of figures as they are printed; a group is spread over a row for each of its parts. */
export function figureRows(figures: object): [string, string][] {
  return Object.entries(figures).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([part, inner]) => [`${name}.${part}`, figure(inner)])
      : [[name, figure(value)]],
  );
}

function figure(value: unknown): string {
  if (typeof value !== 'number') return '–';
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}

/** The questions that fell short, worst first, each with what was expected and what was found. Pure. */
export function renderFailing(all: readonly CheckedAnswer[], { evaluation: say }: Words): string {
  const failing = all
    .map((checked) => ({ checked, faults: faultsOf(checked) }))
    .filter(({ faults }) => faults.length > 0)
    .sort((a, b) => severity(a.faults) - severity(b.faults));
  if (failing.length === 0) return say.none;
  const blocks = failing.map(({ checked: { question, answer }, faults }) =>
    [
      `${question.id}  ${printable(question.question)}`,
      `  ${faults.map((fault) => say.faults[fault]).join(', ')}`,
      `  ${say.expected}: ${[...question.accept].join(' / ')}${list(question.gold)}${approver(question.approver)}`,
      `  ${say.found}: ${answer.verdict}${list(labels(answer.citations))}${list(labels(answer.related), '~')}${approver(answer.approver)}`,
    ].join('\n'),
  );
  return [say.failing(failing.length, all.length), ...blocks].join('\n\n');
}

/** Worst first, as the failing questions are sorted. */
const FAULTS: readonly (readonly [Fault, (checked: CheckedAnswer) => boolean])[] = [
  ['invented', inventedPermission],
  ['missed', missedProhibition],
  ['quote', misquoted],
  ['verdict', wrongVerdict],
  ['approver', wrongApprover],
  ['clause', missedClause],
];

function faultsOf(checked: CheckedAnswer): Fault[] {
  return FAULTS.filter(([, test]) => test(checked)).map(([fault]) => fault);
}

const severity = ([worst]: readonly Fault[]) => FAULTS.findIndex(([fault]) => fault === worst);

const labels = (citations: readonly Citation[]) => citations.map(({ clause }) => clause);
const list = (items: readonly string[], mark = '') =>
  items.length === 0 ? '' : ` ${mark}[${items.join(', ')}]`;
const approver = (name: string | null) => (name === null ? '' : ` (${printable(name)})`);
