import { captionLine, splitCaption } from './captions.ts';
import { headingDepth, isContainer, isHeadingLine, type OpenDraft, rankOf } from './draft.ts';
import { type Fit, SCORE, type Surroundings } from './fit.ts';
import type { Mark } from './mark.ts';
import { relation } from './series.ts';
import type { SourceLine } from './source-line.ts';

/** Supplements, schedules and histories stand right under the document. */
export function namespaceFit(mark: Mark, line: SourceLine): Fit | null {
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
export function rankedFit(
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
export function paragraphFit(
  open: readonly OpenDraft[],
  mark: Mark,
  line: SourceLine,
  around: Surroundings,
): Fit | null {
  if ((mark.style !== 'decimal' && mark.style !== 'circled') || mark.path.length > 1) return null;
  const at = open.findLastIndex((node) => HOMES.has(node.style));
  const home = open[at];
  if (!home || open.slice(at + 1).some((node) => isContainer(node) || continuesItems(node, mark)))
    return null;
  const lastChild = home.children.at(-1);
  const before = lastChild?.style === 'paragraph' ? lastChild : null;
  const last = before?.mark?.path[0] ?? (hasText(home) ? 1 : 0);
  const value = mark.path[0] ?? 0;
  const next = value === last + 1;
  const placed: Fit = { mark, style: 'paragraph', keep: at + 1, score: SCORE.paragraph };
  if (before ? before.mark?.style !== mark.style : mark.style === 'circled' || home.style === 'dai') {
    // ② and, in 第N, 2 continue a paragraph without a number only when no series of their own is open.
    const implied =
      !before && value === 2 && hasText(home) && !open.some((node) => node.style === mark.style);
    return implied && !home.children.some((child) => child.style === mark.style) ? placed : null;
  }
  if (mark.style === 'circled') return next && !open.some((node) => node.style === 'circled') ? placed : null;
  const later = value > last && (around.captioned || (line.opensBlock && !mark.weak && value <= last + 5));
  return next || later ? placed : null;
}

const HOMES: ReadonlySet<OpenDraft['style']> = new Set(['article', 'supplement', 'dai']);

/** 1. 2. below an article's words are its items, as long as they look the same and run on. */
function continuesItems(node: OpenDraft, mark: Mark): boolean {
  return (
    node.style === 'decimal' &&
    node.mark?.look === mark.look &&
    relation(node.mark.path, mark.path) === 'next'
  );
}

/** True once an article has words of its own, beside its caption. */
function hasText(home: OpenDraft): boolean {
  const own = home.body.filter((body) => captionLine(body) === null);
  if (own.length > 0 || home.children.length > 0) return true;
  return home.style !== 'supplement' && splitCaption(home.rest, home.line).words !== '';
}
