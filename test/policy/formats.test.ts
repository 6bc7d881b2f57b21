import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../src/policy/markdown.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { readShared, sharedAvailable } from './shared-policies.ts';
import { read, treeOf } from './tree-text.ts';

const textOf = (markdown: string): readonly string[] => readMarkdown(markdown).lines.map((line) => line.text);

describe('Markdown', () => {
  it('takes markup off and leaves the words', () => {
    expect(
      textOf(
        '**太字**と*斜体*、`code`、[案内](https://example.org/a_(b))、<u>下線</u>、1\\. 番号、a_b_c、2 * 3 * 4、&amp;\n\nSee [the long\nname](x.md).\n<!-- secret -->\n',
      ),
    ).toEqual(['太字と斜体、code、案内、下線、1. 番号、a_b_c、2 * 3 * 4、&', 'See the long', 'name.']);
  });

  it('knows tables, quotes, code, rules, line breaks and underlined headings', () => {
    const { lines } = readMarkdown(
      'Title\n=====\n\n| a | b |\n|:-:|---|\n| 1<br>2 | ~~c~~ |\n\n> quoted\n\n```\n# code\n```\n\n---\n\nx  \ny<br>z\n',
    );
    expect(lines.map(({ form, text, hardBreak }) => `${form}${hardBreak ? '!' : ''} ${text}`)).toEqual([
      'heading Title',
      'row a | b',
      'row 1 2 | c',
      'quote quoted',
      'code # code',
      'plain! x',
      'plain! y',
      'plain z',
    ]);
  });

  it('leaves numbers in tables, quotes and code alone', () => {
    const document = read(
      '# 規程\n\n## 1 表\n\n| 2 | 甲 |\n|---|---|\n| 3 | 乙 |\n\n> 2 引用\n\n```\n2 コード\n```\n\n## 2 次\n\n守る。\n',
    );
    expect(document.clauses.map((clause) => clause.label)).toEqual(['0', '1', '2']);
  });
});

describe('the table of contents', () => {
  it.each([
    ['page numbers', '## 目次\n\n1. 目的\t4\n2. 古い題\t5\n\n'],
    ['leaders', '1 目的 ........ 4\n2 対象 …… 5\n3 雑則‥‥‥ 6\n\n'],
    ['article ranges', '目次\n　第1章　総則（第1条―第3条）\n　附則\n\n'],
    ['repeated words', '**Contents**\n\n- 1 目的\n- 2 対象\n\n'],
  ])('with %s is no clause', (_, contents) => {
    const document = read(
      `# 規程\n\n${contents}## 1 目的\n\n守る。\n\n## 2 対象\n\n守る。\n\n## 附則\n\n施行する。\n`,
    );
    expect(document.clauses.map((clause) => clause.label)).toEqual(['0', '1', '2', '附則']);
    expect(document.clauses[0]?.text).toBe('');
  });

  it('is told from a clause of that name', () => {
    const document = read('# Rules\n\n## 1 Contents\n\nThe folder holds papers.\n\n## 2 Order\n\nKeep it.\n');
    expect(document.clauses.map((clause) => clause.label)).toEqual(['0', '1', '2']);
  });
});

describe('HTML', () => {
  it('gives its main text: lists numbered as browsers do, tables as rows, the rest dropped', () => {
    const document = read(
      `<html><head><title>就業規則</title><style>p{}</style></head><body>
<nav><ul><li><a href="1">トップ</a></li></ul></nav><div class="sidebar">案内</div>
<h1>就業規則</h1><h2>第1章 総則</h2><h3>第1条（目的）</h3><p>この規則は、<b>労働条件</b>を定める。</p>
<h3>第2条（遵守）</h3><p>社員は、次の事項を守る。</p><ol><li>時間</li><li>秘密</li></ol><p>２　前項を守る。</p>
<table><tr><th>区分</th><th>日数</th></tr><tr><td>正社員</td><td>20<br>日</td></tr></table>
<div style="display:none">x</div><script>var a</script></body></html>`,
      'html',
    );
    expect(treeOf(document)).toEqual([
      '0 ^ | 就業規則 | ',
      '第1章 ^0 | 総則 | ',
      '第1条 ^第1章 | 目的 | この規則は、労働条件を定める。',
      '第2条 ^第1章 | 遵守 | ',
      '第2条第1項 ^第2条 |  | 社員は、次の事項を守る。',
      '第2条第1項第1号 ^第2条第1項 |  | 時間',
      '第2条第1項第2号 ^第2条第1項 |  | 秘密',
      '第2条第2項 ^第2条 |  | 前項を守る。⏎区分 | 日数⏎正社員 | 20 日',
    ]);
  });

  it('is titled by its head where the text has no title', () => {
    expect(
      readDocument({ path: 'a.html', content: '<title>規則</title><p>1 目的</p><p>守る。</p>' }).title,
    ).toBe('規則');
  });

  it('refuses elements that are nested without end', () => {
    expect(() => readDocument({ path: 'a.html', content: '<div>'.repeat(60_000) })).toThrowError(
      expect.objectContaining({ code: 'policy.unreadable' }),
    );
  });

  it.skipIf(!sharedAvailable)('gives the same clauses as the text of the same page', () => {
    const [page, text] = ['policies/raw/tokyo-ordinance.html', 'policies/ja/tokyo-ordinance.md'].map((path) =>
      readDocument({ path, content: readShared(path) }).clauses.map(
        ({ label, title, text: words, parent }) => [label, parent, title, words],
      ),
    );
    expect(page).toEqual(text);
  });
});

describe('content hashes', () => {
  it('change with a clause and with nothing else', () => {
    const before = read('# 規程\n\n## 1 鍵\n\n閉める。\n\n## 2 札\n\n着ける。\n').clauses;
    const after = read('# 規程\n\n## 1 鍵\n\n閉める。\n\n## 2 札\n\n外す。\n', 'txt');
    const changed = read('# 規程\n\n## 1 鍵\n\n閉める。\n\n## 2 札\n\n外す。\n').clauses;
    expect(changed.map((clause, index) => clause.contentHash === before[index]?.contentHash)).toEqual([
      true,
      true,
      false,
    ]);
    expect(before[0]?.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(after.clauses.length).toBeGreaterThan(0);
  });
});
