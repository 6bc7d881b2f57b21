import { readMarks } from './marks.ts';
import type { PdfLine, Segment } from './pdf-lines.ts';

/** A printed line, or a row of a table that several lines may make. */
export interface PdfBlock {
  /** The line, or the first line of the row. */
  readonly line: PdfLine;
  /** Words of the cells; null for an ordinary line. */
  readonly cells: readonly string[] | null;
}

/** Columns start at the same place on every line, give or take this many letters. */
const ALIGNED = 1;
/** Lines of one cell stand closer than this many letters. */
const SAME_ROW = 2.2;

/**
 * Finds tables by their columns: two or more lines in a row whose words start at the same places. Lines that hold
 * words in some columns only go on with the row above where they stand close to it.
 */
export function withTables(lines: readonly PdfLine[]): readonly PdfBlock[] {
  const blocks: PdfBlock[] = [];
  let index = 0;
  while (index < lines.length) {
    const table = tableAt(lines, index);
    if (table) {
      blocks.push(...rowsOf(table.lines, table.columns));
      index += table.lines.length;
    } else {
      const line = lines[index];
      if (line) blocks.push({ line, cells: null });
      index += 1;
    }
  }
  return blocks;
}

interface Table {
  readonly lines: readonly PdfLine[];
  readonly columns: readonly number[];
}

function tableAt(lines: readonly PdfLine[], start: number): Table | null {
  const first = lines[start];
  if (!first || !hasColumns(first)) return null;
  const columns = first.segments.map((segment) => segment.x);
  const taken = [first];
  let full = 1;
  for (const line of lines.slice(start + 1)) {
    const before = taken.at(-1) ?? first;
    const near = line.page === before.page ? line.y - before.y < first.size * 4 : line.segments.length > 1;
    if (!near || !line.segments.every((segment) => columnOf(segment, columns, line.size) >= 0)) break;
    if (line.segments.length < 2 && !isCellEnd(line, before, columns)) break;
    if (line.segments.length > 1) full += 1;
    taken.push(line);
  }
  return full >= 2 ? { lines: taken, columns } : null;
}

/** Columns of words, not a number set apart from its words or from its page in a table of contents. */
function hasColumns({ segments }: PdfLine): boolean {
  const [first, second] = segments;
  if (!first || !second) return false;
  if (segments.length === 2 && /^[\d０-９\s.…・]+$/.test(second.text)) return false;
  return !isMark(first.text);
}

/** Words that are a number and nothing else. */
function isMark(text: string): boolean {
  return readMarks(`${text}\u3000x`).some((mark) => mark.length > text.trim().length);
}

/** The rest of a cell that ran over its line: close below, under a later column or within the first. */
function isCellEnd({ segments, size, y }: PdfLine, above: PdfLine, columns: readonly number[]): boolean {
  const [only] = segments;
  if (!only || y - above.y > size * SAME_ROW || Math.abs(size - above.size) > 0.6) return false;
  const column = columnOf(only, columns, size);
  return column > 0 || (column === 0 && only.right < (columns[1] ?? 0));
}

function columnOf(segment: Segment, columns: readonly number[], size: number): number {
  return columns.findIndex((x) => Math.abs(x - segment.x) < ALIGNED * size);
}

function rowsOf(lines: readonly PdfLine[], columns: readonly number[]): readonly PdfBlock[] {
  const rows: { line: PdfLine; last: PdfLine; cells: string[] }[] = [];
  const steps = lines.slice(1).map((line, index) => distanceTo(line, lines[index]));
  const leading = Math.min(...steps, Number.POSITIVE_INFINITY);
  for (const line of lines) {
    const row = rows.at(-1);
    const distance = distanceTo(line, row?.last);
    const starts = columnOf(line.segments[0] as Segment, columns, line.size) === 0;
    const close = row && distance < Math.min(line.size * SAME_ROW, leading * 1.15);
    if (row && ((close && line.segments.length < columns.length) || !starts)) {
      for (const segment of line.segments) {
        const column = columnOf(segment, columns, line.size);
        row.cells[column] = joined(row.cells[column] ?? '', segment.text);
      }
      row.last = line;
      continue;
    }
    const cells: string[] = [];
    for (const segment of line.segments) cells[columnOf(segment, columns, line.size)] = segment.text;
    rows.push({ line, last: line, cells });
  }
  return rows.map(({ line, cells }) => ({ line, cells: cells.filter((cell) => (cell ?? '') !== '') }));
}

/** Distance to the line above; infinite across pages. */
function distanceTo(line: PdfLine, above: PdfLine | undefined): number {
  return above?.page === line.page ? line.y - above.y : Number.POSITIVE_INFINITY;
}

/** Joins what a line end parted: words of Latin letters need a space, and lose a hyphen. */
export function joined(before: string, after: string): string {
  if (/[a-z]-$/.test(before) && /^[a-z]/.test(after)) return before.slice(0, -1) + after;
  if (before === '' || /\s$/.test(before)) return before + after;
  return /[\x21-\x7e\u2019\u201d]$/.test(before) && /^[\x21-\x7e\u2018\u201c]/.test(after)
    ? `${before} ${after}`
    : before + after;
}
