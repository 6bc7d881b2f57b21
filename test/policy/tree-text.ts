import type { PolicyDocument } from '../../src/domain/policy.ts';
import { readDocument } from '../../src/policy/read-document.ts';

/** Reads a document of the given format. */
export function read(content: string, extension = 'md'): PolicyDocument {
  return readDocument({ path: `document.${extension}`, content });
}

/** A tree as lines “label ^parent | title | text”, easy to compare. */
export function treeOf(document: PolicyDocument): readonly string[] {
  return document.clauses.map(
    ({ label, parent, title, text }) =>
      `${label} ^${parent ?? ''} | ${title} | ${text.replaceAll('\n', '⏎')}`,
  );
}

/** References of all clauses as “label: literal words -> targets”. */
export function referencesOf(document: PolicyDocument): readonly string[] {
  return document.clauses.flatMap(({ label, references }) =>
    references.map(
      ({ text, kind, targets, warning }) =>
        `${label}: ${text} -> ${kind === 'external' ? 'other text' : targets.join(' ')}${warning ? ` (${warning})` : ''}`,
    ),
  );
}
