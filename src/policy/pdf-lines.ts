import type { PdfPage, TextRun } from './pdf-page.ts';
import { withUsualCharacters } from './usual-characters.ts';

/** Words of a line without a wide gap between them. */
export interface Segment {
  readonly text: string;
  readonly x: number;
  readonly right: number;
}

/** A printed line of a page. */
export interface PdfLine {
  readonly page: number;
  readonly y: number;
  readonly x: number;
  readonly right: number;
  readonly size: number;
  /** Left to right; several where wide gaps part columns, or a number from its words. */
  readonly segments: readonly Segment[];
}

/** A wider gap than this many letters parts columns. */
const WIDE = 1.6;

/** The printed lines of a page, from top to bottom; readings printed small above characters are left out. */
export function linesOf({ number, runs }: PdfPage): readonly PdfLine[] {
  const body = bodySize(runs);
  const sorted = runs.filter((run) => !isReading(run, body)).sort((a, b) => a.y - b.y || a.x - b.x);
  const rows: TextRun[][] = [];
  for (const run of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(run.y - first.y) < Math.min(run.size, first.size) * 0.5) row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => lineOf(number, row));
}

function lineOf(page: number, row: TextRun[]): PdfLine {
  const runs = row.sort((a, b) => a.x - b.x);
  const size = Math.max(...runs.map((run) => run.size));
  const segments: { text: string; x: number; right: number }[] = [];
  for (const run of runs) {
    const text = withUsualCharacters(run.text);
    const last = segments.at(-1);
    const gap = last ? run.x - last.right : 0;
    const right = run.x + run.width;
    if (!last || gap > WIDE * size) segments.push({ text, x: run.x, right });
    else {
      last.text += between(last.text, text, gap / size) + text;
      last.right = Math.max(last.right, right);
    }
  }
  for (const segment of segments) segment.text = segment.text.trim();
  return {
    page,
    y: Math.max(...runs.map((run) => run.y)),
    x: segments[0]?.x ?? 0,
    right: segments.at(-1)?.right ?? 0,
    size,
    segments,
  };
}

/** What a gap of so many letters stands for. */
function between(before: string, after: string, letters: number): string {
  if (/\s$/.test(before) || /^\s/.test(after) || letters < 0.15) return '';
  const [left, right] = [/[\x21-\x7e]$/.test(before), /^[\x21-\x7e]/.test(after)];
  if (letters >= 0.8 && !(left && right)) return '\u3000';
  return left || right ? ' ' : '';
}

/** The size that most letters have. */
export function bodySize(runs: readonly Pick<TextRun, 'text' | 'size'>[]): number {
  const letters = new Map<number, number>();
  for (const { text, size } of runs) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/** ふりがな. */
function isReading({ text, size }: TextRun, body: number): boolean {
  return size <= body * 0.6 && /^[ぁ-んァ-ヶー\s]+$/.test(text);
}

/** The words of a line; columns are parted by a tab. */
export function wordsOf(line: PdfLine): string {
  return line.segments.map((segment) => segment.text).join('\t');
}
