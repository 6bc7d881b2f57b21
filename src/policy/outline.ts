import { captionLine, splitCaption } from './captions.ts';
import {
  addDraft,
  type Draft,
  headingDepth,
  isHeadingLine,
  isNamespace,
  type OpenDraft,
  rankOf,
} from './draft.ts';
import type { MarkedLine } from './fit.ts';
import type { Mark, Style } from './mark.ts';
import { readMarks } from './marks.ts';
import { place } from './placement.ts';
import { isSoftHeading } from './soft-headings.ts';
import { isVerbatim, type SourceLine } from './source-line.ts';
import { readTitleLines } from './title-lines.ts';

const CAPTION = /^[（(][^（()）]{1,50}(?:[（(][^（()）]*[）)][^（()）]*)?[）)]$/;
const AMENDMENT = /(?:改正|追加|削除|全改|繰[上下]げ?)[）)]$|年.*号/;

/** A document's clauses under its front matter, and the name that its title lines give it (empty for none). */
export interface Outline {
  readonly root: Draft;
  readonly name: string;
}

/**
 * Reads lines into a clause tree. Each number is placed by the series it continues or opens, whatever markup it
 * stands in. Words without a number belong to the clause opened last, so every line lands in one clause, in order.
 */
export function readOutline(source: readonly SourceLine[]): Outline {
  const lines: MarkedLine[] = source.map((line) => ({
    ...line,
    marks: isVerbatim(line) ? [] : readMarks(line.text),
  }));
  const { title, name, first } = readTitleLines(lines);
  const reader = new OutlineReader(lines, title);
  for (let index = first; index < lines.length; index += 1) reader.read(index);
  giveFirstParagraphs(reader.root);
  return { root: reader.root, name };
}

class OutlineReader {
  readonly root: OpenDraft;
  private readonly lines: readonly MarkedLine[];
  private readonly open: OpenDraft[];
  private readonly usesHeadings: boolean;
  private seen = new Map<Style, readonly number[]>();
  /** A caption whose number comes next. */
  private caption: SourceLine | null = null;

  constructor(lines: readonly MarkedLine[], title: string) {
    this.lines = lines;
    const line = lines[0] ?? {
      text: '',
      form: 'plain',
      depth: 0,
      indent: 0,
      opensBlock: true,
      hardBreak: false,
    };
    this.root = {
      style: 'root',
      mark: null,
      line,
      parent: null,
      children: [],
      rest: title,
      caption: '',
      body: [],
    };
    this.open = [this.root];
    this.usesHeadings = lines.some(
      (each, index) => index > 0 && each.form === 'heading' && each.marks.length === 0,
    );
  }

  read(index: number): void {
    const line = this.lines[index];
    if (!line) return;
    if (this.caption === null && !this.awaitsCaption() && isCaption(line, this.lines[index + 1])) {
      this.caption = line;
      return;
    }
    const caption = this.caption;
    const opened = this.openNumbered(line, index);
    this.caption = null;
    if (opened) return;
    if (caption) this.top().body.push(caption);
    if (line.form === 'heading' || (!this.usesHeadings && isSoftHeading(this.lines, index, this.open))) {
      this.openHeading(line);
    } else this.top().body.push(line);
  }

  /** 第3条 alone on its line: a caption below it is its own, not that of the number that follows. */
  private awaitsCaption(): boolean {
    const { style, rest, body } = this.top();
    return style === 'article' && rest === '' && body.length === 0;
  }

  private top(): OpenDraft {
    return this.open.at(-1) ?? this.root;
  }

  /** Opens the clauses whose numbers start the line: usually one, several in “1.2 (a) text”. */
  private openNumbered(line: MarkedLine, index: number): boolean {
    let marks = line.marks;
    let rest = line.text;
    let found = false;
    while (marks.length > 0) {
      const around = {
        lines: this.lines,
        index,
        captioned: this.caption !== null && !found,
        seen: this.seen,
      };
      const placed = place(this.open, marks, line, around);
      if (!placed) break;
      found = true;
      this.open.length = placed.keep;
      const node = addDraft(this.top(), placed.mark, placed.style, line, this.caption?.text ?? '');
      this.caption = null;
      this.open.push(node);
      if (isNamespace(node)) this.seen = new Map();
      else this.seen.set(placed.mark.style, placed.mark.path);
      rest = rest.slice(placed.mark.length).trim();
      node.rest = rest;
      marks = innerMarks(placed.mark, rest);
      if (marks.length > 0) node.rest = '';
    }
    if (found) this.top().rest = rest;
    return found;
  }

  private openHeading(line: MarkedLine): void {
    const depth = headingDepth(line);
    const soft = line.form !== 'heading';
    let keep = this.open.findIndex((node, index) => {
      if (index === 0) return false;
      if (isHeadingLine(node.line) || node.style === 'heading') return headingDepth(node.line) >= depth;
      return !(soft && (rankOf(node.style) !== null || node.style === 'decimal'));
    });
    if (keep < 0) keep = this.open.length;
    this.open.length = keep;
    const mark: Mark = {
      style: 'heading',
      look: 'heading',
      path: [1],
      printed: line.text,
      length: 0,
      weak: false,
    };
    const node = addDraft(this.top(), mark, 'heading', line, '');
    node.rest = line.text;
    this.open.push(node);
  }
}

function isCaption(line: MarkedLine, next: MarkedLine | undefined): boolean {
  if (line.marks.length > 0 || isVerbatim(line) || !CAPTION.test(line.text) || AMENDMENT.test(line.text))
    return false;
  return (
    next?.marks.some(
      (mark) =>
        mark.style === 'article' ||
        mark.style === 'dai' ||
        (mark.style === 'decimal' && mark.path.length === 1),
    ) ?? false
  );
}

/** Numbers that follow `outer` on its own line and open a level inside it. */
function innerMarks(outer: Mark, rest: string): readonly Mark[] {
  if (outer.length === 0 || !/^(?:article|decimal|paren|en-)/.test(outer.style)) return [];
  return readMarks(rest).filter((mark) => {
    const opens = mark.style.startsWith('paren') || (mark.style === 'decimal' && outer.style === 'article');
    const apart = /[ \t\u3000]$/.test(rest.slice(0, mark.length)) && rest.length > mark.length;
    return (
      opens &&
      apart &&
      !mark.weak &&
      mark.style !== outer.style &&
      mark.path.length === 1 &&
      mark.path[0] === 1
    );
  });
}

/**
 * The first paragraph of a Japanese article bears no number. Where others follow, its words and items move from
 * the article into a paragraph of their own.
 */
function giveFirstParagraphs(node: OpenDraft): void {
  for (const child of node.children) giveFirstParagraphs(child);
  const at = node.children.findIndex((child) => child.style === 'paragraph');
  if (at < 0) return;
  const words = node.style === 'supplement' ? '' : splitCaption(node.rest, node.line).words;
  const captionFirst = node.rest === '' && captionLine(node.body[0]) !== null ? 1 : 0;
  const body = node.body.slice(captionFirst);
  if (words === '' && body.length === 0 && at === 0) return;
  const first: OpenDraft = {
    style: 'paragraph',
    mark: null,
    line: node.line,
    parent: node,
    children: node.children.slice(0, at),
    rest: words,
    caption: '',
    body,
  };
  for (const child of first.children) child.parent = first;
  node.children = [first, ...node.children.slice(at)];
  node.body = node.body.slice(0, captionFirst);
  node.rest = words === '' ? node.rest : node.rest.slice(0, node.rest.length - words.length).trim();
}
