import { describe, expect, it } from 'vitest';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import { isGold, isNearGold, isVerbatim } from '../../src/evaluation/gold.ts';
import { aClause, aDocument, aQuestion, quoting } from './examples.ts';

describe('isGold', () => {
  it('knows a clause by its label or by words it contains, whitespace aside', () => {
    const question = aQuestion({ gold: ['2'], goldText: ['a b  c'] });
    expect(isGold(question, aClause({ label: '2', text: 'other' }))).toBe(true);
    expect(isGold(question, aClause({ label: '9', text: 'xx a\nbc yy' }))).toBe(true);
    expect(isGold(question, aClause({ label: '9', title: 'a bc', text: '' }))).toBe(true);
    expect(isGold(question, aClause({ label: '9', text: 'a c b' }))).toBe(false);
  });

  it('counts no clause of another document where the question names one', () => {
    const question = aQuestion({ gold: ['2'], goldText: ['words'], document: 'rules' });
    expect(isGold(question, aClause({ label: '2', documentId: 'rules' }))).toBe(true);
    expect(isGold(question, aClause({ label: '2', documentId: 'others', text: 'words' }))).toBe(false);
  });
});

describe('isNearGold', () => {
  const reference = { text: 'clause 5', start: 0, end: 8, kind: 'internal', targets: ['5'] } as const;
  const clauses = [
    aClause({ label: '1' }),
    aClause({ label: '1(1)', parent: '1' }),
    aClause({ label: '1(1)a', parent: '1(1)', references: [reference] }),
    aClause({ label: '1(1)a-i', parent: '1(1)a' }),
    aClause({ label: '1(1)a-i-x', parent: '1(1)a-i' }),
    aClause({ label: '1(2)', parent: '1' }),
    aClause({ label: '5' }),
    aClause({ label: '1', documentId: 'others' }),
  ];
  const tree = new ClauseTree([aDocument(...clauses)]);
  const question = aQuestion({ gold: ['1(1)a'], document: 'rules' });
  const gold = clauses.filter((clause) => isGold(question, clause));

  it('takes gold, what stands above it, its children and what it refers to, and nothing else', () => {
    const near = clauses.filter((clause) => isNearGold(question, clause, gold, tree));
    expect(near.map(({ label, documentId }) => `${documentId} ${label}`)).toEqual([
      'rules 1',
      'rules 1(1)',
      'rules 1(1)a',
      'rules 1(1)a-i',
      'rules 5',
    ]);
  });
});

describe('isVerbatim', () => {
  const clause = aClause({ label: '1', text: '職員は、報告する。' });

  it('wants the exact words at the exact place of a known clause', () => {
    const whole = quoting(clause);
    expect(isVerbatim(whole, clause)).toBe(true);
    expect(isVerbatim({ ...whole, quote: '報告する', start: 4, end: 8 }, clause)).toBe(true);
    expect(isVerbatim({ ...whole, quote: '報告する', start: 3, end: 7 }, clause)).toBe(false);
    expect(isVerbatim({ ...whole, quote: '', start: 0, end: 0 }, clause)).toBe(false);
    expect(isVerbatim(whole, undefined)).toBe(false);
  });
});
