import { type PdfOptions, type Printed, pdfFile } from './pdf-files.ts';
import { rowsOf } from './word-of-markdown.ts';

/** How the pages are set. */
export interface Setting extends PdfOptions {
  readonly size: number;
  readonly leading: number;
  /** Space between blocks, beyond the leading. */
  readonly gap: number;
  /** Letters to a line. */
  readonly letters: number;
  /** Printed at the top of every page, and its number at the bottom. */
  readonly heads: boolean;
}

export const USUAL: Setting = { size: 10.5, leading: 17, gap: 7, letters: 42, heads: true };

const [LEFT, TOP, BOTTOM] = [70, 80, 770];

/** A PDF file of a Markdown document, set as a word processor would print it. */
export function pdfOfMarkdown(markdown: string, setting: Setting = USUAL): Uint8Array {
  const setter = new Setter(setting);
  const source = markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
  for (const block of source.split(/\n{2,}/)) {
    const lines = block
      .trim()
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (lines.length === 0) continue;
    const heading = /^(#+) (.*)$/.exec(lines[0] ?? '');
    if (heading) setter.paragraph(heading[2] ?? '', setting.size + 5 - (heading[1]?.length ?? 1) * 1.5);
    else if (lines[0]?.startsWith('|')) setter.table(rowsOf(lines));
    else for (const line of lines) setter.paragraph(line.replace(/^> /, ''), setting.size);
    setter.space();
  }
  return pdfFile(setter.pages, setting);
}

class Setter {
  readonly pages: Printed[][] = [];
  private readonly setting: Setting;
  private y = Number.POSITIVE_INFINITY;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  paragraph(text: string, size: number): void {
    for (const line of wrapped(text, (this.setting.letters * this.setting.size) / size)) {
      this.advance(size);
      this.print(line, LEFT, size);
    }
  }

  /** Cells of one row start on one line; long ones run on below. */
  table(rows: readonly (readonly string[])[]): void {
    const { size, letters } = this.setting;
    const columns = Math.max(...rows.map((row) => row.length));
    const first = Math.max(...rows.map((row) => wide(row[0] ?? ''))) + 2;
    const width = (letters - first) / (columns - 1);
    for (const row of rows) {
      const cells = row.map((cell, index) => wrapped(cell, index === 0 ? first : width - 2));
      for (let line = 0; line < Math.max(...cells.map((cell) => cell.length)); line += 1) {
        this.advance(size);
        cells.forEach((cell, index) => {
          const x = index === 0 ? 0 : first + (index - 1) * width;
          const words = cell[line];
          if (words !== undefined) this.print(words, LEFT + x * size, size);
        });
      }
      this.y += this.setting.gap;
    }
  }

  space(): void {
    this.y += this.setting.gap;
  }

  private advance(size: number): void {
    this.y += this.setting.leading * Math.max(1, size / this.setting.size);
    if (this.y <= BOTTOM) return;
    this.pages.push([]);
    this.y = TOP;
    if (!this.setting.heads) return;
    this.print('情報セキュリティ規程集', 400, 8, 40);
    this.print(`- ${this.pages.length} -`, 280, 9, 810);
  }

  private print(text: string, x: number, size: number, y = this.y): void {
    this.pages.at(-1)?.push({ text, x, y, size });
  }
}

/** Width in full-width letters. */
function wide(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u2000' ? 0.5 : 1), 0);
}

/** Lines of at most `letters`; Latin words stay whole, and no line starts with a closing mark. */
function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\x21-\x7e]+ ?|[^\x21-\x7e][、。）」]*/g) ?? []) {
    if (wide((line + piece).trimEnd()) > letters && line !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line];
}
