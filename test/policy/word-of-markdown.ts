import { inList, type ListLevel, list, paragraph, table, wordFile } from './word-files.ts';

/** A level with what its numbers look like in the Markdown. */
interface Series extends ListLevel {
  readonly pattern: RegExp;
  /** The printed number of a value, without separator. */
  readonly print: (value: number, above: number) => string;
}

const full = (value: number) =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const half = (text: string) => text.normalize('NFKC');
const kanji = (value: number) => '一二三四五六七八九十'.charAt(value - 1);
const one = (signs: string) => (value: number) => signs.charAt(value - 1);

/** The lists that authors of such documents set up in Word: one for chapters, one for what stands in them. */
const LISTS: readonly (readonly Series[])[] = [
  [
    {
      pattern: /^第[０-９]+章　/,
      format: 'decimalFullWidth',
      text: '第%1章',
      print: (value) => `第${full(value)}章`,
    },
  ],
  [
    { pattern: /^第[\d０-９]+条　/, format: 'decimal', text: '第%1条', print: (value) => `第${value}条` },
    { pattern: /^[２-９]　/, format: 'decimalFullWidth', text: '%2', start: 2, print: full },
    { pattern: /^[一二三四五六七八九十]　/, format: 'japaneseCounting', text: '%3', print: kanji },
    { pattern: /^[イロハ]　/, format: 'irohaFullWidth', text: '%4', print: one('イロハ') },
  ],
  [
    { pattern: /^\d+ /, format: 'decimal', text: '%1', suffix: 'space', print: String },
    { pattern: /^\(\d+\) /, format: 'decimal', text: '(%2)', print: (value) => `(${value})` },
    {
      pattern: /^[①-⑳] /,
      format: 'decimalEnclosedCircle',
      text: '%3',
      suffix: 'space',
      print: one('①②③④⑤⑥⑦⑧⑨⑩'),
    },
    { pattern: /^[ア-オ] /, format: 'aiueoFullWidth', text: '%4', print: one('アイウエオ') },
  ],
  [
    { pattern: /^#\d+ /, format: 'decimal', text: '%1', print: String },
    {
      pattern: /^\d+\.\d+ /,
      format: 'decimal',
      text: '%1.%2',
      suffix: 'space',
      print: (value, above) => `${above}.${value}`,
    },
    {
      pattern: /^\([a-h]\) /,
      format: 'lowerLetter',
      text: '(%3)',
      print: (value) => `(${one('abcdefgh')(value)})`,
    },
    {
      pattern: /^\((?:i|ii|iii|iv)\) /,
      format: 'lowerRoman',
      text: '(%4)',
      print: (value) => `(${['i', 'ii', 'iii', 'iv'][value - 1]})`,
    },
  ],
];

/** A Word file of a Markdown document, with automatic numbers wherever Word would print the number that stands there. */
export function wordOfMarkdown(markdown: string): { readonly bytes: Uint8Array; readonly automatic: number } {
  const source = markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
  const english = /^# .*Policy$/m.test(source);
  const counts = LISTS.map((): number[] => []);
  let automatic = 0;
  const numbered = (text: string, properties: string): string => {
    for (const [id, levels] of LISTS.entries()) {
      if (english !== (id === 3)) continue;
      for (const [at, { pattern, print, start = 1 }] of levels.entries()) {
        const probe = id === 3 && at === 0 && properties !== '' ? `#${text}` : text;
        const match = pattern.exec(probe);
        const value = (counts[id]?.[at] ?? start - 1) + 1;
        const printed = print(value, counts[id]?.[0] ?? 0);
        if (!match || half(match[0].replace(/^#|[ 　]$/g, '')) !== half(printed)) continue;
        counts[id] = [...(counts[id] ?? []).slice(0, at), value];
        automatic += 1;
        return paragraph(text.slice(match[0].replace(/^#/, '').length), properties + inList(id + 1, at));
      }
    }
    return paragraph(text, properties);
  };
  const body = source
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      const heading = /^(#+) (.*)$/.exec(lines[0] ?? '');
      if (heading) return numbered(heading[2] ?? '', `<w:pStyle w:val="H${heading[1]?.length}"/>`);
      if (lines[0]?.startsWith('|')) return table(rowsOf(lines));
      if (lines[0]?.startsWith('>'))
        return paragraph(lines.map((line) => line.slice(2)).join('\n'), '<w:pStyle w:val="Quote"/>');
      return inParagraphs(lines)
        .map((text) => numbered(text, ''))
        .join('');
    })
    .join('');
  const lists = LISTS.map((levels, id) => list(id + 1, levels));
  const numbering = [...lists.map(({ definition }) => definition), ...lists.map(({ num }) => num)].join('');
  return { bytes: wordFile({ body, numbering }), automatic };
}

/** Lines of a table without its separator. */
export function rowsOf(lines: readonly string[]): readonly (readonly string[])[] {
  return lines
    .filter((line) => !/^\|[-| ]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** Lines that start with a number are paragraphs of their own; others are parted by line breaks. */
function inParagraphs(lines: readonly string[]): readonly string[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const opens = paragraphs.length === 0 || /^(?:[①-⑳]|\(\d+\)|[ア-オ] )/.test(line);
    if (opens) paragraphs.push(line);
    else paragraphs.push(`${paragraphs.pop()}\n${line}`);
  }
  return paragraphs;
}
