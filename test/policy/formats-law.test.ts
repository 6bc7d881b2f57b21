import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/policy/read-document.ts';
import { treeOf } from './tree-text.ts';

const law = (body: string, number = '<LawNum>令和八年規則第三号</LawNum>') =>
  `<?xml version="1.0" encoding="UTF-8"?><Law Era="Reiwa" Year="08" Num="003" LawType="Rule" Lang="ja">${number}<LawBody><LawTitle Kana="きそく">文書管理規則</LawTitle>${body}</LawBody></Law>`;
const read = (xml: string) => readDocument({ path: 'law.xml', content: xml });
const sentence = (text: string) => `<Sentence Num="1" WritingMode="vertical">${text}</Sentence>`;

const SAMPLE = law(`
<TOC><TOCLabel>目次</TOCLabel><TOCChapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle><ArticleRange>（第一条・第二条）</ArticleRange></TOCChapter></TOC>
<MainProvision>
 <Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>
  <Article Num="1"><ArticleCaption>（目的）</ArticleCaption><ArticleTitle>第一条</ArticleTitle>
   <Paragraph Num="1"><ParagraphNum/><ParagraphSentence>${sentence('この規則は、文書の<Ruby>管<Rt>かん</Rt></Ruby>理を定める。')}</ParagraphSentence></Paragraph>
  </Article>
  <Article Num="1_2"><ArticleCaption>（保存）</ArticleCaption><ArticleTitle>第一条の二</ArticleTitle>
   <Paragraph Num="1"><ParagraphNum/><ParagraphSentence>${sentence('職員は、次に掲げる文書を保存しなければならない。')}<Sentence Num="2" Function="proviso">ただし、写しを除く。</Sentence></ParagraphSentence>
    <Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Column Num="1">${sentence('永年文書')}</Column><Column Num="2">${sentence('永久')}</Column></ItemSentence>
     <Subitem1 Num="1"><Subitem1Title>イ</Subitem1Title><Subitem1Sentence>${sentence('条例の原本')}</Subitem1Sentence>
      <Subitem2 Num="1"><Subitem2Title>（１）</Subitem2Title><Subitem2Sentence>${sentence('公布の文書')}</Subitem2Sentence></Subitem2></Subitem1>
     <Subitem1 Num="2"><Subitem1Title>ロ</Subitem1Title><Subitem1Sentence>${sentence('予算書')}</Subitem1Sentence></Subitem1></Item>
    <Item Num="2"><ItemTitle>二</ItemTitle><ItemSentence>${sentence('その他の文書')}</ItemSentence></Item></Paragraph>
   <Paragraph Num="2"><ParagraphNum>２</ParagraphNum><ParagraphSentence>${sentence('前項の期間は、次の表による。')}</ParagraphSentence>
    <TableStruct><Table><TableRow><TableColumn>${sentence('区分')}</TableColumn><TableColumn>${sentence('年数')}</TableColumn></TableRow><TableRow><TableColumn>${sentence('甲')}</TableColumn><TableColumn>${sentence('十年')}${sentence('延長可')}</TableColumn></TableRow></Table></TableStruct></Paragraph>
  </Article>
 </Chapter>
</MainProvision>
<SupplProvision><SupplProvisionLabel>附　則</SupplProvisionLabel><Paragraph Num="1"><ParagraphNum/><ParagraphSentence>${sentence('この規則は、令和八年四月一日から施行する。')}</ParagraphSentence></Paragraph></SupplProvision>
<SupplProvision AmendLawNum="令和九年規則第一号" Extract="true"><SupplProvisionLabel>附　則</SupplProvisionLabel><Article Num="1"><ArticleCaption>（施行期日）</ArticleCaption><ArticleTitle>第一条</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence>${sentence('この規則は、公布の日から施行する。')}</ParagraphSentence></Paragraph></Article></SupplProvision>
<AppdxTable><AppdxTableTitle>別表第一</AppdxTableTitle><RelatedArticleNum>（第一条の二関係）</RelatedArticleNum><TableStruct><Table><TableRow><TableColumn>${sentence('甲')}</TableColumn><TableColumn>${sentence('乙')}</TableColumn></TableRow></Table></TableStruct></AppdxTable>`);

