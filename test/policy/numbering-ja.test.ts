import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, treeOf } from './tree-text.ts';

describe('Japanese statutes', () => {
  it('nest chapters, articles, paragraphs, items and イロハ; the first paragraph is made where others follow', () => {
    const document = read(
      `# 甲規程

## 第一章　総則

（目的）
第一条　この規程は、甲を定める。

（定義）
第二条　この規程において、次のとおりとする。
　一　端末　パソコンをいう。
　一の二　追加されたもの
　二　次に掲げるもの
　　イ　鍵
　　ロ　札
　　　(1)　名札
　　　(2)　番号札
２　前項の定めは、乙に準用する。

第二条の二　丙は、丁とする。

第三条から第五条まで　削除

　　　附　則（令和六年条例第一〇七号）　抄

（施行期日）
１　この規程は、公布の日から施行する。
２　経過措置は、別に定める。

別表第一（第二条関係）

| 区分 | 額 |
|---|---|
| 甲 | 100円 |
`,
    );
    expect(treeOf(document)).toEqual([
      '0 ^ | 甲規程 | ',
      '第1章 ^0 | 総則 | ',
      '第1条 ^第1章 | 目的 | この規程は、甲を定める。',
      '第2条 ^第1章 | 定義 | ',
      '第2条第1項 ^第2条 |  | この規程において、次のとおりとする。',
      '第2条第1項第1号 ^第2条第1項 | 端末 | パソコンをいう。',
      '第2条第1項第1号の2 ^第2条第1項 |  | 追加されたもの',
      '第2条第1項第2号 ^第2条第1項 |  | 次に掲げるもの',
      '第2条第1項第2号イ ^第2条第1項第2号 |  | 鍵',
      '第2条第1項第2号ロ ^第2条第1項第2号 |  | 札',
      '第2条第1項第2号ロ(1) ^第2条第1項第2号ロ |  | 名札',
      '第2条第1項第2号ロ(2) ^第2条第1項第2号ロ |  | 番号札',
      '第2条第2項 ^第2条 |  | 前項の定めは、乙に準用する。',
      '第2条の2 ^第1章 |  | 丙は、丁とする。',
      '第3条から第5条まで ^第1章 |  | 削除',
      '附則（令和6年条例第107号） ^0 | 附　則（令和六年条例第一〇七号）　抄 | ',
      '附則（令和6年条例第107号）第1項 ^附則（令和6年条例第107号） | 施行期日 | この規程は、公布の日から施行する。',
      '附則（令和6年条例第107号）第2項 ^附則（令和6年条例第107号） |  | 経過措置は、別に定める。',
      '別表第1 ^0 | （第二条関係） | 区分 | 額⏎甲 | 100円',
    ]);
    expect(document.clauses.map((clause) => clause.kind)).toEqual([
      'front_matter',
      'chapter',
      'purpose',
      ...Array.from({ length: 10 }, () => 'definition'),
      'rule',
      'rule',
      'supplementary',
      'supplementary',
      'supplementary',
      'schedule',
    ]);
  });

  it('are read where numbers and words stand on lines of their own and sentences are broken', () => {
    const source =
      '甲規程\n（倫理）\n第一条\n\n　職員（国家公務員法\n（昭和二十二年法律第百二十号）第二条\nに規定する者をいう。）は、守る。\n一\n\n　甲\n\n二\n\n　乙\n\n２\n\n　前項を守る。\n';
    expect(treeOf(read(source, 'txt')).slice(1)).toEqual([
      '第1条 ^0 | 倫理 | ',
      '第1条第1項 ^第1条 |  | 職員（国家公務員法（昭和二十二年法律第百二十号）第二条に規定する者をいう。）は、守る。',
      '第1条第1項第1号 ^第1条第1項 |  | 甲',
      '第1条第1項第2号 ^第1条第1項 |  | 乙',
      '第1条第2項 ^第1条 |  | 前項を守る。',
    ]);
  });

  it('take every number of paragraphs and items', () => {
    const plan = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(plan, fc.boolean(), (articles, wide) => {
        const digit = (value: number): string =>
          wide
            ? String(value).replace(/\d/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
            : String(value);
        const kanji = (value: number): string =>
          `${value > 9 ? '十' : ''}${['', ...'一二三四五六七八九'][value % 10] ?? ''}`;
        const lines: string[] = [];
        const labels: string[] = [];
        articles.forEach((paragraphs, article) => {
          const name = `第${article + 1}条`;
          if (paragraphs.length > 1) labels.push(name);
          paragraphs.forEach((items, paragraph) => {
            lines.push(`${paragraph === 0 ? name : digit(paragraph + 1)}　職員は、守る。`);
            const label = paragraphs.length > 1 ? `${name}第${paragraph + 1}項` : name;
            labels.push(label);
            for (let item = 1; item <= items; item += 1) {
              lines.push(`${kanji(item)}　端末を守ること。`);
              labels.push(`${label}第${item}号`);
            }
          });
          lines.push('');
        });
        expect(read(lines.join('\n'), 'txt').clauses.map((clause) => clause.label)).toEqual(labels);
      }),
    );
  });
});

