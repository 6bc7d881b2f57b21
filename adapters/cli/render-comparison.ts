import type { Comparison } from '../../src/evaluation/comparison.ts';
import { columns } from './columns.ts';
import { figureRows } from './render-evaluation.ts';
import type { Words } from './words.ts';

/** Two runs side by side, and the difference of each figure with its 95 % bootstrap interval. Pure. */
export function renderComparison(
  { without, all, differences }: Comparison<object>,
  channels: readonly string[],
  { evaluation: { comparison: say } }: Words,
): string {
  const full = new Map(figureRows(all));
  const rows = figureRows(without).map(([name, value]) => {
    const difference = differences[name];
    return [
      name,
      value,
      full.get(name) ?? '–',
      difference === undefined
        ? ''
        : `${signed(difference.difference)} [${signed(difference.low)}, ${signed(difference.high)}]`,
    ];
  });
  return columns([['', say.without(channels.join(', ')), say.all, say.difference], ...rows]);
}

/**
 * What `evaluate --without … --json` prints: the figures without the channels as they would be printed alone, and
 * under `comparison` those with all channels and the differences (all − without).
 */
export function comparisonJson(
  { without, all, differences }: Comparison<object>,
  channels: readonly string[],
): object {
  return { ...without, comparison: { without: channels, all, differences } };
}

/** "+0.020", with a real minus. Pure. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
