import type { TextRun } from './pdf-page.ts';

/** A run as it is drawn, and whether it runs downwards. */
export interface DrawnRun extends TextRun {
  readonly isVertical: boolean;
  /** How far it reaches downwards. */
  readonly height: number;
}

/**
 * Runs as a reader follows them: on a page of vertical writing, columns from the right become lines from the top.
 * Digits set across a column stay in it; what is printed across above and below the columns (running heads, page
 * numbers) is left out.
 */
export function inReadingDirection(runs: readonly DrawnRun[], pageWidth: number): readonly TextRun[] {
  const vertical = runs.filter(({ isVertical }) => isVertical);
  const letters = (some: readonly DrawnRun[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  if (letters(vertical) * 2 <= letters(runs)) return runs;
  const top = Math.min(...vertical.map(({ y }) => y));
  const bottom = Math.max(...vertical.map(({ y, height }) => y + height));
  return runs.flatMap(({ text, x, y, width, height, size, isVertical }): readonly TextRun[] => {
    if (isVertical) return [{ text: withHorizontalSigns(text), x: y, y: pageWidth - x, width: height, size }];
    const inside = y > top && y - size < bottom;
    return inside ? [{ text, x: y - size, y: pageWidth - (x + width / 2), width: size, size }] : [];
  });
}

/** Signs that fonts draw turned for vertical writing (︒ → 。, ︵ → （), as they are typed. */
function withHorizontalSigns(text: string): string {
  return text.replace(/[\ufe10-\ufe19\ufe30-\ufe48]/g, (sign) =>
    sign
      .normalize('NFKC')
      .replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  );
}
