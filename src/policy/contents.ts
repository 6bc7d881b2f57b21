import { toHalfWidth } from './numerals.ts';
import { isVerbatim, type SourceLine } from './source-line.ts';

const HEADING = /^[【〔[（(■◆●]?\s*(?:目\s*次|もくじ|table of contents|contents|index)\s*[】〕\])）]?$/i;
const LEADER = /(?:\t|[.．・…‥·_-]{3,}|[…‥]{1,}|\s{3,})\s*[(（]?(?:p\.?\s*)?[0-9０-９ivxlc]{1,4}[)）]?$/i;
const RANGE =
  /[（(]\s*第.{1,12}条(?:の.{1,3})?(?:\s*[―－ー–—~～〜・、-]\s*第.{1,12}条(?:の.{1,3})?)?\s*[）)]$/;

/** A document without its table of contents, and the entries of the latter as printed. */
export interface Contents {
  readonly lines: readonly SourceLine[];
  readonly entries: readonly string[];
}

/**
 * Takes out the table of contents: under a heading that announces it, the lines that end in a page number or an
 * article range, or whose words come again later; without a heading, a run of lines with page numbers.
 */
export function takeContents(lines: readonly SourceLine[]): Contents {
  const at = lines.findIndex((line) => line.text.length < 30 && HEADING.test(line.text) && !isVerbatim(line));
  if (at >= 0) {
    const end = endOfEntries(lines, at + 1);
    if (end > at + 1) return without(lines, at, end, at + 1);
  }
  const run = lines.findIndex((_, index) => [0, 1, 2].every((step) => isEntry(lines[index + step])));
  if (run < 0 || run > 200) return { lines, entries: [] };
  let end = run;
  while (isEntry(lines[end])) end += 1;
  return without(lines, run, end, run);
}

function without(lines: readonly SourceLine[], from: number, to: number, firstEntry: number): Contents {
  return {
    lines: [...lines.slice(0, from), ...lines.slice(to)],
    entries: lines.slice(firstEntry, to).map((line) => line.text),
  };
}

function endOfEntries(lines: readonly SourceLine[], start: number): number {
  const later = new Map<string, number>();
  for (const [index, line] of lines.entries()) later.set(bare(line.text), index);
  const looks = (line: SourceLine | undefined, index: number): boolean => {
    if (!line || isVerbatim(line)) return false;
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

function isEntry(line: SourceLine | undefined): boolean {
  return (
    line !== undefined &&
    !isVerbatim(line) &&
    line.form !== 'heading' &&
    /(?:\t|[.．・…‥·_]{3,})\s*[0-9０-９]{1,4}$/.test(line.text)
  );
}

/** Words of an entry or heading without page number, range, spaces and width. */
function bare(text: string): string {
  return toHalfWidth(text.replace(RANGE, '').replace(LEADER, '')).replace(/[\s\u3000.．、。:：]/g, '');
}
