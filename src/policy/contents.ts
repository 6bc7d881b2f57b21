import { toHalfWidth } from './numerals.ts';
import { isVerbatim, type SourceLine } from './source-line.ts';

const HEADING = /^[【〔[（(■◆●]?\s*(?:目\s*次|もくじ|table of contents|contents|index)\s*[】〕\])）]?$/i;
const LEADER = /(?:\t|[.．・…‥·_-]{3,}|[…‥]{1,}|\s{3,})\s*[(（]?(?:p\.?\s*)?[0-9０-９ivxlc]{1,4}[)）]?$/i;
const RANGE =
  /[（(]\s*第.{1,12}条(?:の.{1,3})?(?:\s*[―－ー–—~～〜・、-]\s*第.{1,12}条(?:の.{1,3})?)?\s*[）)]$/;

/** A run of lines that all end so is a table of contents. */
const PAGE_NUMBER = /(?:\t|[.．・…‥·_]{3,})\s*[0-9０-９]{1,4}$/;
/** No entry is longer, in UTF-16 units; the patterns above take far too long on what has no end. */
const LONGEST_ENTRY = 300;
/** A table of contents without a heading stands within this many lines. */
const FRONT = 200;

/** A document without its table of contents, and the entries of the latter as printed. */
export interface Contents {
  readonly lines: readonly SourceLine[];
  readonly entries: readonly string[];
}

/**
 * Takes out the table of contents: under a heading that announces it, the lines that end in a page number or an
 * article range, or whose words come again later; without a heading, a run of lines that end in page numbers or
 * repeat headings.
 */
export function takeContents(lines: readonly SourceLine[]): Contents {
  const at = lines.findIndex((line) => line.text.length < 30 && HEADING.test(line.text) && !isVerbatim(line));
  if (at >= 0) {
    const end = endOfEntries(lines, at + 1);
    if (end > at + 1) return without(lines, at, end, at + 1);
  }
  const headings = lastIndexes(lines, (line) => line.form === 'heading');
  const isEntry = (index: number): boolean => {
    const line = lines[index];
    if (!line || isVerbatim(line) || line.form === 'heading' || isLong(line.text)) return false;
    return PAGE_NUMBER.test(line.text) || (headings.get(bare(line.text)) ?? -1) > index;
  };
  const run = lines.slice(0, FRONT).findIndex((_, index) => [0, 1, 2].every((step) => isEntry(index + step)));
  if (run < 0) return { lines, entries: [] };
  let end = run;
  while (isEntry(end)) end += 1;
  return without(lines, run, end, run);
}

function without(lines: readonly SourceLine[], from: number, to: number, firstEntry: number): Contents {
  return {
    lines: [...lines.slice(0, from), ...lines.slice(to)],
    entries: lines.slice(firstEntry, to).map((line) => line.text),
  };
}

function endOfEntries(lines: readonly SourceLine[], start: number): number {
  const later = lastIndexes(lines, () => true);
  const looks = (line: SourceLine | undefined, index: number): boolean => {
    if (!line || isVerbatim(line) || isLong(line.text)) return false;
    if (LEADER.test(line.text) || RANGE.test(line.text)) return true;
    return (later.get(bare(line.text)) ?? 0) > index && line.form !== 'heading';
  };
  let end = start;
  while (end < lines.length) {
    const line = lines[end];
    if (looks(line, end)) end += 1;
    // An entry whose words changed since: its neighbours still are entries.
    else if (
      line &&
      line.form !== 'heading' &&
      line.text.length < 60 &&
      !/。$/.test(line.text) &&
      looks(lines[end + 1], end + 1) &&
      end > start
    )
      end += 2;
    else break;
  }
  return end;
}

function lastIndexes(
  lines: readonly SourceLine[],
  counts: (line: SourceLine) => boolean,
): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [index, line] of lines.entries()) if (counts(line)) last.set(bare(line.text), index);
  return last;
}

/** Words of an entry or heading without page number, range, spaces and width. */
function bare(text: string): string {
  if (isLong(text)) return text;
  return toHalfWidth(text.replace(RANGE, '').replace(LEADER, '')).replace(/[\s\u3000.．、。:：]/g, '');
}

function isLong(text: string): boolean {
  return text.length > LONGEST_ENTRY;
}
