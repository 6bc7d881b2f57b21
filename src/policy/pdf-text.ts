import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { KiteiError } from '../errors.ts';
import type { PdfPage, TextRun } from './pdf-page.ts';
import { checkStreams } from './pdf-streams.ts';
import { inReadingDirection } from './pdf-vertical.ts';

const MOST_PAGES = 1000;
/** Fewer letters than this on a page are a stamp or a page number, not text. */
const FEW_LETTERS = 15;

/**
 * The text layer of a PDF file. Fonts that are named and not embedded, as older Japanese files do (90ms-RKSJ, UniJIS),
 * are read by the character maps that come with pdf.js.
 *
 * @throws KiteiError `policy.unreadable` for files that are protected, broken, too long, or scanned;
 * `policy.empty` where the pages hold neither text nor pictures.
 */
export async function readTextLayer(bytes: Uint8Array, path: string): Promise<readonly PdfPage[]> {
  checkStreams(bytes, path);
  const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = pdf.getDocument({
    // pdf.js takes the bytes over.
    data: Uint8Array.from(bytes),
    cMapUrl: `${join(root, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(root, 'standard_fonts')}/`,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > MOST_PAGES) throw tooLong(path, document.numPages);
    const pages = await readPages(document);
    const readable = pages.filter((page) => lettersOf(page) >= FEW_LETTERS);
    if (readable.length * 2 < pages.length || readable.length === 0) {
      const pictures = await countPictures(document, pages, pdf.OPS);
      if (pictures * 2 >= pages.length && pictures > 0) throw scanned(path);
      if (pages.every((page) => lettersOf(page) === 0)) throw empty(path);
    }
    return pages;
  } catch (error) {
    throw error instanceof KiteiError ? error : unreadable(path, error);
  } finally {
    await loading.destroy();
  }
}

async function readPages(document: PDFDocumentProxy): Promise<readonly PdfPage[]> {
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    pages.push({ number, height: page.getViewport({ scale: 1 }).height, runs: await runsOf(page) });
    page.cleanup();
  }
  return pages;
}

async function runsOf(page: PDFPageProxy): Promise<readonly TextRun[]> {
  const view = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ disableNormalization: true });
  const runs = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform as number[];
    const [x = 0, y = 0] = view.convertToViewportPoint(e, f) as number[];
    const { str: text, width, height } = item;
    return [
      {
        text,
        x,
        y,
        width,
        height,
        size: Math.hypot(c, d) || Math.hypot(a, b),
        isVertical: item.dir === 'ttb',
      },
    ];
  });
  return inReadingDirection(runs, view.width);
}

function lettersOf(page: PdfPage): number {
  return page.runs.reduce((sum, { text }) => sum + text.replace(/[^\p{L}]/gu, '').length, 0);
}

async function countPictures(
  document: PDFDocumentProxy,
  pages: readonly PdfPage[],
  operators: Readonly<Record<string, number>>,
): Promise<number> {
  const draws = new Set(
    Object.entries(operators).flatMap(([name, code]) => (/^paint.*Image/.test(name) ? [code] : [])),
  );
  let pictures = 0;
  for (const { number } of pages.filter((page) => lettersOf(page) < FEW_LETTERS)) {
    const { fnArray } = await (await document.getPage(number)).getOperatorList();
    if (fnArray.some((code) => draws.has(code))) pictures += 1;
  }
  return pictures;
}

function unreadable(path: string, error: unknown): KiteiError {
  const name = error instanceof Error ? error.name : '';
  return name === 'PasswordException'
    ? new KiteiError(
        'policy.unreadable',
        `${path} is protected by a password.`,
        'Save a copy without the password.',
        error,
      )
    : new KiteiError(
        'policy.unreadable',
        `${path} is no PDF file, or is broken.`,
        'Open it in a PDF viewer and print it to a new PDF file, or replace it by an intact copy.',
        error,
      );
}

function scanned(path: string): KiteiError {
  return new KiteiError(
    'policy.unreadable',
    `${path} is a scan: its pages are pictures without a text layer.`,
    'Use the file that the paper was printed from, or add a text layer with OCR and check its words.',
  );
}

function tooLong(path: string, pages: number): KiteiError {
  return new KiteiError(
    'policy.unreadable',
    `${path} has ${pages} pages; up to ${MOST_PAGES} are read.`,
    'Split it into one file for each document.',
  );
}

function empty(path: string): KiteiError {
  return new KiteiError('policy.empty', `${path} has no text.`, 'Export the document again, with its text.');
}
