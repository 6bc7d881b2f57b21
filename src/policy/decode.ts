import { KiteiError } from '../errors.ts';

const ENCODINGS = ['shift_jis', 'euc-jp'] as const;

/**
 * Text of a document's bytes: UTF-8 (with or without byte order mark), UTF-16 with one, else Shift_JIS or EUC-JP.
 * Throws `policy.unreadable` for binary data and unknown encodings, `policy.empty` where nothing is written.
 */
export function decodeText(content: Uint8Array | string, path: string): string {
  const text = typeof content === 'string' ? content : decodeBytes(content, path);
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (/[\0\ufffe]/.test(clean) || controlShare(clean) > 0.01) throw unreadable(path, 'contains binary data');
  if (clean.trim() === '') {
    throw new KiteiError(
      'policy.empty',
      `${path} is empty.`,
      'Put the text of the policy into the file, or remove it.',
    );
  }
  return clean;
}

function decodeBytes(bytes: Uint8Array, path: string): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (utf16) return decodeAs(utf16, bytes) ?? fail(path);
  if (bytes.subarray(0, 8000).includes(0)) throw unreadable(path, 'contains binary data');
  const utf8 = decodeAs('utf-8', bytes);
  if (utf8 !== null) return utf8;
  const candidates = ENCODINGS.map((encoding) => decodeAs(encoding, bytes)).filter((text) => text !== null);
  // Both may decode without an error: the right one has the fewest rare characters.
  candidates.sort((a, b) => rareShare(a) - rareShare(b));
  const best = candidates[0];
  return best !== undefined && rareShare(best) < 0.2 ? best : fail(path);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function controlShare(text: string): number {
  const sample = text.slice(0, 20_000);
  return (sample.match(/[^\t\n\v\f\r\P{Cc}]/gu)?.length ?? 0) / Math.max(1, sample.length);
}

/** Share of the non-ASCII characters that Japanese prose hardly uses, such as half-width kana. */
function rareShare(text: string): number {
  const sample = text.slice(0, 20_000).replace(/\p{ASCII}/gu, '');
  const usual = sample.match(/[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e①-⑳〇々]/g)?.length ?? 0;
  return sample.length === 0 ? 0 : 1 - usual / sample.length;
}

function unreadable(path: string, why: string): KiteiError {
  return new KiteiError(
    'policy.unreadable',
    `${path} ${why}, so it cannot be read as text.`,
    'Save the document as Word, PDF with a text layer, Markdown, HTML or plain text in UTF-8.',
  );
}

function fail(path: string): never {
  throw unreadable(path, 'is neither UTF-8 nor Shift_JIS nor EUC-JP');
}
