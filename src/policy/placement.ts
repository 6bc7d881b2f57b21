import { headingDepth, isContainer, isHeadingLine, isNamespace, type OpenDraft, rankOf } from './draft.ts';
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

interface Fit extends Placement {
  readonly score: number;
}

const LOOKAHEAD = 40;
const MAX_DEPTH = 12;
const MAX_GAP = 30;

/** Scores of the ways a number can fit, best first. What continues a series outranks what opens one. */
const SCORE = {
  namespace: 100,
  ranked: 95,
  paragraph: 90,
  next: 80,
  sameLook: 6,
  sameForm: 4,
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

/** The best place for one of `marks` among the open clauses, or null where the line is ordinary text. */
export function place(
  open: readonly OpenDraft[],
  marks: readonly Mark[],
  line: SourceLine,
  around: Surroundings,
): Placement | null {
  let best: Fit | null = null;
  for (const mark of marks) {
    const fit = fitOf(open, mark, line, around);
    if (fit && (!best || fit.score > best.score)) best = fit;
  }
  if (best && marks.length > 1) best = preferAhead(best, open, marks, line, around);
  return best;
}

function fitOf(open: readonly OpenDraft[], mark: Mark, line: SourceLine, around: Surroundings): Fit | null {
  const rank = rankOf(mark.style);
  if (rank === 1) return namespaceFit(mark, line);
  if (rank !== null) return rankedFit(open, mark, rank, line, around);
  if (mark.weak && !isHeadingLine(line) && (!standsAlone(line, around) || counts(mark, line))) return null;
  const paragraph = paragraphFit(open, mark, line, around);
  const series =
    mark.style === 'decimal' ? decimalFit(open, mark, line, around) : seriesFit(open, mark, line, around);
  if (paragraph && series && series.score > SCORE.next + SCORE.sameForm && isHeadingLine(line)) return series;
  return paragraph ?? series;
}

/** "30 days", 「3 年」: a number that counts something. */
const COUNTS =
  /^(?:[a-z]|[年月日人名回件時分秒週階部枚円倍点つ](?:[^一-龠ァ-ヶ]|[以間未前後]|$)|[％%]|か月|ヶ月|箇所|以上|以下|種類)/;

function counts(mark: Mark, line: SourceLine): boolean {
  return mark.style === 'decimal' && COUNTS.test(line.text.slice(mark.length));
}

/** A bare number or letter needs its own block, or a finished sentence before it. */
function standsAlone(line: SourceLine, around: Surroundings): boolean {
  return (
    line.opensBlock || around.captioned || /[。．.）)：:]$/.test(around.lines[around.index - 1]?.text ?? '')
  );
}

