import { createHash } from 'node:crypto';
import type { Clause, ClauseKind, Language } from '../domain/policy.ts';
import { takeContents } from './contents.ts';
import { readDefinitions } from './definitions.ts';
import { type Draft, inOrder } from './draft.ts';
import { kindOf } from './kinds.ts';
import { labelsOf } from './labels.ts';
import { readModality } from './modality.ts';
import { readOutline } from './outline.ts';
import { joinLines, wrapColumn } from './paragraphs.ts';
import { readReferences } from './references.ts';
import type { SourceLine } from './source-line.ts';
import { titleOf } from './titles.ts';

/** A clause before its document has an id and a version. */
export type UnfiledClause = Omit<Clause, 'id' | 'documentId' | 'documentVersion'>;

/** What a document's lines say. */
export interface ReadClauses {
  /** In document order. */
  readonly clauses: readonly UnfiledClause[];
  /** The name that the title lines give the document; empty where there are none. */
  readonly name: string;
  /** Entries of the table of contents. */
  readonly contents: readonly string[];
}

/** Reads a document's lines into clauses; the table of contents is left out. */
export function readClauses(source: readonly SourceLine[], language: Language): ReadClauses {
  const { lines, entries } = takeContents(source);
  const column = wrapColumn(lines);
  const { root, name } = readOutline(lines);
  const labels = labelsOf(root, language);
  const siblings = new SiblingsByStyle();
  const words = new Map<Draft, Words>();
  const drafts = inOrder(root).filter(
    (node) => node.style !== 'root' || node.rest !== '' || node.body.length > 0,
  );
  for (const node of drafts) {
    const { title, lines: body } = titleOf(node, siblings.of(node), { language, column });
    const text = joinLines(body, language, column);
    const above = node.parent ? words.get(node.parent) : undefined;
    const headingPath = above ? [...above.headingPath, above.title === '' ? above.label : above.title] : [];
    const kind = kindOf(node, title, text, above?.kind ?? null);
    words.set(node, {
      label: labels.get(node) ?? '',
      title,
      text,
      kind,
      headingPath,
      parent: above?.label ?? null,
    });
  }
  const references = readReferences(drafts, words, { language, documentName: name });
  const clauses = drafts.map((node): UnfiledClause => {
    const own = words.get(node) as Words;
    const { label, title, headingPath, text } = own;
    return {
      ...own,
      modality: isProse(text) ? readModality(text, { title, headingPath, language }) : 'none',
      references: references.get(node) ?? [],
      definedTerms: readDefinitions(text, title, own.kind),
      contentHash: createHash('sha256')
        .update(JSON.stringify([label, title, headingPath, text]))
        .digest('hex'),
      ...(node.line.page !== undefined && { page: node.line.page }),
    };
  });
  return { clauses, name, contents: entries };
}

/** Longer runs without a full stop are data that strayed into a document, not sentences. */
const LONGEST_SENTENCE = 5000;

function isProse(text: string): boolean {
  return (
    text.length <= LONGEST_SENTENCE ||
    text.split(/[。.\n](?![）)」』])/).every((part) => part.length <= LONGEST_SENTENCE)
  );
}

/** A clause's words and place, before references are resolved. */
export interface Words {
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly kind: ClauseKind;
  readonly parent: string | null;
  readonly headingPath: readonly string[];
}

/** Children of one parent by style; grouped once per parent. */
class SiblingsByStyle {
  private readonly groups = new Map<Draft, ReadonlyMap<string, readonly Draft[]>>();

  of(node: Draft): readonly Draft[] {
    if (!node.parent) return [node];
    let byStyle = this.groups.get(node.parent);
    if (!byStyle) {
      byStyle = groupByStyle(node.parent.children);
      this.groups.set(node.parent, byStyle);
    }
    return byStyle.get(node.style) ?? [node];
  }
}

function groupByStyle(nodes: readonly Draft[]): ReadonlyMap<string, readonly Draft[]> {
  const groups = new Map<string, Draft[]>();
  for (const node of nodes) {
    const group = groups.get(node.style);
    if (group) group.push(node);
    else groups.set(node.style, [node]);
  }
  return groups;
}
