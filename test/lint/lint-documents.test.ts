import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintDocuments, summaryOf } from '../../src/lint/lint-documents.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { readPolicyFolder } from '../../src/policy/read-folder.ts';
import { readShared, sharedAvailable } from '../policy/shared-policies.ts';

const STATED = '---\nowner: 総務課\neffectiveDate: "2026-04-01"\n---\n';
const findings = (body: string, front = STATED) =>
  lintDocuments([readDocument({ path: 'rules.md', content: `${front}${body}` })]);
const shown = (body: string) =>
  findings(`# 規程\n\n${body}`).map(({ rule, labels, evidence, instead }) => [
    rule,
    labels.join(' '),
    evidence,
    instead,
  ]);

describe('a knowledge folder', () => {
  it('of our own sample has no findings', async () => {
    const { documents } = await readPolicyFolder(fileURLToPath(new URL('../../knowledge', import.meta.url)));
    expect(documents).toHaveLength(4);
    expect(lintDocuments(documents)).toEqual([]);
  });

  it.skipIf(!sharedAvailable)('of the reference policy has the known ones, each with its evidence', () => {
    const path = 'policies/ojiya/ojiya-basic-policy.md';
    const found = lintDocuments([readDocument({ path, content: readShared(path) })]);
    const about = (rule: string) => found.filter((finding) => finding.rule === rule);
    expect(about('reference-suspicious')).toMatchObject([
      {
        labels: ['7', '3'],
        evidence: expect.stringContaining('上記 3 の脅威'),
        instead: '4 対象とする脅威',
        severity: 'warning',
      },
    ]);
    expect(about('contents-differ')).toMatchObject([
      {
        labels: ['11'],
        evidence: '11. 情報セキュリティ実施手順の策定',
        instead: '11 セキュリティ実施手順の策定',
      },
    ]);
    expect(about('term-unused')).toMatchObject([{ labels: ['5(1)'], evidence: '内部部局' }]);
    expect(about('term-conflict')).toMatchObject([
      { labels: ['2(3)', '5(3)'], evidence: expect.stringMatching(/^情報資産/) },
    ]);
    expect(about('near-duplicate')).toMatchObject([{ labels: ['7(9)', '8', '9'] }]);
    expect(about('principle-without-exception')).toMatchObject([{ labels: ['7(3)①'] }]);
    expect(about('stop-missing')).toMatchObject([{ labels: ['11'] }]);
    expect(about('names-mixed').map(({ evidence }) => evidence)).toEqual([
      'ポリシー',
      '情報セキュリティポリシー',
    ]);
    expect(found.map(({ severity }) => severity)).toEqual(
      [...found.map(({ severity }) => severity)].sort().reverse(),
    );
    expect(summaryOf(found)).toEqual({ error: 0, warning: 5, note: found.length - 5 });
  });
});

