import { createHash } from 'node:crypto';
import type { Clause } from '../domain/policy.ts';
import { parseClausePath } from '../retrieval/clause-path.ts';

/** One passage of a retrieval set. */
export interface Passage {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
}

/** A title that ends in a clause number: the document's name, then the number. */
const NUMBERED_TITLE = /^(.*?)\s+(\(?[0-9][^\s]*)$/;
/** A passage this short and without a full stop is a heading, not a rule. */
const HEADING = /^.{1,120}(?<![.。;:])$/;

/**
 * Passages as clauses: the passage id as clause id and the title as heading path. Where the titles of a
 * set number its passages ("Rulebook 4.2.1"), the numbers become labels, and a passage hangs under the
 * nearest shorter number of its document, whose headings it inherits, as a parsed policy would have it.
 */
export function passagesAsClauses(passages: readonly Passage[]): Clause[] {
  const places = passages.map(({ title }) => place(title ?? ''));
  const byKey = new Map<string, number>();
  places.forEach((at, index) => {
    if (at !== null && !byKey.has(at.key)) byKey.set(at.key, index);
  });
  // Titles that merely end in a figure ("Apollo 11") repeat for every passage of an article.
  const numbered = byKey.size > passages.length / 2;
  const ancestors = (index: number): number[] => {
    const at = places[index];
    if (!at || !numbered) return [];
    const found: number[] = [];
    for (let length = at.path.length - 1; length > 0; length--) {
      const parent = byKey.get(`${at.document}\n${at.path.slice(0, length).join('/')}`);
      if (parent !== undefined) found.unshift(parent);
    }
    return found;
  };
  return passages.map(({ id, title, text }, index): Clause => {
    const above = ancestors(index);
    const headings = above
      .map((ancestor) => passages[ancestor]?.text ?? '')
      .filter((words) => HEADING.test(words));
    const headingPath = title === undefined || title === '' ? headings : [title, ...headings];
    const at = numbered ? places[index] : null;
    const parent = above.at(-1);
    return {
      id,
      documentId: at?.document || 'corpus',
      documentVersion: '1',
      label: at?.label ?? id,
      title: '',
      parent: parent === undefined ? null : (places[parent]?.label ?? null),
      headingPath,
      text,
      kind: 'rule',
      modality: 'none',
      references: [],
      definedTerms: [],
      contentHash: createHash('sha256')
        .update(JSON.stringify([id, headingPath, text]))
        .digest('hex'),
    };
  });
}

function place(title: string) {
  const [, document, label] = NUMBERED_TITLE.exec(title) ?? [];
  const path = label === undefined ? null : parseClausePath(label);
  if (document === undefined || label === undefined || path === null) return null;
  return { document, label, path, key: `${document}\n${path.join('/')}` };
}
