import { readMarks } from './marks.ts';
import { bodySize, type PdfLine, wordsOf } from './pdf-lines.ts';
import { joined, type PdfBlock } from './pdf-tables.ts';
import type { SourceLine } from './source-line.ts';

/** What a document's lines have in common. */
interface Layout {
  readonly size: number;
  /** Usual distance between two lines of body text. */
  readonly leading: number;
  /** Where full lines end. */
  readonly right: number;
  /** Too few lines to know where full ones end. */
  readonly isShort: boolean;
}

/** A paragraph that is still growing. */
interface OpenParagraph {
  text: string;
  last: PdfLine;
  readonly first: PdfLine;
  readonly lines: PdfLine[];
}

/**
 * Joins printed lines into paragraphs, by their place on the page: a line that fills its column goes on in the next
 * one. Larger letters make headings; wider distances part blocks; a line that stops short before one that follows
 * closely was broken by its author.
 */
export function paragraphsOf(blocks: readonly PdfBlock[]): readonly SourceLine[] {
  const layout = layoutOf(blocks.filter(({ cells }) => cells === null).map(({ line }) => line));
  const depths = headingDepths(blocks, layout);
  const out: SourceLine[] = [];
  let open: OpenParagraph | null = null;
  let apart = true;
  const close = (next: PdfLine | null): void => {
    if (!open) return;
    const { text, first, last } = open;
    const depth = text.length <= LONGEST_HEADING ? (depths.get(rounded(first.size)) ?? 0) : 0;
    const broken =
      depth === 0 &&
      !INTRODUCES.test(text) &&
      next !== null &&
      !BULLET.test(wordsOf(next)) &&
      !isApart(last, next, layout) &&
      sameSize(last, next);
    const bullet = BULLET.exec(text)?.[0].length ?? 0;
    out.push({
      text: text.slice(bullet),
      form: depth > 0 ? 'heading' : bullet > 0 ? 'list' : 'plain',
      depth,
      indent: 0,
      opensBlock: apart || bullet > 0 || isNumbered(text),
      hardBreak: broken,
      page: first.page,
    });
    apart = !broken;
    open = null;
  };
  for (const { line, cells } of blocks) {
    if (cells !== null) {
      close(null);
      const text = cells.join(' | ');
      out.push({
        text,
        form: 'row',
        depth: 0,
        indent: 0,
        opensBlock: true,
        hardBreak: false,
        page: line.page,
      });
      apart = true;
    } else if (open && goesOn(open, line, layout)) {
      open.text = joined(open.text, wordsOf(line));
      open.last = line;
      open.lines.push(line);
    } else {
      close(line);
      open = { text: wordsOf(line), first: line, last: line, lines: [line] };
    }
  }
  close(null);
  return out;
}

const LONGEST_HEADING = 100;
/** Words that lead on to what follows, and are no title of it. */
const INTRODUCES = /[:：;；,，、]$/;
/** An entry of a table of contents ends in its page. */
const LEADS_TO_PAGE = /(?:\t|[.．・…‥]{2,}\s*)[0-9０-９]{1,4}$/;
/** Signs before the items of a list, which are no words of it. */
const BULLET = /^[•◦▪‣⁃∙●○](?:[ \t\u3000]+|(?=[（(]?[0-9０-９①-⑳]))/;
/** Headings are at least so much larger than body text. */
const LARGER = 1.04;
/** Lines further apart than this many leadings belong to different blocks. */
const APART = 1.3;
/** Letters that may not start a line leave the one before it short by so many. */
const SHORT = 2.1;

function layoutOf(lines: readonly PdfLine[]): Layout {
  const size = bodySize(lines.map((line) => ({ text: wordsOf(line), size: line.size })));
  const body = lines.filter((line) => Math.abs(line.size - size) < 0.6);
  const steps = body
    .slice(1)
    .flatMap((line, index) => {
      const before = body[index];
      return before && before.page === line.page && line.y > before.y ? [line.y - before.y] : [];
    })
    .filter((step) => step < size * 3.5)
    .sort((a, b) => a - b);
  // Rows, and entries of a table of contents, have edges of their own.
  const rights = body
    .filter(({ segments }) => segments.length === 1)
    .map((line) => line.right)
    .sort((a, b) => a - b);
  return {
    size,
    leading: mode(steps) ?? size * 1.5,
    right: rights[Math.floor(rights.length * 0.97)] ?? 0,
    isShort: rights.length < 10,
  };
}

/** The commonest step; of equally common ones the smallest. */
function mode(steps: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(rounded(step), (counts.get(rounded(step)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}

function rounded(points: number): number {
  return Math.round(points * 2) / 2;
}

/** Sizes of headings, the largest first, with their depths. */
function headingDepths(blocks: readonly PdfBlock[], { size }: Layout): ReadonlyMap<number, number> {
  const sizes = new Set(
    blocks.flatMap(({ line, cells }) =>
      cells === null && line.size > size * LARGER ? [rounded(line.size)] : [],
    ),
  );
  return new Map(
    [...sizes].sort((a, b) => b - a).map((each, index) => [each, Math.min(6, index + 1)] as const),
  );
}

/** Whether a line goes on with the paragraph before it. */
function goesOn({ text, last, first, lines }: OpenParagraph, line: PdfLine, layout: Layout): boolean {
  if (!sameSize(last, line) || isApart(last, line, layout)) return false;
  if ((layout.isShort && ENDS.test(text)) || LEADS_TO_PAGE.test(text)) return false;
  return isFull(last, line, layout) && !startsAnew(line, first, lines);
}

const ENDS = /[。．.！？!?」）)]$/;

/** A line is full when what starts the next one would not have fitted on it. */
function isFull(line: PdfLine, next: PdfLine, { right }: Layout): boolean {
  const text = wordsOf(next);
  const word = /^[\x21-\x7e\u2019]+/.exec(text)?.[0] ?? '';
  const share = word.length / Math.max(1, text.length);
  const needed =
    word === '' ? line.size * SHORT : Math.max(line.size, (next.right - next.x) * share + line.size * 0.6);
  return line.right + needed > right;
}

/** A number, or the indent of a first line, starts another paragraph. */
function startsAnew(line: PdfLine, first: PdfLine, lines: readonly PdfLine[]): boolean {
  if (isNumbered(wordsOf(line)) || BULLET.test(wordsOf(line))) return true;
  const [, second] = lines;
  // From its second line on a paragraph's own indent is known.
  const edge = second ? Math.max(second.x, Math.min(first.x, second.x)) : null;
  return edge !== null && line.x > edge + line.size * 0.8;
}

function isNumbered(text: string): boolean {
  return readMarks(text).some((mark) => !mark.weak) || /^[（(][^（()）]{1,30}[）)]$/.test(text);
}

function isApart(before: PdfLine, line: PdfLine, { leading, size }: Layout): boolean {
  if (line.page !== before.page) return false;
  return line.y - before.y > leading * APART * Math.max(1, before.size / size);
}

function sameSize(one: PdfLine, other: PdfLine): boolean {
  return Math.abs(one.size - other.size) < 0.6;
}