describe('a finding', () => {
  const SCOPE = '（適用範囲）\n\n第1条　この規程は、職員に適用する。\n\n';

  it.each([
    [
      'a reference to nothing',
      `${SCOPE}第2条　職員は、第9条の届出をしなければならない。`,
      ['reference-dangling', '第2条', '第9条の届出をしなければならない', null],
    ],
    [
      'a number that comes twice',
      '## 1 鍵\n\n職員は、鍵を閉める。\n\n## 1 札\n\n職員は、札を着ける。',
      ['number-duplicate', '1~2 1', '1~2 札', null],
    ],
    [
      'a number left out',
      `${SCOPE}第2条　職員は、鍵を閉める。\n\n第4条　職員は、札を着ける。`,
      ['number-skipped', '第4条 第2条', '第4条', '第2条'],
    ],
    [
      'a term without use',
      `${SCOPE}（定義）\n\n第2条　この規程において「携帯鍵」とは、貸与を受けた鍵をいう。`,
      ['term-unused', '第2条', '携帯鍵', null],
    ],
    [
      'an abbreviation without explanation',
      `${SCOPE}第2条　職員は、ＸＱＺＴに報告しなければならない。`,
      ['term-undefined', '第2条', 'XQZT', null],
    ],
    [
      'a term defined twice',
      `${SCOPE}（定義）\n\n第2条　この規程において「鍵」とは、庁舎の出入口の錠を開けるものをいう。\n\n第3条　この規程において「鍵」とは、書庫及び金庫の錠に用いる電子的なカードをいう。`,
      [
        'term-conflict',
        '第2条 第3条',
        '鍵: 「鍵」とは、庁舎の出入口の錠を開けるものをいう。',
        '「鍵」とは、書庫及び金庫の錠に用いる電子的なカードをいう。',
      ],
    ],
    [
      'clauses that say the same',
      `${SCOPE}（退庁）\n\n第2条　職員は、退庁するときは、書庫及び金庫の施錠を確認しなければならない。\n\n（休日）\n\n第3条　職員は、退庁するときは、書庫及び金庫の施錠を必ず確認しなければならない。`,
      [
        'near-duplicate',
        '第2条 第3条',
        '職員は、退庁するときは、書庫及び金庫の施錠を確認しなければならない。',
        '職員は、退庁するときは、書庫及び金庫の施錠を必ず確認しなければならない。',
      ],
    ],
    [
      'a principle without exceptions',
      `${SCOPE}第2条　職員は、原則として、鍵を持ち帰ってはならない。`,
      ['principle-without-exception', '第2条', '職員は、原則として、鍵を持ち帰ってはならない。', null],
    ],
    [
      'a duty that binds nobody',
      '第1条　書庫は、施錠しなければならない。',
      ['duty-without-addressee', '第1条', '書庫は、施錠しなければならない。', null],
    ],
    [
      'an approval by nobody',
      `${SCOPE}第2条　職員は、許可を得なければ、鍵を持ち帰ってはならない。`,
      ['approval-without-approver', '第2条', '職員は、許可を得なければ、鍵を持ち帰ってはならない。', null],
    ],
    [
      'several names for itself',
      `${SCOPE}第2条　職員は、この規程を守らなければならない。本要綱に違反した者は、報告しなければならない。`,
      ['names-mixed', '第2条', '要綱', '規程'],
    ],
    [
      'a sentence without its stop',
      `${SCOPE}第2条　職員は、退庁するときは、鍵を閉めなければならない`,
      ['stop-missing', '第2条', '職員は、退庁するときは、鍵を閉めなければならない', null],
    ],
    [
      'a table of contents that is out of date',
      '## 目次\n\n1 目的\t1\n2 持出し\t2\n3 保管\t3\n\n## 1 目的\n\n職員が守る。\n\n## 2 持出しの禁止\n\n職員は、守る。\n\n## 3 保管\n\n職員は、守る。\n\n## 4 廃棄\n\n職員は、守る。',
      ['contents-differ', '2', '2 持出し', '2 持出しの禁止'],
    ],
  ])('is %s', (_, body, expected) => {
    expect(shown(body)).toContainEqual(expected);
  });

  it('is a missing owner and a missing or vague date', () => {
    const rules = (front: string) =>
      findings('# 規程\n\n第1条　職員は、守る。\n', front).map(({ rule }) => rule);
    expect(rules('')).toEqual(['effective-date-missing', 'owner-missing']);
    expect(rules(STATED)).toEqual([]);
  });

  it.each([
    [
      'an exception beside it',
      `${SCOPE}第2条　職員は、原則として、鍵を持ち帰ってはならない。ただし、緊急の場合は、この限りでない。`,
    ],
    [
      'a general clause on exceptions',
      `${SCOPE}第2条　職員は、原則として、鍵を持ち帰ってはならない。\n\n（例外措置）\n\n第3条　課長は、例外を認めることができる。`,
    ],
    ['an approver', `${SCOPE}第2条　職員は、課長の許可を得なければ、鍵を持ち帰ってはならない。`],
    [
      'an approval named elsewhere',
      `${SCOPE}第2条　職員は、課長の許可を得て、鍵を持ち帰ることができる。\n\n２　前項の許可を受けた職員は、記録しなければならない。`,
    ],
    [
      'a branch number and a removed range',
      `${SCOPE}第2条　職員は、守る。\n\n第2条の2　職員は、守る。\n\n第3条から第5条まで　削除\n\n第6条　職員は、守る。`,
    ],
    [
      'a term in other words',
      `${SCOPE}（定義）\n\n第2条　この規程において「鍵の貸与」とは、鍵を渡すことをいう。\n\n第3条　職員は、鍵を貸与するときは、記録しなければならない。`,
    ],
  ])('is not %s', (_, body) => {
    expect(shown(body)).toEqual([]);
  });

  it('looks into the other documents: terms, explanations and exceptions may stand there', () => {
    const document = (path: string, content: string) =>
      readDocument({ path, content: `${STATED}${content}` });
    const basic = document(
      'basic.md',
      '# 方針\n\n## 1 適用範囲\n\n職員に適用する。\n\n## 2 定義\n\n(1) 携帯鍵\n貸与を受けた鍵をいう。\n',
    );
    const standard = document(
      'standard.md',
      '# 基準\n\n## 1 適用範囲\n\n職員に適用する。\n\n## 2 鍵\n\n職員は、携帯鍵を返さなければならない。\n',
    );
    expect(lintDocuments([basic]).map(({ rule }) => rule)).toEqual(['term-unused']);
    expect(lintDocuments([basic, standard])).toEqual([]);
  });
});
