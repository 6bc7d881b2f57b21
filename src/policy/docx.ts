import { KiteiError } from '../errors.ts';
import { WordNumbering } from './docx-numbering.ts';
import { openWordPackage } from './docx-package.ts';
import { type ParagraphLook, WordStyles } from './docx-styles.ts';
import { type BrokenLine, ParagraphWords } from './docx-words.ts';
import type { SourceLine, SourceText } from './source-line.ts';
import { childNamed, childrenNamed, elementsOf, type XmlElement } from './xml-tree.ts';

/**
 * Reads a Word document as it is printed: automatic numbers are written out, tracked insertions accepted and
 * deletions left out, hidden text dropped, tables kept as rows, footnotes put after the paragraph they belong to.
 *
 * @throws KiteiError `policy.unreadable` for files that are protected, broken or too large; `policy.empty` where
 * nothing is written.
 */
export function readWord(bytes: Uint8Array, path: string): SourceText {
  const { document, styles, numbering, footnotes } = openWordPackage(bytes, path);
  const numbers = new WordNumbering(numbering);
  const reader = new WordReader(new WordStyles(styles, numbers), numbers, notesOf(footnotes));
  reader.blocks(childNamed(document, 'body') ?? document);
  if (reader.lines.length === 0) {
    throw new KiteiError(
      'policy.empty',
      `${path} has no text.`,
      'If its pages are pictures, export the document with a text layer.',
    );
  }
  return { lines: reader.lines, titleHint: null };
}

/** Containers whose paragraphs are read as if they stood in the body. */
const TRANSPARENT = new Set([
  'sdt',
  'sdtContent',
  'customXml',
  'smartTag',
  'ins',
  'moveTo',
  'AlternateContent',
  'Choice',
]);
class WordReader {
  readonly lines: SourceLine[] = [];
  private readonly styles: WordStyles;
  private readonly numbers: WordNumbering;
  private readonly notes: ReadonlyMap<string, XmlElement>;
  private opensBlock = true;

  constructor(styles: WordStyles, numbers: WordNumbering, notes: ReadonlyMap<string, XmlElement>) {
    this.styles = styles;
    this.numbers = numbers;
    this.notes = notes;
  }

  blocks(container: XmlElement): void {
    for (const element of elementsOf(container)) {
      if (element.name === 'p') this.paragraph(element);
      else if (element.name === 'tbl') this.table(element);
      else if (TRANSPARENT.has(element.name)) this.blocks(element);
    }
  }

  private paragraph(element: XmlElement): void {
    const properties = childNamed(element, 'pPr');
    const look = this.styles.lookOf(properties);
    const words = new ParagraphWords();
    words.read(element);
    const lines = words.lines();
    const deleted = childNamed(childNamed(properties, 'rPr'), 'del') !== undefined;
    if (lines.length > 0) this.push(this.numbered(lines, look), look);
    // An empty paragraph of a list prints its number, and counts.
    else if (!deleted) this.push(this.numbered([{ text: '', broken: false }], look), look);
    for (const id of words.noteIds) this.note(id);
    for (const box of words.boxes) this.blocks(box);
  }

  private numbered(lines: readonly BrokenLine[], { place }: ParagraphLook): readonly BrokenLine[] {
    const number = place === null ? '' : this.numbers.next(place);
    return lines.map((line, index) => (index === 0 ? { ...line, text: number + line.text } : line));
  }

  private push(lines: readonly BrokenLine[], look: ParagraphLook): void {
    this.opensBlock = true;
    for (const { text, broken } of lines) {
      if (text.trim() === '') continue;
      this.lines.push({
        text: text.trim(),
        form: look.depth > 0 ? 'heading' : look.isQuote ? 'quote' : look.isList ? 'list' : 'plain',
        depth: look.depth,
        indent: 0,
        opensBlock: this.opensBlock,
        hardBreak: broken,
      });
      this.opensBlock = false;
    }
    this.opensBlock = true;
  }

  private note(id: string): void {
    const note = this.notes.get(id);
    if (!note) return;
    const text = plainWords(note);
    if (text === '') return;
    this.lines.push({ text, form: 'quote', depth: 0, indent: 0, opensBlock: true, hardBreak: false });
  }

  /** Rows of cells; a table of one column only frames its paragraphs. */
  private table(table: XmlElement): void {
    const rows = rowsOf(table);
    if (rows.every((row) => row.length < 2)) {
      for (const row of rows) for (const cell of row) this.blocks(cell);
      return;
    }
    for (const row of rows) {
      const cells = row.map((cell) => this.cellWords(cell)).filter((cell) => cell !== '');
      if (cells.length === 0) continue;
      this.lines.push({
        text: cells.join(' | '),
        form: 'row',
        depth: 0,
        indent: 0,
        opensBlock: true,
        hardBreak: false,
      });
    }
    this.opensBlock = true;
  }

  private cellWords(cell: XmlElement): string {
    if (isContinued(cell)) return '';
    const words: string[] = [];
    const visit = (container: XmlElement): void => {
      for (const element of elementsOf(container)) {
        if (element.name === 'p') {
          const paragraph = new ParagraphWords();
          paragraph.read(element);
          const { place } = this.styles.lookOf(childNamed(element, 'pPr'));
          const text = paragraph
            .lines()
            .map((line) => line.text.trim())
            .join(' ');
          if (text !== '') words.push((place === null ? '' : this.numbers.next(place)) + text);
        } else if (
          element.name === 'tbl' ||
          element.name === 'tr' ||
          element.name === 'tc' ||
          TRANSPARENT.has(element.name)
        )
          visit(element);
      }
    };
    visit(cell);
    return words.join(' ').replace(/\s+/g, ' ').trim();
  }
}

/** Words of a note or a cell without numbers and line breaks. */
function plainWords(element: XmlElement): string {
  const parts: string[] = [];
  for (const paragraph of childrenNamed(element, 'p')) {
    const words = new ParagraphWords();
    words.read(paragraph);
    parts.push(...words.lines().map((line) => line.text.trim()));
  }
  return parts.join(' ');
}

function rowsOf(table: XmlElement): readonly (readonly XmlElement[])[] {
  const rows: XmlElement[][] = [];
  const visit = (container: XmlElement): void => {
    for (const element of elementsOf(container)) {
      if (element.name === 'tr') rows.push(cellsOf(element));
      else if (TRANSPARENT.has(element.name)) visit(element);
    }
  };
  visit(table);
  return rows;
}

function cellsOf(row: XmlElement): XmlElement[] {
  return elementsOf(row).flatMap((element) =>
    element.name === 'tc' ? [element] : TRANSPARENT.has(element.name) ? cellsOf(element) : [],
  );
}

/** A cell that goes on with the one above it. */
function isContinued(cell: XmlElement): boolean {
  const merge = childNamed(childNamed(cell, 'tcPr'), 'vMerge');
  return merge !== undefined && merge.attributes.val !== 'restart';
}

function notesOf(footnotes: XmlElement | null): ReadonlyMap<string, XmlElement> {
  return new Map(
    childrenNamed(footnotes ?? undefined, 'footnote')
      .filter(({ attributes }) => attributes.type === undefined || attributes.type === 'normal')
      .map((note) => [note.attributes.id ?? '', note]),
  );
}
