import type { Mark } from './mark.ts';

/** How a number follows another in one series. */
export type Relation = 'next' | 'gap' | 'again' | 'none';

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

/** True when `path` comes anywhere after `last`. */
export function isLater(last: readonly number[], path: readonly number[]): boolean {
  const at = path.findIndex((part, index) => part !== last[index]);
  return at >= 0 && (path[at] ?? 0) > (last[at] ?? 0);
}

/** True for the number that opens a series. */
export function isFirst(mark: Mark): boolean {
  return mark.path.length === 1 && mark.path[0] === 1;
}
