import { indentOf, normalizeLineBreaks, type SourceLine, type SourceText } from './source-line.ts';

const BULLET = /^[-*+]\s+(?=\S)/;

/** Reads plain text: every non-blank line as written, bullets taken off. */
export function readPlainText(content: string): SourceText {
  const lines: SourceLine[] = [];
  let opensBlock = true;
  const raws = normalizeLineBreaks(content).split('\n');
  for (const [index, raw] of raws.entries()) {
    const text = raw.trim();
    if (text === '' || /^([-*_=]\s?){3,}$/.test(text)) {
      opensBlock = true;
      continue;
    }
    if (isRow(raws, index)) {
      lines.push({ text, form: 'row', depth: 0, indent: 0, opensBlock: true, hardBreak: false });
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

/** A line of a table: two tabs or more, like the line before or after it. */
function isRow(raws: readonly string[], index: number): boolean {
  const tabs = tabsOf(raws[index]);
  return tabs >= 2 && (tabsOf(raws[index - 1]) === tabs || tabsOf(raws[index + 1]) === tabs);
}

function tabsOf(raw: string | undefined): number {
  return raw?.trim().match(/\t+/g)?.length ?? 0;
}
