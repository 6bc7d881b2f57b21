import { isContainer, type OpenDraft } from './draft.ts';
import type { MarkedLine } from './fit.ts';
import { relation } from './series.ts';

const SIGNED = /^(?:[■◆□◇●▼▲★◎]|【[^】]+】$|〔[^〕]+〕$|[<＜][^>＞]+[>＞]$)/;
const CAPITALS = /^[A-Z][A-Z0-9 &/,'’()-]{3,}$/;

/**
 * True for a line that serves as a heading in a document without heading markup: bold, signed (■, 【…】) or in
 * capitals, followed by text, and not inside a running series of numbers.
 */
export function isSoftHeading(
  lines: readonly MarkedLine[],
  index: number,
  open: readonly OpenDraft[],
): boolean {
  const line = lines[index];
  const next = lines[index + 1];
  if (!line || !next || line.marks.length > 0 || line.text.length > 60 || /[。．.;；、,:：]$/.test(line.text))
    return false;
  const set =
    line.form === 'bold' ||
    (line.form === 'plain' && (SIGNED.test(line.text) || (CAPITALS.test(line.text) && line.opensBlock)));
  return set && !interrupts(lines, index, open);
}

/** True when the next number continues a series that the heading would close. */
function interrupts(lines: readonly MarkedLine[], index: number, open: readonly OpenDraft[]): boolean {
  const end = Math.min(lines.length, index + 30);
  for (let at = index + 1; at < end; at += 1) {
    const line = lines[at];
    if (!line || line.form === 'heading') return false;
    if (line.marks.length === 0) continue;
    return line.marks.some((mark) =>
      open.some(
        (node) =>
          node.mark !== null &&
          node.style === mark.style &&
          !isContainer(node) &&
          node.line.form !== 'heading' &&
          relation(node.mark.path, mark.path) === 'next',
      ),
    );
  }
  return false;
}