describe('company rules', () => {
  it('have captions after or below the number, and 1. for paragraphs or for items', () => {
    const document = read(
      `# 情報規程

### 第1条（目的）
本規程は、目的を定める。

第2条（定義）
用語の定義は次のとおりとする。
1. 情報資産　情報をいう。
2. 従業者　役員をいう。

第3条
（持出し）
1. 従業者は、持ち出してはならない。
2. 前項にかかわらず、次の場合を除く。
 (1) 許可を得た場合
   ① 災害時
   ② 停電時
 (2) その他の場合
3. 前項の場合は、報告する。
`,
    );
    expect(treeOf(document).slice(1)).toEqual([
      '第1条 ^0 | 目的 | 本規程は、目的を定める。',
      '第2条 ^0 | 定義 | 用語の定義は次のとおりとする。',
      '第2条第1号 ^第2条 | 情報資産 | 情報をいう。',
      '第2条第2号 ^第2条 | 従業者 | 役員をいう。',
      '第3条 ^0 | 持出し | ',
      '第3条第1項 ^第3条 |  | 従業者は、持ち出してはならない。',
      '第3条第2項 ^第3条 |  | 前項にかかわらず、次の場合を除く。',
      '第3条第2項第1号 ^第3条第2項 |  | 許可を得た場合',
      '第3条第2項第1号① ^第3条第2項第1号 |  | 災害時',
      '第3条第2項第1号② ^第3条第2項第1号 |  | 停電時',
      '第3条第2項第2号 ^第3条第2項 |  | その他の場合',
      '第3条第3項 ^第3条 |  | 前項の場合は、報告する。',
    ]);
  });
});

describe('municipal texts', () => {
  it('keep their levels whatever the headings say, and tell （１） from (1)', () => {
    const document = read(
      '１．総則\n\n（１）　用語\n\n本文である。\n\n(1)甲\n\n甲の意味\n\n(2)乙\n\n乙の意味\n\n（２）対象\n\n対象である。\n\n２．管理\n\nａ．鍵\n\n（１）鍵を閉めること。\n\n（２）鍵を返すこと。\n\nｂ．札\n\n（１）札を着けること。\n',
    );
    expect(treeOf(document)).toEqual([
      '1 ^ | 総則 | ',
      '1(1) ^1 | 用語 | 本文である。',
      '1(1)(1) ^1(1) | 甲 | 甲の意味',
      '1(1)(2) ^1(1) | 乙 | 乙の意味',
      '1(2) ^1 | 対象 | 対象である。',
      '2 ^ | 管理 | ',
      '2a ^2 | 鍵 | ',
      '2a(1) ^2a |  | 鍵を閉めること。',
      '2a(2) ^2a |  | 鍵を返すこと。',
      '2b ^2 | 札 | ',
      '2b(1) ^2b |  | 札を着けること。',
    ]);
  });

  it('number 第1, 第2 with paragraphs as articles do', () => {
    const source =
      '○○市利用要領\n\n（趣旨）\n第１　この要領は、利用を定める。\n\n第２　利用者は、次の行為をしてはならない。\n　ア　貸すこと。\n　イ　改造すること。\n２　前項に違反した者は、停止する。\n\n様式第１号（第２関係）\n　氏名\n　住所\n';
    expect(treeOf(read(source, 'txt'))).toEqual([
      '0 ^ | ○○市利用要領 | ',
      '第1 ^0 | 趣旨 | この要領は、利用を定める。',
      '第2 ^0 |  | ',
      '第2第1項 ^第2 |  | 利用者は、次の行為をしてはならない。',
      '第2第1項ア ^第2第1項 |  | 貸すこと。',
      '第2第1項イ ^第2第1項 |  | 改造すること。',
      '第2第2項 ^第2 |  | 前項に違反した者は、停止する。',
      '様式第1号 ^0 | （第２関係） | 氏名⏎住所',
    ]);
  });

  it('leave a number that a sentence refers to in its sentence', () => {
    const document = read(
      '# 要綱\n\n## 1 投稿\n\n① 投稿してはならない。\n\n② ①にかかわらず、広報は投稿できる。\n\n①の同意は、口頭で足りる。\n\n(1)及び(2)の場合を除く。\n',
    );
    expect(treeOf(document).slice(2)).toEqual([
      '1① ^1 |  | 投稿してはならない。',
      '1② ^1 |  | ①にかかわらず、広報は投稿できる。⏎①の同意は、口頭で足りる。⏎(1)及び(2)の場合を除く。',
    ]);
  });

  it('read headings without markup', () => {
    const document = read(
      '【ルール】\n\n■ 目的\n情報を守るため。\n\n■ 困ったとき\n(1) 上司に相談する。\n(2) 窓口に連絡する。\n',
      'txt',
    );
    expect(treeOf(document)).toEqual([
      '0 ^ | 【ルール】 | ',
      '目的 ^0 | ■ 目的 | 情報を守るため。',
      '困ったとき ^0 | ■ 困ったとき | ',
      '困ったとき(1) ^困ったとき |  | 上司に相談する。',
      '困ったとき(2) ^困ったとき |  | 窓口に連絡する。',
    ]);
  });

  it('give restarting numbers the label of their part', () => {
    const document = read(
      '# 基準\n\n## 第1章 甲\n\n### 1 鍵\n\n守る。\n\n### 2 札\n\n守る。\n\n## 第2章 乙\n\n### 1 端末\n\n守る。\n',
    );
    expect(document.clauses.map((clause) => clause.label)).toEqual([
      '0',
      '第1章',
      '第1章の1',
      '第1章の2',
      '第2章',
      '第2章の1',
    ]);
  });

  it('suffix a number that comes twice', () => {
    const document = read('# 基準\n\n## 1 鍵\n\n守る。\n\n## 2 札\n\n守る。\n\n## 2 端末\n\n守る。\n');
    expect(document.clauses.map((clause) => clause.label)).toEqual(['0', '1', '2', '2~2']);
  });
});
