import { isHiddenRun } from './docx-styles.ts';
import { normalizeLineBreaks } from './source-line.ts';
import { elementsOf, type XmlElement } from './xml-tree.ts';

/** What is deleted, moved away, or no text at all. */
const DROPPED = new Set(['del', 'moveFrom', 'instrText', 'delText', 'rt', 'pPr', 'rPr', 'sdtPr', 'Fallback']);

/** A line of a paragraph, and whether the author broke it. */
export interface BrokenLine {
  readonly text: string;
  readonly broken: boolean;
}

/** Gathers the printed words of one paragraph. */
export class ParagraphWords {
  readonly noteIds: string[] = [];
  /** Text boxes anchored in the paragraph. */
  readonly boxes: XmlElement[] = [];
  private text = '';
  private readonly inCode: boolean[] = [];

  read(element: XmlElement): void {
    for (const child of elementsOf(element)) this.element(child);
  }

  lines(): readonly BrokenLine[] {
    const parts = normalizeLineBreaks(this.text).split('\n');
    return parts
      .map((text, index) => ({ text, broken: index < parts.length - 1 }))
      .filter(({ text }) => text.trim() !== '');
  }

  private element(element: XmlElement): void {
    const { name } = element;
    if (DROPPED.has(name)) return;
    if (name === 'r' && isHiddenRun(element)) return;
    if (name === 'txbxContent') this.boxes.push(element);
    else if (name === 'fldChar') this.field(element.attributes.fldCharType);
    else if (name === 't') this.add(textOf(element));
    else if (name === 'tab' || name === 'ptab') this.add('\t');
    else if (name === 'br' || name === 'cr') this.add('\n');
    else if (name === 'noBreakHyphen') this.add('-');
    else if (name === 'sym') this.add(symbolOf(element));
    else if (name === 'footnoteReference') this.noteIds.push(element.attributes.id ?? '');
    else this.read(element);
  }

  private add(words: string): void {
    if (!this.inCode.at(-1)) this.text += words;
  }

  /** Between `begin` and `separate` stands a field's code, after it the result that is printed. */
  private field(kind: string | undefined): void {
    if (kind === 'begin') this.inCode.push(true);
    else if (kind === 'separate') this.inCode[this.inCode.length - 1] = false;
    else if (kind === 'end') this.inCode.pop();
  }
}

function textOf(element: XmlElement): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}

/** A character given by its code in a font; codes of symbol fonts (private use) have no meaning as text. */
function symbolOf({ attributes }: XmlElement): string {
  const code = Number.parseInt(attributes.char ?? '', 16);
  return Number.isNaN(code) || code < 0x20 || (code >= 0xe000 && code <= 0xf8ff)
    ? ''
    : String.fromCharCode(code);
}
