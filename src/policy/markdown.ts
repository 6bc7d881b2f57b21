import { readHtml } from './html.ts';
import { indentOf, normalizeLineBreaks, type SourceLine, type SourceText } from './source-line.ts';

const FENCE = /^\s{0,3}(```|~~~)/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
// Japanese authors often leave out the space after the number signs.
const HEADING = /^ {0,3}(#{1,6})(?:[ \t\u3000]+|(?=第|[^\x20-\x7f#]))(.*?)[ \t\u3000]*#*[ \t\u3000]*$/;
const QUOTE = /^\s{0,3}(?:>[ \t]?)+/;
const BULLET = /^([ \t\u3000]*)[-*+][ \t]+(?=\S)/;
const SEPARATOR_ROW = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const BOLD_LINE = /^(\*\*|__)(?=\S)((?:(?!\1).)+)\1$/;

/** Reads Markdown line by line. Numbers at line starts are left in place: they, not the markup, make the tree. */
export function readMarkdown(content: string): SourceText {
  const { raws, brokenAt } = splitLines(content);
  const lines: SourceLine[] = [];
  let opensBlock = true;
  let fenced = false;
  let inTable = false;
  const push = (line: Omit<SourceLine, 'opensBlock'>): void => {
    if (line.text !== '') lines.push({ ...line, opensBlock });
    opensBlock = line.form === 'heading' || line.form === 'row';
  };
  for (let index = 0; index < raws.length; index += 1) {
    const raw = raws[index] ?? '';
    if (FENCE.test(raw)) {
      fenced = !fenced;
      opensBlock = true;
      continue;
    }
    const plain = { depth: 0, indent: indentOf(raw), hardBreak: false };
    if (fenced) {
      push({ ...plain, text: raw.trim(), form: 'code' });
      continue;
    }
    if (raw.trim() === '' || RULE.test(raw)) {
      opensBlock = true;
      inTable = false;
      continue;
    }
    if (/^\s*<table[\s>]/i.test(raw)) {
      const end = endOfTable(raws, index);
      lines.push(...readHtml(raws.slice(index, end + 1).join('\n')).lines);
      index = end;
      opensBlock = true;
      continue;
    }
    const next = raws[index + 1] ?? '';
    const row = /^\s*\|/.test(raw) || (raw.includes('|') && (inTable || isSeparatorRow(next)));
    if (row) {
      inTable = true;
      if (!isSeparatorRow(raw)) push({ ...plain, text: cellsOf(raw), form: 'row' });
      continue;
    }
    inTable = false;
    const underline = /^ {0,3}(=+|-{3,})\s*$/.exec(next);
    const heading = HEADING.exec(raw);
    if (heading || (underline && opensBlock && !BULLET.test(raw) && !QUOTE.test(raw))) {
      const depth = heading ? (heading[1] ?? '#').length : next.includes('=') ? 1 : 2;
      if (!heading) index += 1;
      opensBlock = true;
      push({ ...plain, text: inline(heading ? (heading[2] ?? '') : raw).trim(), form: 'heading', depth });
      continue;
    }
    if (QUOTE.test(raw)) {
      push({ ...plain, text: inline(raw.replace(QUOTE, '')).trim(), form: 'quote' });
      continue;
    }
    const bullet = BULLET.exec(raw);
    const body = bullet ? raw.slice(bullet[0].length) : raw;
    const hardBreak = / {2,}$/.test(body) || /[^\\]\\$/.test(body) || brokenAt.has(index);
    const words = body.trim().replace(/([^\\])\\$/, '$1');
    const bold = BOLD_LINE.exec(words);
    if (bullet) opensBlock = true;
    push({
      ...plain,
      text: inline(words).trim(),
      form: bold ? 'bold' : bullet ? 'list' : 'plain',
      hardBreak,
    });
  }
  return { lines, titleHint: null };
}

/** Lines with comments taken out and `<br>` made a line break; `brokenAt` holds the indexes of lines that end in one. */
function splitLines(content: string): {
  readonly raws: readonly string[];
  readonly brokenAt: ReadonlySet<number>;
} {
  const text = normalizeLineBreaks(content)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    // A link whose words run over a line end.
    .replace(/\[([^[\]\n]{1,200}\n[^[\]\n]{1,200})\]\([^()\s]*\)/g, '$1');
  const brokenAt = new Set<number>();
  const raws: string[] = [];
  for (const raw of text.split('\n')) {
    const parts = /^\s*\|/.test(raw) ? [raw.replace(/<br\s*\/?>/gi, ' ')] : raw.split(/<br\s*\/?>/i);
    parts.forEach((part, index) => {
      const isLast = index === parts.length - 1;
      if (isLast && parts.length > 1 && part.trim() === '') return;
      if (!isLast) brokenAt.add(raws.length);
      raws.push(part);
    });
  }
  return { raws, brokenAt };
}

function endOfTable(raws: readonly string[], start: number): number {
  for (let index = start; index < raws.length; index += 1) {
    if (/<\/table>/i.test(raws[index] ?? '')) return index;
  }
  return raws.length - 1;
}

function isSeparatorRow(raw: string): boolean {
  return raw.includes('-') && raw.includes('|') && SEPARATOR_ROW.test(raw);
}

function cellsOf(raw: string): string {
  const inner = raw
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell).trim())
    .filter((cell) => cell !== '')
    .join(' | ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  emsp: '\u3000',
};

/** Takes inline markup off: emphasis, code ticks, links (their words stay), tags, escapes, common entities. */
export function inline(text: string): string {
  if (!/[*_`[\]<>\\&~]/.test(text)) return text;
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, (_, character: string) => `\ue000${character.charCodeAt(0)}\ue001`)
    .replace(/!?\[([^[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/<((?:https?:|mailto:)[^<>\s]+)>/g, '$1')
    .replace(/<\/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?\/?>/g, '')
    .replace(/`+([^`]+)`+/g, '$1')
    .replace(/(\*\*|__|~~)(?=\S)((?:(?!\1).)*\S)\1/g, '$2')
    .replace(/(?<![*\w])\*(?=[^\s*])([^*]*[^\s*])\*(?![*\w])/g, '$1')
    .replace(/(?<![_\w])_(?=[^\s_])([^_]*[^\s_])_(?![_\w])/g, '$1')
    .replace(/&(nbsp|amp|lt|gt|quot|emsp);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/\ue000(\d+)\ue001/g, (_, code: string) => String.fromCharCode(Number(code)));
}
