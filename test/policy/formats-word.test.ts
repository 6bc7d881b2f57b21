import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { readWord } from '../../src/policy/docx.ts';
import { printNumber } from '../../src/policy/number-formats.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { treeOf } from './tree-text.ts';
import { inList, list, paragraph, table, wordFile } from './word-files.ts';
import { wordOfMarkdown } from './word-of-markdown.ts';

const SAMPLES = fileURLToPath(new URL('../../knowledge/policies/', import.meta.url));

const linesOf = (bytes: Uint8Array) => readWord(bytes, 'a.docx').lines.map((line) => line.text);
const readBytes = (content: Uint8Array): PolicyDocument => readDocument({ path: 'a.docx', content });

describe('a Word file of a sample policy', () => {
  it.each(readdirSync(SAMPLES))('%s gives the same clause tree', (name) => {
    const markdown = readFileSync(SAMPLES + name, 'utf8');
    const { bytes, automatic } = wordOfMarkdown(markdown);
    expect(automatic).toBeGreaterThan(40);
    const fromWord = readBytes(bytes);
    const fromMarkdown = readDocument({ path: name, content: markdown });
    expect(treeOf(fromWord)).toEqual(treeOf(fromMarkdown));
    expect(fromWord.clauses.map(({ kind, modality }) => [kind, modality])).toEqual(
      fromMarkdown.clauses.map(({ kind, modality }) => [kind, modality]),
    );
    expect(fromWord.language).toBe(fromMarkdown.language);
  });
});

