import { bodySize, type PdfLine, wordsOf } from './pdf-lines.ts';

/** So many lines at the top and at the bottom of a page may be running heads. */
const AT_EDGE = 2;
const PAGE_NUMBER =
  /^[-–—―−ー(（\s]*(?:p\.?|page|頁)?\s*(\d{1,4}|[ivxl]{1,6})\s*(?:(?:\/|of|／)\s*\d{1,4})?\s*(?:頁|ページ)?[-–—―−ー)）\s]*$/i;

/**
 * Takes running heads and page numbers out: lines at the edge of a page, set apart from the text by their distance or
 * size, that come again at the same height on other pages, alike but for numbers that count with the pages; and page
 * numbers wherever they stand at the edge.
 */
export function withoutRunningHeads(pages: readonly (readonly PdfLine[])[]): readonly (readonly PdfLine[])[] {
  const repeated = repeatedAtEdges(pages);
  const step = medianStep(pages);
  const size = bodySize(pages.flat().map((line) => ({ text: wordsOf(line), size: line.size })));
  const headsOf = (fromEdge: readonly PdfLine[]): number => {
    let heads = 0;
    for (let count = 1; count <= AT_EDGE && count <= fromEdge.length; count += 1) {
      const [line, inner] = [fromEdge[count - 1], fromEdge[count]];
      if (!line || !repeated.has(line)) break;
      const apart = !inner || Math.abs(inner.y - line.y) > step * 1.4 || Math.abs(line.size - size) > 0.6;
      if (apart) heads = count;
    }
    return heads;
  };
  return pages.map((lines) => {
    const top = headsOf(lines);
    const bottom = headsOf([...lines.slice(top)].reverse());
    const kept = lines.slice(top, lines.length - bottom);
    const outer = [kept[0], kept.at(-1)].filter((line) => line !== undefined && isPageNumber(line, kept));
    return kept.filter((line) => !outer.includes(line));
  });
}

/** Lines at the edges that come again on enough pages. */
function repeatedAtEdges(pages: readonly (readonly PdfLine[])[]): ReadonlySet<PdfLine> {
  const groups = new Map<string, { readonly line: PdfLine; readonly page: number }[]>();
  for (const [page, lines] of pages.entries()) {
    for (const line of new Set([...lines.slice(0, AT_EDGE), ...lines.slice(-AT_EDGE)])) {
      const key = masked(line);
      const group = groups.get(key);
      if (group) group.push({ line, page });
      else groups.set(key, [{ line, page }]);
    }
  }
  const enough = Math.max(2, Math.min(4, pages.length * 0.3));
  const repeated = new Set<PdfLine>();
  for (const group of groups.values()) {
    for (const { line, page } of group) {
      const alike = group.filter(
        (other) => Math.abs(other.line.y - line.y) < 3 && countsWithPages(line, page, other.line, other.page),
      );
      if (new Set(alike.map((other) => other.page)).size >= enough) repeated.add(line);
    }
  }
  return repeated;
}

/** The usual distance between two lines. */
function medianStep(pages: readonly (readonly PdfLine[])[]): number {
  const steps = pages
    .flatMap((lines) => lines.slice(1).map((line, index) => line.y - (lines[index]?.y ?? 0)))
    .sort((a, b) => a - b);
  return steps[Math.floor((steps.length - 1) / 2)] ?? 0;
}

/** The words with digits hidden. */
function masked(line: PdfLine): string {
  return wordsOf(line).normalize('NFKC').replace(/\d+/g, '#').replace(/\s+/g, ' ');
}

/** The numbers in two lines are equal, or go up with the pages. */
function countsWithPages(one: PdfLine, page: number, other: PdfLine, otherPage: number): boolean {
  const [left, right] = [one, other].map(
    (line) => wordsOf(line).normalize('NFKC').match(/\d+/g)?.map(Number) ?? [],
  );
  return (left ?? []).every((value, index) => {
    const step = (right?.[index] ?? 0) - value;
    return step === 0 || step === otherPage - page;
  });
}

/** 「- 3 -」 by itself, well apart from the text. */
function isPageNumber(line: PdfLine, lines: readonly PdfLine[]): boolean {
  if (!PAGE_NUMBER.test(wordsOf(line).normalize('NFKC'))) return false;
  const at = lines.indexOf(line);
  const nearest = Math.min(
    ...[lines[at - 1], lines[at + 1]].flatMap((other) => (other ? [Math.abs(other.y - line.y)] : [])),
  );
  return nearest > line.size * 2;
}
