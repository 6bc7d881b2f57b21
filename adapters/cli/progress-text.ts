import type { IndexingProgress } from '../../src/indexing/progress.ts';
import type { Words } from './words.ts';

/** How far a build is, as one short line. Pure. */
export function indexingText({ stage, done, total, holder }: IndexingProgress, { progress }: Words): string {
  if (stage === 'waiting') return progress.waiting(holder ?? '');
  return stage === 'analysing' || stage === 'embedding'
    ? shareText(progress[stage], done, total)
    : progress[stage];
}

/** "label 42%". Pure. */
export function shareText(label: string, done: number, total: number): string {
  return total > 0 ? `${label} ${Math.floor((100 * done) / total)}%` : label;
}