describe('automatic numbers', () => {
  it('restart below a higher level, count on across paragraphs between, and start where they are told', () => {
    const { definition, num } = list(1, [
      { format: 'decimal', text: '第%1条' },
      { format: 'decimalFullWidth', text: '%2', start: 2 },
      { format: 'japaneseCounting', text: '%3', suffix: 'space' },
    ]);
    const again =
      '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>';
    const at = (level: number, text: string, id = 1) => paragraph(text, inList(id, level));
    expect(
      linesOf(
        wordFile({
          numbering: definition + num + again,
          body: [
            at(0, 'あ'),
            at(1, 'い'),
            at(2, 'う'),
            at(2, 'え'),
            paragraph('本文'),
            at(1, 'お'),
            at(2, 'か'),
            at(0, 'き'),
            at(1, 'く'),
            at(0, 'け', 2),
            at(0, 'こ', 2),
          ].join(''),
        }),
      ),
    ).toEqual([
      '第1条\tあ',
      '２\tい',
      '一 う',
      '二 え',
      '本文',
      '３\tお',
      '一 か',
      '第2条\tき',
      '２\tく',
      '第1条\tけ',
      '第2条\tこ',
    ]);
  });

  it('come from styles, from what styles are based on and from levels that name a style', () => {
    const { definition, num } = list(7, [
      { format: 'decimal', text: '%1', suffix: 'space', inner: '<w:pStyle w:val="Clause"/>' },
      { format: 'lowerLetter', text: '(%2)', suffix: 'space', inner: '<w:pStyle w:val="Item"/>' },
    ]);
    const styles =
      '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Item"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>';
    const styled = (style: string, inner = '') => paragraph('x', `<w:pStyle w:val="${style}"/>${inner}`);
    expect(
      linesOf(
        wordFile({
          styles,
          numbering: definition + num,
          body: [
            styled('Clause'),
            styled('Item'),
            styled('Small'),
            styled('Item', '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            styled('Clause'),
            styled('Loop'),
          ].join(''),
        }),
      ),
    ).toEqual(['1 x', '(a) x', '(b) x', 'x', '2 x', 'x']);
  });

  it('show the numbers above in their own format, or all in Arabic digits where the level says so', () => {
    const levels = [
      { format: 'upperRoman', text: '%1', suffix: 'space' as const },
      { format: 'decimal', text: '%1.%2', suffix: 'space' as const },
      { format: 'decimal', text: '%1.%2.%3', suffix: 'nothing' as const, inner: '<w:isLgl/>' },
      { format: 'bullet', text: '' },
    ];
    const { definition, num } = list(1, levels);
    const body = [0, 0, 1, 2, 3].map((level) => paragraph(' x', inList(1, level))).join('');
    expect(linesOf(wordFile({ numbering: definition + num, body }))).toEqual([
      'I  x',
      'II  x',
      'II.1  x',
      '2.1.1 x',
      'x',
    ]);
  });

  it.each([
    ['japaneseCounting', [1, 10, 12, 20, 105, 999], '一 十 十二 二十 百五 九百九十九'],
    ['japaneseDigitalTenThousand', [1, 10, 12], '一 一〇 一二'],
    ['irohaFullWidth', [1, 2, 3, 8], 'イ ロ ハ チ'],
    ['aiueoFullWidth', [1, 6, 46], 'ア カ ン'],
    ['decimalEnclosedCircle', [1, 20, 21, 36], '① ⑳ ㉑ ㊱'],
    ['decimalFullWidth', [3, 12], '３ １２'],
    ['lowerRoman', [4, 9, 14], 'iv ix xiv'],
    ['lowerLetter', [1, 26, 27, 53], 'a z aa aaa'],
    ['ideographTraditional', [1, 3], '甲 丙'],
    ['decimalZero', [3, 12], '03 12'],
    ['ordinal', [1, 2, 3, 11, 21], '1st 2nd 3rd 11th 21st'],
  ])('are printed as %s', (format, values, printed) => {
    expect(values.map((value) => printNumber(value, format)).join(' ')).toBe(printed);
  });
});

describe('the words of a Word file', () => {
  it('are those that are printed: insertions, field results, tabs; no deletions, codes, readings, hidden text', () => {
    const run = (inner: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr>${inner}</w:r>`;
    const text = (words: string) => `<w:t>${words}</w:t>`;
    const body = `<w:p>${[
      run(text('職員は')),
      `<w:del>${run('<w:delText>旧</w:delText>')}</w:del>`,
      `<w:ins>${run(text('、鍵を'))}</w:ins>`,
      run(text('秘密'), '<w:vanish/>'),
      run('<w:tab/>'),
      run('<w:fldChar w:fldCharType="begin"/>'),
      run('<w:instrText>PAGEREF x</w:instrText>'),
      run('<w:fldChar w:fldCharType="separate"/>'),
      run(text('4')),
      run('<w:fldChar w:fldCharType="end"/>'),
      `<w:r><w:ruby><w:rt>${run(text('かぎ'))}</w:rt><w:rubyBase>${run(text('掛'))}</w:rubyBase></w:ruby></w:r>`,
      '<w:hyperlink><w:r><w:t>ける</w:t></w:r></w:hyperlink>',
      run('<w:noBreakHyphen/><w:footnoteReference w:id="2"/>'),
    ].join('')}</w:p><w:sdt><w:sdtContent>${paragraph('枠の中')}</w:sdtContent></w:sdt>`;
    const footnotes = `<w:footnote w:type="separator" w:id="0">${paragraph('—')}</w:footnote><w:footnote w:id="2">${paragraph('注の文')}</w:footnote>`;
    expect(linesOf(wordFile({ body, footnotes }))).toEqual(['職員は、鍵を\t4掛ける-', '注の文', '枠の中']);
  });

  it('stand in rows of tables; a table of one column only frames its text', () => {
    const merged = `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${paragraph('甲')}</w:tc><w:tc><w:tcPr/>${paragraph('1')}${paragraph('2')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>${paragraph('甲')}</w:tc><w:tc><w:tcPr/>${paragraph('3')}</w:tc></w:tr></w:tbl>`;
    const { lines } = readWord(
      wordFile({
        body:
          table([
            ['区分', '日数'],
            ['正社員', '20'],
          ]) +
          merged +
          table([['枠の中']]),
      }),
      'a.docx',
    );
    expect(lines.map(({ form, text }) => `${form} ${text}`)).toEqual([
      'row 区分 | 日数',
      'row 正社員 | 20',
      'row 甲 | 1 2',
      'row 3',
      'plain 枠の中',
    ]);
  });
});

describe('a Word file that cannot be read', () => {
  const document = (xml: string) => zipSync({ 'word/document.xml': strToU8(xml) }, { level: 9 });
  const bomb = document(
    `<w:document xmlns:w="x"><w:body>${' '.repeat(70 * 1024 * 1024)}</w:body></w:document>`,
  );
  it.each([
    ['is no zip', strToU8('not a zip at all'), /no Word file/],
    ['is empty', new Uint8Array(0), /no Word file/],
    ['is cut off', wordFile({ body: paragraph('x') }).slice(0, 400), /no Word file/],
    ['is protected', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /password/],
    ['holds no document', zipSync({ 'a.txt': strToU8('x') }), /no Word file/],
    [
      'holds broken XML',
      document('<w:document xmlns:w="x"><w:body><w:p></w:body></w:document>'),
      /XML is broken/,
    ],
    ['unpacks without end', bomb, /unpacks to more than/],
    [
      'declares an entity bomb',
      document(
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x><body><p><r><t>&b;</t></r></p></body></x>',
      ),
      /XML is broken/,
    ],
    ['is nested without end', document(`<x>${'<a>'.repeat(100_000)}`), /nested too deeply/],
    ['has more than 50 MB', new Uint8Array(51 * 1024 * 1024), /MB/],
  ])('%s', (_, content, message) => {
    expect(() => readBytes(content)).toThrowError(
      expect.objectContaining({ code: 'policy.unreadable', message: expect.stringMatching(message) }),
    );
  });

  it('has no text', () => {
    expect(() => readBytes(wordFile({ body: '<w:p/>' }))).toThrowError(
      expect.objectContaining({ code: 'policy.empty' }),
    );
  });

  it('lies about the size of a part: what is beyond it is cut off', () => {
    const bytes = document(`<x><body><p><r><t>${'長'.repeat(200_000)}</t></r></p></body></x>`);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length - 4; at += 1) {
      // Local header and central directory both state the size.
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 100, true);
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    }
    expect(() => readBytes(bytes)).toThrowError(expect.objectContaining({ code: 'policy.unreadable' }));
  });
});
