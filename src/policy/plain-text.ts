import { indentOf, normalizeLineBreaks, type SourceLine, type SourceText } from './source-line.ts';

const BULLET = /^[-*+]\s+(?=\S)/;

/** Reads plain text: every non-blank line as written, bullets taken off. */
export function readPlainText(content: string): SourceText {
  const lines: SourceLine[] = [];
  let opensBlock = true;
  for (const raw of normalizeLineBreaks(content).split('\n')) {
    const text = raw.trim();
    if (text === '' || /^([-*_=]\s?){3,}$/.test(text)) {
      opensBlock = true;
      continue;
    }
    const bullet = BULLET.exec(text);
    lines.push({
      text: bullet ? text.slice(bullet[0].length) : text,
      form: bullet ? 'list' : 'plain',
      depth: 0,
      indent: indentOf(raw),
      opensBlock: opensBlock || bullet !== null,
      hardBreak: false,
    });
    opensBlock = false;
  }
  return { lines, titleHint: null };
}
