import { isHeadingLine, type OpenDraft, rankOf } from './draft.ts';
import { aheadIs, type Fit, type Placement, SCORE, type Surroundings } from './fit.ts';
import type { Mark } from './mark.ts';
import { namespaceFit, paragraphFit, rankedFit } from './ranked-fit.ts';
import { isFirst } from './series.ts';
import { decimalFit, seriesFit } from './series-fit.ts';
import type { SourceLine } from './source-line.ts';

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
