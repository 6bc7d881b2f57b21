import type { Language } from '../domain/policy.ts';
import { columnsOf, type SourceLine } from './source-line.ts';

/** Words that cannot start a Japanese sentence at a line start: the sentence goes on from the line before. */
const CONTINUES_JA = /^(?:[ぁ-んー、。，．）)」』]|及び|又は|並びに|若しくは|中「|（(?!.*）$))/;
const ENDS = /[。．.！？!?:：；;」』]$/;

/** Column at which a document's lines were wrapped by hand, or null where lines are whole paragraphs. */
export function wrapColumn(lines: readonly SourceLine[]): number | null {
  const widths: number[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const before = lines[index - 1];
    const line = lines[index];
    if (!before || !line || line.opensBlock || line.form !== 'plain' || before.hardBreak) continue;
    widths.push(columnsOf(before.text));
  }
  if (widths.length < 5) return null;
  widths.sort((a, b) => a - b);
  const column = widths[Math.floor(widths.length * 0.9)] ?? 0;
  const full = widths.filter((width) => width >= column * 0.75).length;
  return column >= 30 && column <= 160 && full >= widths.length * 0.6 ? column : null;
}

/** True when `line` goes on with the sentence that `before` breaks off. */
export function continues(
  before: SourceLine,
  line: SourceLine,
  language: Language,
  column: number | null,
): boolean {
  if (line.opensBlock || before.hardBreak || line.form !== 'plain') return false;
  if (before.form === 'heading' || before.form === 'row' || before.form === 'code') return false;
  const filled = column !== null && columnsOf(before.text) >= column * 0.75;
  if (language === 'en') {
    const breaksOff =
      !ENDS.test(before.text) && (/^[a-z]/.test(line.text) || before.text.split(/\s+/).length >= 6);
    return (
      filled || breaksOff || (column !== null && line.indent === before.indent && !ENDS.test(before.text))
    );
  }
  if (line.indent >= 2 && line.indent > before.indent && !filled) return false;
  if (filled && !(ENDS.test(before.text) && columnsOf(before.text) < column * 0.9)) return true;
  return !ENDS.test(before.text) && (CONTINUES_JA.test(line.text) || opensBracket(before.text));
}

function opensBracket(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '（' || character === '(' || character === '「') depth += 1;
    else if (character === '）' || character === ')' || character === '」') depth -= 1;
  }
  return depth > 0;
}

/** Joins lines into paragraphs: broken sentences are made whole, paragraphs stand on lines of their own. */
export function joinLines(lines: readonly SourceLine[], language: Language, column: number | null): string {
  const parts: string[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before && continues(before, line, language, column)) {
      const space = language === 'en' || (/[A-Za-z0-9]$/.test(before.text) && /^[A-Za-z0-9]/.test(line.text));
      parts.push(space ? ' ' : '', line.text);
    } else parts.push(index === 0 ? '' : '\n', line.text);
  });
  return parts.join('');
}
