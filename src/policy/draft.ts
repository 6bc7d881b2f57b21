import type { Mark, Style } from './mark.ts';
import type { SourceLine } from './source-line.ts';

/** A clause while its document is being read. */
export interface Draft {
  readonly style: Style | 'root';
  /** Null for the front matter, an unnumbered heading, and the unprinted first paragraph of an article. */
  readonly mark: Mark | null;
  /** The line that opened the clause. */
  readonly line: SourceLine;
  readonly parent: Draft | null;
  readonly children: readonly Draft[];
  /** Words on the opening line after the mark. */
  readonly rest: string;
  /** Caption printed above the number, as in 「（目的）」 before 第1条; empty where there is none. */
  readonly caption: string;
  /** Lines after the opening one. */
  readonly body: readonly SourceLine[];
}

/** A draft that is still growing; only the outline reader holds drafts as such. */
export interface OpenDraft extends Draft {
  rest: string;
  parent: OpenDraft | null;
  children: OpenDraft[];
  body: SourceLine[];
}

/** Adds a clause at the end of `parent`'s children. */
export function addDraft(
  parent: OpenDraft,
  mark: Mark,
  style: Style,
  line: SourceLine,
  caption: string,
): OpenDraft {
  const node: OpenDraft = { style, mark, line, parent, children: [], rest: '', caption, body: [] };
  parent.children.push(node);
  return node;
}

/** Outermost first. Styles without a rank take their place from the numbers around them. */
const RANKS: Partial<Record<Draft['style'], number>> = {
  root: 0,
  supplement: 1,
  schedule: 1,
  history: 1,
  part: 10,
  chapter: 20,
  section: 30,
  subsection: 40,
  division: 50,
  article: 60,
  paragraph: 70,
};

/** The fixed place of a style in a document, or null where siblings decide. */
export function rankOf(style: Draft['style']): number | null {
  return RANKS[style] ?? null;
}

/** Supplements, schedules and histories number their clauses afresh. */
export function isNamespace(node: Draft): boolean {
  return rankOf(node.style) === 1;
}

/** Clauses that gather others: chapters, unnumbered headings, articles and sections of English texts, schedules. */
export function isContainer(node: Draft): boolean {
  const rank = rankOf(node.style);
  return rank === null ? node.style === 'heading' || node.style.startsWith('en-') : rank < 60;
}

/** True for lines that markup sets apart as headings. */
export function isHeadingLine(line: SourceLine): boolean {
  return line.form === 'heading' || line.form === 'bold';
}

/** Depth of a heading line; bold lines stand below all headings. */
export function headingDepth(line: SourceLine): number {
  return line.form === 'heading' ? line.depth : 7;
}

/** Drafts in document order. */
export function inOrder(root: Draft): readonly Draft[] {
  const drafts: Draft[] = [];
  const visit = (node: Draft): void => {
    drafts.push(node);
    for (const child of node.children) visit(child);
  };
  visit(root);
  return drafts;
}
