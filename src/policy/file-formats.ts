import { KiteiError } from '../errors.ts';

/** How a file's words are stored. */
export type FileFormat = 'markdown' | 'text' | 'html' | 'law-xml' | 'word' | 'pdf';

const FORMATS: Readonly<Record<string, FileFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  html: 'html',
  htm: 'html',
  xml: 'law-xml',
  docx: 'word',
  pdf: 'pdf',
};

/** Larger files are scans or archives, never the text of a policy. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** The extensions that are read, with their dots, for messages. */
export const READABLE = Object.keys(FORMATS)
  .map((extension) => `.${extension}`)
  .join(', ');

/** The format that a path's extension promises, in any case; null for files of other kinds. */
export function formatOf(path: string): FileFormat | null {
  const extension = /\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase();
  return extension === undefined ? null : (FORMATS[extension] ?? null);
}

/** @throws KiteiError `policy.unreadable` for a file of more than `LARGEST_FILE` bytes. */
export function checkSize(bytes: number, path: string): void {
  if (bytes <= LARGEST_FILE) return;
  throw new KiteiError(
    'policy.unreadable',
    `${path} has ${Math.round(bytes / 1024 / 1024)} MB; files of up to ${LARGEST_FILE / 1024 / 1024} MB are read.`,
    'Save the document without pictures, or as Markdown or plain text.',
  );
}

/** @throws KiteiError `policy.unreadable`: a file whose kind nothing here reads. */
export function unknownFormat(path: string): KiteiError {
  const old = /\.(?:doc|rtf|odt|jtd|jtdc|xlsx?|pptx?)$/i.test(path);
  return new KiteiError(
    'policy.unreadable',
    `${path} is of a kind that Kitei does not read, so nothing is answered from it.`,
    old
      ? 'Save it as Word (.docx) or PDF with a text layer, or move it out of the folder.'
      : `Move it out of the folder, or save its text as one of ${READABLE}.`,
  );
}
