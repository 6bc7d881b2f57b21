import { KiteiError } from '../errors.ts';
import { formatOf, unknownFormat } from '../policy/file-formats.ts';

/** Longest name kept, in UTF-16 units; file systems take 255 bytes. */
const LONGEST = 80;
/** Names that Windows keeps for devices, whatever their extension. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * The name under which an uploaded document is kept: the last part of what the browser says, without characters that
 * mean something to a file system or a shell. Pure.
 * @throws KiteiError `policy.unreadable` for a kind of file that is not read, and for README files, which never are.
 */
export function safeFileName(uploaded: string): string {
  const last = uploaded.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  if (formatOf(last) === null) throw unknownFormat(last === '' ? 'The file' : last);
  const dot = last.lastIndexOf('.');
  const stem = last
    .slice(0, dot)
    .replace(/[^\p{L}\p{N}\p{M}._ ()（）「」・-]+/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, LONGEST)
    // A character outside the basic plane may have been cut in half.
    .replace(/[\uD800-\uDBFF]$/, '');
  if (/^readme\b/i.test(stem)) {
    throw new KiteiError(
      'policy.unreadable',
      `${last} is taken for a note about the folder, and nothing is answered from it.`,
      'Give the document a name of its own.',
    );
  }
  const safe = stem === '' || DEVICES.test(stem) ? `document-${stem}`.replace(/-$/, '') : stem;
  return `${safe}.${last.slice(dot + 1).toLowerCase()}`;
}
