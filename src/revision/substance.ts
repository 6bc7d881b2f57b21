import type { ClauseChange } from '../domain/revision.ts';
import { normalized } from './likeness.ts';

/**
 * True where an answer that cites a clause of the old side may be wrong now: its words changed beyond white space,
 * width and punctuation, or it is gone. Another number or place alone is no such change.
 */
export function isSubstantial({ kind, words, effects }: ClauseChange): boolean {
  if (kind === 'moved' || kind === 'renumbered' || kind === 'references')
    return effects.some(({ what }) => what === 'reference');
  if (kind === 'added') return effects.length > 0;
  return kind === 'removed' || effects.length > 0 || differInWords(words);
}

function differInWords(words: ClauseChange['words']): boolean {
  const side = (op: 'added' | 'removed') =>
    normalized(
      words
        .filter((word) => word.op !== op)
        .map(({ text }) => text)
        .join(''),
    ).replace(/[\p{P}\p{S}]/gu, '');
  return side('added') !== side('removed');
}