describe('the XML of a law', () => {
  it('gives chapters, articles, paragraphs, items, tables, supplements and appendices', () => {
    const document = read(SAMPLE);
    expect(document.title).toBe('文書管理規則');
    expect(document.effectiveDate).toBe('2026-04-01');
    expect(treeOf(document)).toEqual([
      '0 ^ | 文書管理規則 | （令和八年規則第三号）',
      '第1章 ^0 | 総則 | ',
      '第1条 ^第1章 | 目的 | この規則は、文書の管理を定める。',
      '第1条の2 ^第1章 | 保存 | ',
      '第1条の2第1項 ^第1条の2 |  | 職員は、次に掲げる文書を保存しなければならない。ただし、写しを除く。',
      '第1条の2第1項第1号 ^第1条の2第1項 |  | 永年文書　永久',
      '第1条の2第1項第1号イ ^第1条の2第1項第1号 |  | 条例の原本',
      '第1条の2第1項第1号イ(1) ^第1条の2第1項第1号イ |  | 公布の文書',
      '第1条の2第1項第1号ロ ^第1条の2第1項第1号 |  | 予算書',
      '第1条の2第1項第2号 ^第1条の2第1項 |  | その他の文書',
      '第1条の2第2項 ^第1条の2 |  | 前項の期間は、次の表による。⏎区分 | 年数⏎甲 | 十年 延長可',
      '附則 ^0 | 附則 | この規則は、令和八年四月一日から施行する。',
      '附則（令和9年規則第1号） ^0 | 附則　（令和九年規則第一号）　抄 | ',
      '附則（令和9年規則第1号）第1条 ^附則（令和9年規則第1号） | 施行期日 | この規則は、公布の日から施行する。',
      '別表第1 ^0 | （第一条の二関係） | 甲 | 乙',
    ]);
  });

  it('is found inside an answer of the law data service', () => {
    const wrapped = SAMPLE.replace(/<\?xml[^>]*\?>/, '')
      .replace(/^/, '<DataRoot><Result><Code>0</Code></Result><ApplData><LawFullText>')
      .concat('</LawFullText></ApplData></DataRoot>');
    expect(treeOf(read(wrapped))).toEqual(treeOf(read(SAMPLE)));
  });

  it.each([
    ['other XML', '<note><to>x</to></note>', 'policy.unreadable'],
    ['broken XML', '<Law><LawBody>', 'policy.unreadable'],
    ['no text', law('', ''), 'policy.empty'],
    [
      'an entity bomb',
      `<!DOCTYPE Law [<!ENTITY a "${'x'.repeat(99)}">]>${law('<MainProvision>&a;</MainProvision>').replace(/<\?xml[^>]*\?>/, '')}`,
      'policy.unreadable',
    ],
  ])('is refused when it is %s', (_, xml, code) => {
    expect(() => read(xml)).toThrowError(expect.objectContaining({ code }));
  });
});

const KANJI = '一二三四五六七八九十';
const SUBITEMS = 'イロハニホヘト';

/** A law as numbers of items by paragraph by article, and of subitems in each item. */
const articles = fc.array(fc.array(fc.array(fc.nat(3), { maxLength: 4 }), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});

describe('the structure that the XML states', () => {
  it('is the clause tree', () => {
    fc.assert(
      fc.property(articles, (shape) => {
        const expected: string[] = [];
        const xml = shape.map((paragraphs, article) => {
          const label = `第${article + 1}条`;
          expected.push(label);
          const inner = paragraphs.map((items, at) => {
            const home = paragraphs.length > 1 ? `${label}第${at + 1}項` : label;
            if (paragraphs.length > 1) expected.push(home);
            const innerItems = items.map((subitems, index) => {
              expected.push(`${home}第${index + 1}号`);
              const inside = Array.from({ length: subitems }, (_, sub) => {
                expected.push(`${home}第${index + 1}号${SUBITEMS.charAt(sub)}`);
                return `<Subitem1 Num="${sub + 1}"><Subitem1Title>${SUBITEMS.charAt(sub)}</Subitem1Title><Subitem1Sentence>${sentence('鍵を掛けること。')}</Subitem1Sentence></Subitem1>`;
              });
              return `<Item Num="${index + 1}"><ItemTitle>${KANJI.charAt(index)}</ItemTitle><ItemSentence>${sentence('戸を閉めること。')}</ItemSentence>${inside.join('')}</Item>`;
            });
            const number =
              at === 0
                ? '<ParagraphNum/>'
                : `<ParagraphNum>${String.fromCharCode(0xff11 + at)}</ParagraphNum>`;
            return `<Paragraph Num="${at + 1}">${number}<ParagraphSentence>${sentence('職員は、次の事項を守らなければならない。')}</ParagraphSentence>${innerItems.join('')}</Paragraph>`;
          });
          return `<Article Num="${article + 1}"><ArticleCaption>（題）</ArticleCaption><ArticleTitle>第${KANJI.charAt(article)}条</ArticleTitle>${inner.join('')}</Article>`;
        });
        const { clauses } = read(law(`<MainProvision>${xml.join('')}</MainProvision>`));
        expect(clauses.slice(1).map((clause) => clause.label)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
