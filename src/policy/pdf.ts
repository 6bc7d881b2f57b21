import { linesOf } from './pdf-lines.ts';
import { paragraphsOf } from './pdf-paragraphs.ts';
import { withoutRunningHeads } from './pdf-running-heads.ts';
import { withTables } from './pdf-tables.ts';
import { readTextLayer } from './pdf-text.ts';
import type { SourceText } from './source-line.ts';

/**
 * Reads a PDF file's text layer into paragraphs, with the page that each starts on: running heads and page numbers
 * taken out, wrapped lines joined, tables kept as rows. Horizontal and vertical writing, in one column.
 *
 * @throws KiteiError as `readTextLayer`.
 */
export async function readPdf(bytes: Uint8Array, path: string): Promise<SourceText> {
  const pages = await readTextLayer(bytes, path);
  const lines = withoutRunningHeads(pages.map(linesOf));
  return { lines: paragraphsOf(withTables(lines.flat())), titleHint: null };
}
