import { headingDepth, isContainer, isHeadingLine, isNamespace, type OpenDraft, rankOf } from './draft.ts';
import { aheadIs, type Fit, SCORE, type Surroundings } from './fit.ts';
import type { Mark } from './mark.ts';
import { isFirst, isLater, relation } from './series.ts';
import type { SourceLine } from './source-line.ts';

/** Deeper trees are mistakes of reading, not of writing. */
const MAX_DEPTH = 12;
/** More numbers than this are not skipped in a series. */
const MAX_GAP = 30;

/** A symbol among the open clauses: the series it continues, or the level it opens. */
export function seriesFit(
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
    else if (kind === 'again' && (isHeadingLine(line) || (line.opensBlock && !mark.weak)))
      offer(index, SCORE.again + alike);
  }
  const top = topFor(open, line);
  if (isFirst(mark)) {
    if (!nearest) offer(top, SCORE.first);
    else if (
      levels < (isDeeper(nearest, line) ? 4 : 2) &&
      open.length < MAX_DEPTH &&
      opensInside(nearest, mark, line)
    )
      offer(top, SCORE.nestedAgain);
  } else if (!nearest) {
    const score = orphanScore(mark, line, around);
    if (score > 0) offer(top, score);
  }
  return best;
}

/** 1, 4.2.1, 2-5-1: the components decide the parent. */
export function decimalFit(
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

function likeness(node: OpenDraft, mark: Mark, line: SourceLine): number {
  const look = node.mark?.look === mark.look ? SCORE.sameLook : 0;
  const indent = Math.abs(node.line.indent - line.indent) <= 1 ? SCORE.sameIndent : 0;
  return indent + look + (isHeadingLine(node.line) === isHeadingLine(line) ? SCORE.sameForm : 0);
}

function acceptsGap(last: readonly number[], mark: Mark, line: SourceLine): boolean {
  const jump = (mark.path[0] ?? 0) - (last[0] ?? 0);
  if (mark.weak && !isHeadingLine(line)) return false;
  return isHeadingLine(line) || line.opensBlock ? jump <= MAX_GAP : jump <= 3;
}

/** True for a line that is indented more than the one that opened a clause. */
function isDeeper(open: OpenDraft, line: SourceLine): boolean {
  return line.indent > open.line.indent + 1;
}

/** True when a first number of a style that is open already starts a level inside, not the same series again. */
function opensInside(open: OpenDraft, mark: Mark, line: SourceLine): boolean {
  return (
    open.mark?.look !== mark.look || isHeadingLine(open.line) !== isHeadingLine(line) || isDeeper(open, line)
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
