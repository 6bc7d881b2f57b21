import type { Language, Reference } from '../domain/policy.ts';
import { ClauseTree, type LabelledWords } from './clause-tree.ts';
import type { Draft } from './draft.ts';
import type { Antecedents } from './places-ja.ts';
import { readEnglishReferences } from './references-en.ts';
import { readJapaneseReferences } from './references-ja.ts';

/** What references are read against. */
export interface ReferenceContext {
  readonly language: Language;
  /** The document's own name: references to it by name are internal. */
  readonly documentName: string;
}

/** The references of every clause, resolved against all of them. */
export function readReferences(
  drafts: readonly Draft[],
  words: ReadonlyMap<Draft, LabelledWords>,
  context: ReferenceContext,
): ReadonlyMap<Draft, readonly Reference[]> {
  const tree = new ClauseTree(drafts, words);
  const found = new Map<Draft, readonly Reference[]>();
  if (context.language === 'en') {
    const texts = drafts.map((node) => words.get(node)?.text ?? '');
    const read = readEnglishReferences(drafts, texts, tree, context.documentName);
    drafts.forEach((node, index) => {
      found.set(node, read[index] ?? []);
    });
    return found;
  }
  const left = new Map<Draft, Antecedents>();
  for (const node of drafts) {
    const text = words.get(node)?.text ?? '';
    const above = node.parent ? left.get(node.parent) : undefined;
    const { references, antecedents } = readJapaneseReferences(node, text, tree, context.documentName, above);
    found.set(node, references);
    left.set(node, antecedents);
  }
  return found;
}
