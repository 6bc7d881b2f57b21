import type { Mark, Style } from './mark.ts';
import type { SourceLine } from './source-line.ts';

/** A line with every reading of its start as a number. */
export interface MarkedLine extends SourceLine {
  readonly marks: readonly Mark[];
}

/** Where a number belongs: the open clauses to keep, and the style it is read in. */
export interface Placement {
  readonly mark: Mark;
  readonly style: Style;
  /** How many of the open clauses, outermost first, stay open; the last of them becomes the parent. */
  readonly keep: number;
}

/** What is known around a line when its number is placed. */
export interface Surroundings {
  readonly lines: readonly MarkedLine[];
  readonly index: number;
  /** True when a caption stands above the line. */
  readonly captioned: boolean;
  /** Last value of each style in the current namespace, open or closed. */
  readonly seen: ReadonlyMap<Style, readonly number[]>;
}

/** A placement and how good it is. */
export interface Fit extends Placement {
  readonly score: number;
}

/** Scores of the ways a number can fit, best first. What continues a series outranks what opens one. */
export const SCORE = {
  namespace: 100,
  ranked: 95,
  paragraph: 90,
  next: 80,
  sameLook: 6,
  sameForm: 4,
  sameIndent: 3,
  child: 75,
  later: 65,
  first: 60,
  orphanHeading: 55,
  nestedAgain: 50,
  runOn: 48,
  restart: 45,
  orphan: 44,
  gap: 40,
  again: 35,
} as const;

/** How many lines ahead a doubtful number is checked against. */
const LOOKAHEAD = 40;

/** True when the first number ahead that `concerns` the question also `answers` it. */
export function aheadIs(
  around: Surroundings,
  concerns: (mark: Mark) => boolean,
  answers: (mark: Mark) => boolean,
): boolean {
  const end = Math.min(around.lines.length, around.index + 1 + LOOKAHEAD);
  for (let index = around.index + 1; index < end; index += 1) {
    const marks = around.lines[index]?.marks ?? [];
    if (marks.some(concerns)) return marks.some((mark) => concerns(mark) && answers(mark));
  }
  return false;
}
