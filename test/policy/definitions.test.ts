import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { read } from './tree-text.ts';

const termsOf = (document: PolicyDocument): readonly (readonly [string, string])[] =>
  document.clauses.flatMap(({ text, definedTerms }) =>
    definedTerms.map(({ term, start, end }) => [term, text.slice(start, end)] as const),
  );

describe('defined terms', () => {
  it.each([
    [
      '「所属長」とは、配属先の課長（長。以下同じ。）をいう。次の文。',
      [['所属長', '「所属長」とは、配属先の課長（長。以下同じ。）をいう。']],
    ],
    [
      'この法律において「本人」とは、個人をいい、法人を除く。',
      [['本人', '「本人」とは、個人をいい、法人を除く。']],
    ],
    [
      '職員は、適用される者（以下「職員等」という。）に従う。',
      [['職員等', '適用される者（以下「職員等」という。）']],
    ],
    ['株式会社甲（以下「会社」といいます。）の社員', [['会社', '株式会社甲（以下「会社」といいます。）']]],
    [
      '組織規則（昭和46年規則第9号。以下「規則」という。）に定める',
      [['規則', '組織規則（昭和46年規則第9号。以下「規則」という。）']],
    ],
    ['「良い」と言ってはならない。', []],
  ])('%s', (text, expected) => {
    expect(termsOf(read(`# 規程\n\n## 1 雑則\n\n${text}\n`))).toEqual(expected);
  });

  it.each([
    [
      '"Personal Device" means any device not issued by IT. It is small.',
      [['Personal Device', '"Personal Device" means any device not issued by IT.']],
    ],
    [
      '‘CRD Information’ is defined as information received; and',
      [['CRD Information', '‘CRD Information’ is defined as information received;']],
    ],
    ['The Authority (the “Regulator”) acts.', [['Regulator', 'The Authority (the “Regulator”)']]],
    [
      'Confidential Information means any secret.',
      [['Confidential Information', 'Confidential Information means any secret.']],
    ],
    ['He said "stop" (loudly).', []],
  ])('%s', (text, expected) => {
    expect(termsOf(read(`# Policy\n\n## 1 Terms of use\n\n${text}\n`))).toEqual(expected);
  });

  it('are the titles of a list of definitions, with what they abbreviate', () => {
    const document = read(
      '# 方針\n\n## 2 定義\n\n用語は次のとおりとする。\n\n- (1) ネットワーク  \n通信網をいう。\n- (2) 番号系（個人番号利用事務系）  \n番号の事務をいう。\n',
    );
    expect(termsOf(document)).toEqual([
      ['ネットワーク', '通信網をいう。'],
      ['番号系', '番号の事務をいう。'],
      ['個人番号利用事務系', '番号の事務をいう。'],
    ]);
  });
});
