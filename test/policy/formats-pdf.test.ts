import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../src/policy/pdf.ts';
import { readAnyDocument, readDocument } from '../../src/policy/read-document.ts';
import { type Printed, packedPdf, page, pdfFile } from './pdf-files.ts';
import { pdfOfMarkdown, USUAL } from './pdf-of-markdown.ts';
import { treeOf } from './tree-text.ts';

const SAMPLES = fileURLToPath(new URL('../../knowledge/policies/', import.meta.url));
const read = (content: Uint8Array) => readAnyDocument({ path: 'a.pdf', content });
const linesOf = async (bytes: Uint8Array) => (await readPdf(bytes, 'a.pdf')).lines.map((line) => line.text);

describe('a PDF file of a sample policy', () => {
  it.each(
    readdirSync(SAMPLES).flatMap((name) => [
      [name, 'usual', USUAL] as const,
      [
        name,
        'in Shift_JIS, wide apart',
        { ...USUAL, encoding: '90ms-RKSJ-H', leading: 21, gap: 12, letters: 36 } as const,
      ] as const,
      [
        name,
        'close, without heads',
        { ...USUAL, size: 9, leading: 13.5, gap: 6, letters: 50, heads: false },
      ] as const,
    ]),
  )('%s, set %s, gives the same clause tree', async (name, _, setting) => {
    // Shift_JIS has no é.
    const markdown = readFileSync(SAMPLES + name, 'utf8').replaceAll('é', 'e');
    const fromPdf = await read(pdfOfMarkdown(markdown, setting));
    const fromMarkdown = readDocument({ path: name, content: markdown });
    expect(treeOf(fromPdf)).toEqual(treeOf(fromMarkdown));
    expect(fromPdf.clauses.map(({ kind, modality }) => [kind, modality])).toEqual(
      fromMarkdown.clauses.map(({ kind, modality }) => [kind, modality]),
    );
  });

  it('says on which page each clause starts', async () => {
    const markdown = readFileSync(`${SAMPLES}minamori-security-standards.md`, 'utf8');
    const { clauses } = await read(pdfOfMarkdown(markdown));
    const pages = clauses.map((clause) => clause.page ?? 0);
    expect(pages[0]).toBe(1);
    expect(pages).toEqual([...pages].sort((a, b) => a - b));
    expect(pages.at(-1)).toBeGreaterThan(5);
  });
});

describe('running heads and page numbers', () => {
  const bodies = ['鍵を閉める。', '札を着ける。', '窓を閉じる。', '火を消す。'];
  const withEdges = (top: (page: number) => string, bottom: (page: number) => string) =>
    pdfFile(
      bodies.map((body, index) =>
        page(
          [`第${index + 1}条　職員は、${body}`, '２　前項の場合には、記録しなければならない。'],
          [
            { text: top(index + 1), x: 400, y: 40, size: 8 },
            { text: bottom(index + 1), x: 290, y: 810, size: 9 },
          ],
        ),
      ),
    );
  const expected = bodies.flatMap((body, index) => [
    `第${index + 1}条　職員は、${body}`,
    '２　前項の場合には、記録しなければならない。',
  ]);

  it.each([
    ['the same on all pages', () => '就業規則', () => '秘'],
    ['page numbers that count', () => '就業規則 第3版', (n: number) => `- ${n + 4} -`],
    ['numbers with their total', (n: number) => `${n}/4 ページ`, (n: number) => `${n}`],
    [
      'left and right pages',
      (n: number) => (n % 2 === 0 ? '就業規則' : '第一編 総則'),
      (n: number) => String(n),
    ],
  ])('are taken out: %s', async (_, top, bottom) => {
    expect(await linesOf(withEdges(top, bottom))).toEqual(expected);
  });

  it('do not take lines of the text with them', async () => {
    const texts = ['第1条　職員は、鍵を閉める。', '第2条　職員は、札を着ける。'];
    expect(await linesOf(pdfFile(texts.map((text) => page([text, '以上のとおり、定める。']))))).toEqual(
      texts.flatMap((text) => [text, '以上のとおり、定める。']),
    );
  });
});