function namespaceFit(mark: Mark, line: SourceLine): Fit | null {
  const rest = line.text.slice(mark.length);
  const apart = isHeadingLine(line) || line.opensBlock;
  if (mark.style === 'schedule') {
    const numbered = /[0-9A-Z]/.test(mark.printed) || /^[【〔［[]/.test(line.text);
    if (!apart || (!isHeadingLine(line) && !numbered && !/^別/.test(mark.printed))) return null;
    if (rest.length > 80 || /[。.;]$/.test(rest) || /^[のにをはがとで及又]/.test(rest)) return null;
  }
  if (mark.style === 'history' && !apart) return null;
  return { mark, style: mark.style, keep: 1, score: SCORE.namespace };
}

/** 編章節款目条 and their English counterparts: the rank decides the parent. */
function rankedFit(
  open: readonly OpenDraft[],
  mark: Mark,
  rank: number,
  line: SourceLine,
  around: Surroundings,
): Fit | null {
  const rest = line.text.slice(mark.length);
  if (rank < 60 && (rest.length > 80 || /[。;]$/.test(rest))) return null;
  const same = open.findIndex((node) => node.style === mark.style);
  const last = same < 0 ? null : (open[same]?.mark?.path ?? null);
  const apart = isHeadingLine(line) || line.opensBlock || around.captioned;
  if (!apart && last && relation(last, mark.path) !== 'next') return null;
  let keep = open.findIndex((node) => (rankOf(node.style) ?? 0) >= rank);
  if (keep < 0) {
    const depth = isHeadingLine(line) ? headingDepth(line) : 99;
    keep = open.length;
    while (keep > 1) {
      const top = open[keep - 1];
      if (!top || (rankOf(top.style) !== null && rankOf(top.style) !== 70)) break;
      if (isHeadingLine(top.line) && headingDepth(top.line) < depth) break;
      keep -= 1;
    }
  }
  return { mark, style: mark.style, keep, score: SCORE.ranked };
}

/** A number inside an article or a supplement that continues its paragraphs (項), the first of which bears none. */
function paragraphFit(
  open: readonly OpenDraft[],
  mark: Mark,
  line: SourceLine,
  around: Surroundings,
): Fit | null {
  const circled = mark.style === 'circled';
  if ((mark.style !== 'decimal' && !circled) || mark.path.length > 1) return null;
  const at = open.findLastIndex((node) => node.style === 'article' || node.style === 'supplement');
  const home = open[at];
  if (!home || open.slice(at + 1).some((node) => isContainer(node))) return null;
  const lastChild = home.children.at(-1);
  const lastParagraph = lastChild?.style === 'paragraph' ? lastChild : undefined;
  const hasText =
    home.body.length > 0 || home.children.length > 0 || (home.style === 'article' && home.rest !== '');
  const last = lastParagraph?.mark?.path[0] ?? (hasText ? 1 : 0);
  const value = mark.path[0] ?? 0;
  if (circled) {
    const series = lastParagraph ? lastParagraph.mark?.style === 'circled' : value === 2 && hasText;
    if (!series || value !== last + 1 || open.some((node) => node.style === 'circled')) return null;
  } else if (lastParagraph?.mark?.style === 'circled') return null;
  const fits =
    value === last + 1 ||
    (value > last && (around.captioned || (line.opensBlock && !mark.weak && value <= last + 5)));
  if (!fits) return null;
  return { mark, style: 'paragraph', keep: at + 1, score: SCORE.paragraph };
}

/** A symbol among the open clauses: the series it continues, or the level it opens. */
function seriesFit(
  open: readonly OpenDraft[],
  mark: Mark,
  line: SourceLine,
  around: Surroundings,
): Fit | null {
  let best: Fit | null = null;
  const offer = (keep: number, score: number): void => {
    if (!best || score > best.score) best = { mark, style: mark.style, keep, score };
  };
  let nearest: OpenDraft | null = null;
  let levels = 0;
  for (let index = open.length - 1; index >= 1; index -= 1) {
    const node = open[index];
    if (!node?.mark || node.style !== mark.style) continue;
    nearest ??= node;
    levels += 1;
    const kind = relation(node.mark.path, mark.path);
    const alike = likeness(node, mark, line) + index / 100;
    if (kind === 'next') offer(index, SCORE.next + alike);
    else if (isFirst(mark)) offer(index, SCORE.restart + index / 100);
    else if (kind === 'gap' && acceptsGap(node.mark.path, mark, line)) offer(index, SCORE.gap + alike);
    else if (kind === 'again' && !mark.weak && (isHeadingLine(line) || line.opensBlock))
      offer(index, SCORE.again + alike);
  }
  const top = topFor(open, line);
  if (isFirst(mark)) {
    if (!nearest) offer(top, SCORE.first);
    else if (levels < 2 && open.length < MAX_DEPTH && opensInside(nearest, mark, line))
      offer(top, SCORE.nestedAgain);
  } else if (!nearest) {
    const score = orphanScore(mark, line, around);
    if (score > 0) offer(top, score);
  }
  return best;
}

function decimalFit(
  open: readonly OpenDraft[],
  mark: Mark,
  line: SourceLine,
  around: Surroundings,
): Fit | null {
  if (mark.path.length === 1) return seriesFit(open.map(hideLongNumbers), mark, line, around);
  for (let index = open.length - 1; index >= 1; index -= 1) {
    const node = open[index];
    const path = node?.mark?.path;
    if (
      !node ||
      !path ||
      !(
        node.style === 'decimal' ||
        node.style.startsWith('en-') ||
        node.style === 'chapter' ||
        node.style === 'dai'
      )
    )
      continue;
    const { style } = node;
    if (style !== 'decimal') {
      if (path[0] !== mark.path[0]) continue;
      return { mark, style: 'decimal', keep: index + 1, score: SCORE.child };
    }
    if (path.length < mark.path.length && path.every((part, at) => part === mark.path[at])) {
      const first = (mark.path[path.length] ?? 0) <= 1;
      if (!first && !line.opensBlock && !isHeadingLine(line)) return null;
      return { mark, style: 'decimal', keep: index + 1, score: SCORE.child };
    }
    if (path.length === mark.path.length) {
      const kind = relation(path, mark.path);
      const score =
        kind === 'next'
          ? SCORE.next
          : kind === 'gap' || isLater(path, mark.path)
            ? SCORE.later
            : kind === 'again'
              ? SCORE.again
              : 0;
      if (score < SCORE.next && !line.opensBlock && !isHeadingLine(line) && mark.weak) return null;
      if (score > 0) return { mark, style: 'decimal', keep: index, score };
    }
  }
  if (!isHeadingLine(line) && !line.opensBlock) return null;
  let keep = topFor(open, line);
  while (keep > 1 && open[keep - 1] && !isContainer(open[keep - 1] as OpenDraft)) keep -= 1;
  return { mark, style: 'decimal', keep, score: SCORE.orphan };
}

/** 4.2.1 is no member of a series 1, 2, 3. */
function hideLongNumbers(node: OpenDraft): OpenDraft {
  return node.style === 'decimal' && (node.mark?.path.length ?? 0) > 1 ? { ...node, mark: null } : node;
}

/** Headings leave lists and headings of their own depth; other numbers open a level where the text stands. */
function topFor(open: readonly OpenDraft[], line: SourceLine): number {
  let keep = open.length;
  if (!isHeadingLine(line)) return keep;
  const depth = headingDepth(line);
  while (keep > 1) {
    const node = open[keep - 1];
    if (
      !node ||
      (isNamespace(node) &&
        !(isHeadingLine(node.line) && headingDepth(node.line) >= depth && node.style === 'heading'))
    )
      break;
    const heading = isHeadingLine(node.line);
    if (heading && !(node.style === 'heading' && headingDepth(node.line) >= depth)) break;
    if (!heading && rankOf(node.style) !== null) break;
    keep -= 1;
  }
  return keep;
}

type Relation = 'next' | 'gap' | 'again' | 'none';

/** How `path` follows `last` in one series, branch numbers (3の2) included. */
export function relation(last: readonly number[], path: readonly number[]): Relation {
  const shared = Math.min(last.length, path.length);
  let at = 0;
  while (at < shared && last[at] === path[at]) at += 1;
  if (at === path.length) return 'again';
  const value = path[at] ?? 0;
  if (at === last.length) return path.length === at + 1 && value <= 2 ? 'next' : 'gap';
  const before = last[at] ?? 0;
  if (value < before) return 'again';
  return value === before + 1 && path.length === at + 1 ? 'next' : 'gap';
}

function isLater(last: readonly number[], path: readonly number[]): boolean {
  const at = path.findIndex((part, index) => part !== last[index]);
  return at >= 0 && (path[at] ?? 0) > (last[at] ?? 0);
}

function isFirst(mark: Mark): boolean {
  return mark.path.length === 1 && mark.path[0] === 1;
}

function likeness(node: OpenDraft, mark: Mark, line: SourceLine): number {
  const look = node.mark?.look === mark.look ? SCORE.sameLook : 0;
  return look + (isHeadingLine(node.line) === isHeadingLine(line) ? SCORE.sameForm : 0);
}

function acceptsGap(last: readonly number[], mark: Mark, line: SourceLine): boolean {
  const jump = (mark.path[0] ?? 0) - (last[0] ?? 0);
  if (mark.weak && !isHeadingLine(line)) return false;
  return isHeadingLine(line) || line.opensBlock ? jump <= MAX_GAP : jump <= 3;
}

/** True when a first number of a style that is open already starts a level inside, not the same series again. */
function opensInside(open: OpenDraft, mark: Mark, line: SourceLine): boolean {
  return (
    open.mark?.look !== mark.look ||
    isHeadingLine(open.line) !== isHeadingLine(line) ||
    line.indent > open.line.indent + 1
  );
}

/** A number that neither continues an open series nor is the first of one. */
function orphanScore(mark: Mark, line: SourceLine, around: Surroundings): number {
  const seen = around.seen.get(mark.style);
  if (seen && relation(seen, mark.path) === 'next' && !mark.weak) return SCORE.runOn;
  if (isHeadingLine(line)) return mark.weak ? 0 : SCORE.orphanHeading;
  if (!line.opensBlock || mark.weak) return 0;
  return aheadIs(
    around,
    (candidate) => candidate.style === mark.style,
    (candidate) => relation(mark.path, candidate.path) === 'next',
  )
    ? SCORE.orphan
    : 0;
}

/** True when the first number ahead that `concerns` the question also `answers` it. */
function aheadIs(
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

/** (i) after (h): the letter, unless the next number is (ii). */
function preferAhead(
  best: Fit,
  open: readonly OpenDraft[],
  marks: readonly Mark[],
  line: SourceLine,
  around: Surroundings,
): Fit {
  if (isFirst(best.mark)) return best;
  const other = marks.find((mark) => mark !== best.mark && isFirst(mark));
  if (!other) return best;
  const styles = new Set(marks.map((mark) => mark.style));
  const opens = aheadIs(
    around,
    (mark) => styles.has(mark.style),
    (mark) => mark.style === other.style && mark.path[0] === 2,
  );
  return opens ? (fitOf(open, other, line, around) ?? best) : best;
}
