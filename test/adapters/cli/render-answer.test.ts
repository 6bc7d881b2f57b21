import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';

import { answerJson } from '../../../adapters/cli/answer-json.ts';
import { renderAnswer } from '../../../adapters/cli/render-answer.ts';
import type { Verdict } from '../../../src/domain/answer.ts';
import { NOT_STATED } from '../../contracts/records.ts';
import { aClause, anAnswer, quoting } from '../../evaluation/examples.ts';

const rule = quoting(
  aClause({
    label: '第12条第1項',
    title: '持ち出し',
    text: '職員等は、所属長の許可なく端末を持ち出してはならない。',
  }),
);
const near = quoting(aClause({ label: '第13条', title: '廃棄' }));
const conditional = anAnswer('allowed_conditional', {
  language: 'ja',
  text: '所属長の許可があれば持ち出せます。',
  conditions: ['所属長の許可'],
  approver: '所属長',
  citations: [rule],
  related: [near],
  next: '申請書を出してください。',
  contact: { id: 'desk', name: '情報政策課', reach: '内線 100', source: 'contacts' },
});

describe('renderAnswer', () => {
  it('puts the verdict first, then sentence, conditions, quoted clauses, next step, contact, related', () => {
    expect(renderAnswer(conditional)).toBe(
      [
        '△ 条件つきで認められます',
        '所属長の許可があれば持ち出せます。',
        '',
        '条件  所属長の許可',
        '承認  所属長',
        '',
        '第12条第1項（持ち出し） — Title of rules, 1 版',
        '│ 職員等は、所属長の許可なく端末を持ち出してはならない。',
        '',
        '次に  申請書を出してください。',
        '問合せ先  情報政策課 内線 100',
        '',
        '関連する条項（この回答の根拠ではありません）',
        '  第13条（廃棄） — Title of rules, 1 版',
      ].join('\n'),
    );
  });

  it('speaks the language of the answer', () => {
    const text = renderAnswer({ ...conditional, language: 'en' });
    expect(text.startsWith('(✓) Allowed on conditions\n')).toBe(true);
    expect(text).toContain('Approver  所属長');
    expect(text).not.toContain('条件');
  });

  it('puts the contact before everything when something must be reported now, and only once', () => {
    const lines = renderAnswer({ ...conditional, urgent: true }).split('\n');
    expect(lines[0]).toBe('すぐに連絡  情報政策課 内線 100');
    expect(lines.filter((line) => line.includes('内線 100'))).toHaveLength(1);
  });

  it('shows how a related clause begins where it has no title', () => {
    const untitled = quoting(
      aClause({ label: '3', text: '職員等は、離席するときは端末をロックしなければならない。' }),
    );
    const text = renderAnswer({ ...conditional, related: [untitled] });
    expect(text).toContain('\n  3 — Title of rules, 1 版: 職員等は、離席するときは端末をロックし…');
  });

  it('leaves out what an answer does not have', () => {
    expect(renderAnswer(anAnswer('chitchat', { text: 'Hello.' }))).toBe(
      '– Not a question about the policy\nHello.',
    );
  });

  it.each(['ja', 'en'] as const)('tells every verdict from every other in %s without colours', (language) => {
    const verdicts: Verdict[] = [
      'allowed',
      'allowed_conditional',
      'not_allowed',
      'required',
      'applies',
      'does_not_apply',
      'informational',
      'not_stated',
      'needs_person',
      'refuse',
      'out_of_scope',
      'chitchat',
    ];
    const heads = verdicts.map((verdict) => renderAnswer(anAnswer(verdict, { language })).split('\n')[0]);
    expect(new Set(heads).size).toBe(verdicts.length);
  });

  it('fits the terminal, wide characters counted as two', () => {
    const layout = { width: 32, style: picocolors.createColors(true) };
    const text = renderAnswer(conditional, layout);
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(32);
    const quote = stripVTControlCharacters(text)
      .split('\n')
      .filter((line) => line.startsWith('│ '))
      .map((line) => line.slice(2));
    expect(quote.length).toBeGreaterThan(1);
    expect(quote.join('')).toBe(rule.quote);
  });

  it('lets no control character of a document reach the terminal', () => {
    const hostile = { ...rule, quote: 'a\u001b[2Jb\u0007c\u202ed\r', title: '\u001b]0;x\u0007' };
    const text = renderAnswer({ ...conditional, text: 'x\u009by', citations: [hostile] });
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(text).toContain('a[2Jbcd');
  });
});

describe('answerJson', () => {
  it('says which words were bridged to which, in the clauses of the answer', () => {
    const bridged = {
      ...conditional,
      bridges: [
        { word: '持って帰る', as: '持ち出す', similarity: 0.12345, clauseIds: [rule.clauseId, 'elsewhere'] },
      ],
    };
    expect(answerJson(bridged, 1).bridges).toEqual([
      {
        word: '持って帰る',
        as: '持ち出す',
        similarity: 0.123,
        clauses: [{ document: rule.document, clause: rule.clause }],
      },
    ]);
    expect(answerJson(conditional, 1).bridges).toEqual([]);
  });

  it('has the documented keys, and citations without internal ids', () => {
    const json = JSON.parse(JSON.stringify(answerJson(conditional, 1.23456)));
    expect(Object.keys(json)).toEqual([
      'verdict',
      'answer',
      'language',
      'conditions',
      'approver',
      'citations',
      'related',
      'bridges',
      'upcoming',
      'approved',
      'next',
      'contact',
      'confidence',
      'generation',
      'latencyMs',
    ]);
    expect(json).toMatchObject({ verdict: 'allowed_conditional', approver: '所属長', latencyMs: 1.23 });
    expect(json.citations).toEqual([
      {
        document: 'rules',
        version: '1',
        clause: '第12条第1項',
        title: '持ち出し',
        page: null,
        quote: rule.quote,
        start: 0,
        end: rule.quote.length,
      },
    ]);
  });
});

it('says when a clause will change, and that a person confirmed the answer', () => {
  const upcoming = [
    {
      clauseId: 'rules/1/3',
      clause: '3',
      version: '2',
      effectiveDate: '2027-04-01',
      kind: 'changed',
      labels: ['3'],
    },
    {
      clauseId: 'rules/1/4',
      clause: '4',
      version: '2',
      effectiveDate: '2027-04-01',
      kind: 'removed',
      labels: [],
    },
    {
      clauseId: 'rules/1/5',
      clause: '5',
      version: '2',
      effectiveDate: '2027-04-01',
      kind: 'moved',
      labels: ['7'],
    },
  ] as const;
  const english = renderAnswer({ ...NOT_STATED, language: 'en', approved: true, upcoming });
  expect(english).toContain('A person has confirmed this answer.');
  expect(english).toContain('3 changes with version 2, in force from 2027-04-01.');
  expect(english).toContain('4 goes with version 2, in force from 2027-04-01.');
  expect(english).toContain('5 changes with version 2, in force from 2027-04-01 (then 7).');
  const japanese = renderAnswer({ ...NOT_STATED, upcoming });
  expect(japanese).toContain('3 は 2027-04-01 施行の 2 版で変わります。');
  expect(japanese).toContain('4 は 2027-04-01 施行の 2 版でなくなります。');
  expect(japanese).toContain('5 は 2027-04-01 施行の 2 版で変わります（7 へ）。');
  expect(renderAnswer(NOT_STATED)).not.toContain('2027');
});
