import type { Language, Reference } from '../domain/policy.ts';
import type { Draft } from './draft.ts';

/** What references are read against. */
export interface ReferenceContext {
  readonly language: Language;
  readonly documentName: string;
}

/** The references of every clause. */
export function readReferences(
  _drafts: readonly Draft[],
  _words: ReadonlyMap<Draft, { readonly label: string; readonly text: string }>,
  _context: ReferenceContext,
): ReadonlyMap<Draft, readonly Reference[]> {
  return new Map();
}