describe('the words of a PDF file', () => {
  it('have the characters that were typed', async () => {
    // Radicals as fonts of PDF printers name them: 用, 長, 西, 民 and a ligature.
    const text = '利⽤者は、課⻑、⻄⼝の住⺠に、①の届出をする。';
    expect(await linesOf(pdfFile([page([text])]))).toEqual(['利用者は、課長、西口の住民に、①の届出をする。']);
  });

  it('lose hyphens and line ends, and keep the spaces between Latin words', async () => {
    const lines = ['Users must not connect per-', 'sonal equipment to the city', 'network.'];
    expect(await linesOf(pdfFile([page(lines)]))).toEqual([
      'Users must not connect personal equipment to the city network.',
    ]);
  });

  it('stand in rows where columns line up, and beside their number where they do not', async () => {
    const at = (text: string, x: number, y: number): Printed => ({ text, x, y, size: 10.5 });
    const runs = [
      at('第1条', 70, 90),
      at('職員は、次の表によらなければならない。この限りで', 120, 90),
      at('区分', 70, 130),
      at('日数', 200, 130),
      at('備考', 330, 130),
      at('正社員', 70, 155),
      at('二十日', 200, 155),
      at('繰越しができる', 330, 155),
      at('ものとする', 330, 170),
      at('第2条', 70, 210),
      at('職員は、守る。', 120, 210),
    ];
    const { lines } = await readPdf(pdfFile([runs]), 'a.pdf');
    expect(lines.map(({ form, text }) => `${form} ${text}`)).toEqual([
      'plain 第1条\t職員は、次の表によらなければならない。この限りで',
      'row 区分 | 日数 | 備考',
      'row 正社員 | 二十日 | 繰越しができるものとする',
      'plain 第2条\t職員は、守る。',
    ]);
  });

  it('are read from the right in vertical writing', async () => {
    const columns = [
      ['第一条　職員は（非常勤の者を含む。）、「鍵」を閉め、かつ、退庁の時刻を記録しな', 'ければならない。'],
      ['２　前項の鍵は、守衛に預ける。'],
    ].flat();
    const bytes = pdfFile([columns.map((text, index) => ({ text, x: 500 - index * 20, y: 80, size: 12 }))], {
      encoding: 'UniJIS-UCS2-V',
    });
    expect(treeOf(await read(bytes))).toEqual([
      '第1条 ^ |  | ',
      '第1条第1項 ^第1条 |  | 職員は（非常勤の者を含む。）、「鍵」を閉め、かつ、退庁の時刻を記録しなければならない。',
      '第1条第2項 ^第1条 |  | 前項の鍵は、守衛に預ける。',
    ]);
  });

  it('keep the entries of a table of contents apart, which is then left out', async () => {
    const at = (text: string, x: number, y: number): Printed => ({ text, x, y, size: 10.5 });
    const titles = ['はじめに', '目的', '対象'];
    const runs = [
      at('目次', 70, 80),
      ...titles.flatMap((title, index) => [
        at(title, 70, 100 + index * 17),
        at(String(index + 2), 520, 100 + index * 17),
      ]),
      ...titles.flatMap((title, index) => [
        { text: title, x: 70, y: 200 + index * 60, size: 14 },
        at(
          `${index + 1}番目の条文として、職員は、この章に定めるところにより文書を取り扱わなければ`,
          70,
          220 + index * 60,
        ),
        at('ならない。', 70, 237 + index * 60),
      ]),
    ];
    const { clauses, contents } = await read(pdfFile([runs]));
    expect(contents).toEqual(titles.map((title, index) => `${title}\t${index + 2}`));
    expect(clauses.map(({ title }) => title).filter((title) => titles.includes(title))).toEqual(titles);
    expect(clauses.at(-1)?.text).toBe(
      '3番目の条文として、職員は、この章に定めるところにより文書を取り扱わなければならない。',
    );
  });

  it('lose the signs of lists; what introduces a list is no title', async () => {
    const { clauses } = await read(
      pdfFile([
        page(['1 持物', '職員は、次の物を持つ:', '• (1) 鍵', '• (2) 札を着ける。', '• 名札は、胸に着ける。']),
      ]),
    );
    expect(treeOf({ clauses } as never)).toEqual([
      '1 ^ | 持物 | 職員は、次の物を持つ:',
      '1(1) ^1 |  | 鍵',
      '1(2) ^1 |  | 札を着ける。⏎名札は、胸に着ける。',
    ]);
  });

  it('leave readings above characters out', async () => {
    const small: Printed = { text: 'かぎ', x: 80, y: 82, size: 5 };
    expect(await linesOf(pdfFile([page(['職員は、鍵を閉めなければならない。'], [small])]))).toEqual([
      '職員は、鍵を閉めなければならない。',
    ]);
  });
});

describe('a PDF file with compressed pages', () => {
  it('is read', async () => {
    expect(await linesOf(packedPdf(1000))).toEqual(['職員は、鍵を閉めなければならない。']);
  });
});

describe('a PDF file that cannot be read', () => {
  it.each([
    ['is a scan', pdfFile([], { pictures: 3 }), 'policy.unreadable', /scan/],
    [
      'is a scan with stamped page numbers',
      pdfFile([page(['- 1 -'])], { pictures: 3 }),
      'policy.unreadable',
      /scan/,
    ],
    ['has no text', pdfFile([[]]), 'policy.empty', /no text/],
    [
      'is protected',
      pdfFile([page(['職員は、守る。'])], { encrypted: true }),
      'policy.unreadable',
      /password/,
    ],
    ['is no PDF', new TextEncoder().encode('not a pdf'), 'policy.unreadable', /no PDF/],
    ['is empty', new Uint8Array(0), 'policy.unreadable', /no PDF/],
    ['is cut off', pdfFile([page(['職員は、守る。'])]).slice(0, 150), 'policy.unreadable', /broken/],
    ['unpacks without end', packedPdf(60 * 1024 * 1024), 'policy.unreadable', /unpacks to more/],
    ['has more than 50 MB', new Uint8Array(51 * 1024 * 1024), 'policy.unreadable', /MB/],
  ])('%s', async (_, content, code, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/.{10}/),
    });
  });
});
