import { describe, expect, it } from 'vitest';
import { parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { goldenQuestion } from '../../src/training/golden-question.ts';
import { aRecord, RULES, reviewed, TAKE_OUT, USB } from './records.ts';

const golden = (record: Parameters<typeof goldenQuestion>[0]) =>
  parseCheckQuestions(goldenQuestion(record, [RULES]), 'golden')[0];

describe('goldenQuestion', () => {
  it('keeps a confirmed answer with its clause, words and approver', () => {
    expect(golden(reviewed(aRecord(), { finding: 'correct' }))).toMatchObject({
      question: 'ノートパソコンを家に持ち帰ってもいいですか',
      gold: ['7'],
      goldText: [TAKE_OUT.text],
      document: 'rules',
      verdict: 'allowed_conditional',
      answerable: true,
    });
  });

  it('takes the clause and the verdict that a reviewer expects', () => {
    const record = reviewed(aRecord(), {
      finding: 'wrong_clause',
      expectedClauses: [USB.id],
      expectedVerdict: 'not_allowed',
    });
    expect(golden(record)).toMatchObject({ gold: ['8'], goldText: [], verdict: 'not_allowed' });
  });

  it('expects nothing of a question that should not have been answered', () => {
    const record = reviewed(aRecord(), { finding: 'should_have_abstained' });
    expect(golden(record)).toMatchObject({ gold: [], verdict: 'not_stated', answerable: false });
  });

  it.each([
    ['without a review', aRecord()],
    ['without its wording', reviewed(aRecord({ question: null }), { finding: 'correct' })],
    ['whose right verdict nobody named', reviewed(aRecord(), { finding: 'wrong_verdict' })],
    [
      'whose right clause nobody named',
      reviewed(aRecord({ verdict: 'not_stated', clauses: [] }), {
        finding: 'should_have_answered',
        expectedVerdict: 'allowed',
      }),
    ],
    [
      'whose clause is gone',
      reviewed(aRecord(), { finding: 'wrong_clause', expectedClauses: ['rules/1/77'] }),
    ],
  ])('refuses a record %s', (_, record) => {
    expect(() => golden(record)).toThrow(expect.objectContaining({ code: 'review.incomplete' }));
  });
});
