import { parse } from 'parse5';
import { boilerplateOf } from './html-boilerplate.ts';
import {
  attribute,
  BLOCKS,
  collapse,
  DROPPED,
  descendants,
  type Element,
  isHidden,
  type Node,
  words,
} from './html-tree.ts';
import { type LineForm, normalizeLineBreaks, type SourceLine, type SourceText } from './source-line.ts';

const BOLD = new Set(['b', 'strong']);

/** Reads a page's main text as lines: scripts, navigation and hidden parts dropped, table rows kept as rows. */
export function readHtml(content: string): SourceText {
  const document = parse(normalizeLineBreaks(content));
  const body = find(document.childNodes, 'body');
  const root = (body && (find(body.childNodes, 'main') ?? body)) ?? null;
  const title = find(document.childNodes, 'title');
  const writer = new LineWriter(root ? boilerplateOf(root) : new Set());
  if (root) writer.children(root, { form: 'plain', depth: 0, bold: false });
  writer.flush();
  const hint = title ? collapse(words(title)).trim() : '';
  return { lines: writer.lines, titleHint: hint === '' ? null : hint };
}

interface Context {
  readonly form: LineForm;
  readonly depth: number;
  readonly bold: boolean;
}

/** Walks the tree and gathers inline words until a block or a line break ends the line. */
class LineWriter {
  readonly lines: SourceLine[] = [];
  private pending = '';
  private pendingBold = true;
  private context: Context = { form: 'plain', depth: 0, bold: false };
  private opensBlock = true;
  private readonly boilerplate: ReadonlySet<Element>;

  constructor(boilerplate: ReadonlySet<Element>) {
    this.boilerplate = boilerplate;
  }

  children(element: Element, context: Context): void {
    for (const child of element.childNodes) this.node(child, context);
  }

  flush(hardBreak = false): void {
    const text = collapse(this.pending).trim();
    const indent = /^[ \u00a0]*(\u3000*)/.exec(collapse(this.pending))?.[1]?.length ?? 0;
    if (text !== '') {
      const { form, depth } = this.context;
      this.lines.push({
        text,
        form: form === 'plain' && this.pendingBold ? 'bold' : form,
        depth: form === 'heading' ? depth : 0,
        indent: indent * 2,
        opensBlock: this.opensBlock,
        hardBreak,
      });
      this.opensBlock = !hardBreak;
    }
    this.pending = '';
    this.pendingBold = true;
  }

  private node(node: Node, context: Context): void {
    if (node.nodeName === '#text' && 'value' in node) {
      if (node.value.trim() === '' && this.pending === '') return;
      if (this.pending === '') this.context = context;
      this.pending += node.value;
      if (node.value.trim() !== '' && !context.bold) this.pendingBold = false;
      return;
    }
    if (!('tagName' in node) || DROPPED.has(node.tagName) || isHidden(node) || this.boilerplate.has(node))
      return;
    if (node.tagName === 'br') this.flush(true);
    else if (node.tagName === 'table' && isDataTable(node)) this.rows(node);
    else if (node.tagName === 'ol') this.orderedList(node, context);
    else if (BLOCKS.has(node.tagName)) this.block(node, contextOf(node, context));
    else this.children(node, BOLD.has(node.tagName) ? { ...context, bold: true } : context);
  }

  private block(element: Element, context: Context): void {
    this.flush();
    this.opensBlock = true;
    this.children(element, context);
    this.flush();
    this.opensBlock = true;
  }

  /** A browser prints the numbers of an ordered list, so they are words of the text. */
  private orderedList(list: Element, context: Context): void {
    this.flush();
    let number = Number(attribute(list, 'start') ?? 1) || 1;
    const type = attribute(list, 'type') ?? '1';
    for (const child of list.childNodes) {
      if (!('tagName' in child) || child.tagName !== 'li') continue;
      this.opensBlock = true;
      const first = collapse(words(child)).trimStart();
      this.context = { ...context, form: 'list' };
      // Authors who write their own numbers usually hide the list's.
      this.pending = /^([(（]|[①-⑳]|第|[0-9０-９]+[.．)）])/.test(first) ? '' : `${ordinal(number, type)} `;
      this.pendingBold = false;
      this.children(child, { ...context, form: 'list' });
      this.flush();
      number += 1;
    }
    this.opensBlock = true;
  }

  private rows(table: Element): void {
    this.flush();
    for (const row of descendants(table, 'tr')) {
      const cells = row.childNodes
        .filter(
          (cell): cell is Element => 'tagName' in cell && (cell.tagName === 'td' || cell.tagName === 'th'),
        )
        .map((cell) => collapse(words(cell)).trim())
        .filter((cell) => cell !== '');
      this.opensBlock = true;
      this.context = { form: 'row', depth: 0, bold: false };
      this.pending = cells.join(' | ');
      this.flush();
    }
    this.opensBlock = true;
  }
}

function contextOf(element: Element, context: Context): Context {
  const heading = /^h([1-6])$/.exec(element.tagName);
  if (heading) return { form: 'heading', depth: Number(heading[1]), bold: false };
  if (element.tagName === 'li') return { ...context, form: 'list' };
  if (element.tagName === 'blockquote') return { ...context, form: 'quote' };
  return context;
}

function ordinal(number: number, type: string): string {
  if (type === 'a' || type === 'A')
    return `${String.fromCharCode(type.charCodeAt(0) + ((number - 1) % 26))}.`;
  return `${number}.`;
}

/** Tables that hold headings, other tables or single cells arrange a page; they are no rows of data. */
function isDataTable(table: Element): boolean {
  const nested = ['table', 'h1', 'h2', 'h3', 'h4'].some((tag) => descendants(table, tag).length > 0);
  if (nested) return false;
  return descendants(table, 'tr').some(
    (row) => row.childNodes.filter((cell) => cell.nodeName === 'td' || cell.nodeName === 'th').length > 1,
  );
}

function find(nodes: readonly Node[], tag: string): Element | undefined {
  for (const node of nodes) {
    if (!('tagName' in node)) continue;
    if (node.tagName === tag) return node;
    const inner = find(node.childNodes, tag);
    if (inner) return inner;
  }
  return undefined;
}
