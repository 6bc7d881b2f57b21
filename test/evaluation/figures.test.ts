import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import type { Answer, Verdict } from '../../src/domain/answer.ts';
import type { CheckQuestion } from '../../src/evaluation/check-questions.ts';
import { checkAnswer, percentile, staffFigures } from '../../src/evaluation/figures.ts';
import { aClause, aDocument, anAnswer, aQuestion, quoting } from './examples.ts';

const clauses = ['1', '2', '3', '4', '5', '6'].map((label) => aClause({ label }));
const tree = new ClauseTree([aDocument(...clauses)]);
const byId = new Map(clauses.map((clause) => [clause.id, clause]));
const cite = (...labels: string[]) =>
  clauses.filter(({ label }) => labels.includes(label)).map((clause) => quoting(clause)) as never;
const checked = (question: Partial<CheckQuestion>, answer: Answer, latencyMs = 1) =>
  checkAnswer(aQuestion(question), answer, latencyMs, byId, tree);
const verdictPair = (expected: Verdict, given: Verdict, accept: readonly Verdict[] = [expected]) =>
  checked({ verdict: expected, accept: new Set(accept) }, anAnswer(given));

describe('staffFigures', () => {
  it('counts a hit by the place of the first gold clause among citations, then related', () => {
    const figures = staffFigures([
      checked({ gold: ['1'] }, anAnswer('allowed', { citations: cite('1', '2') })),
      checked({ gold: ['3'] }, anAnswer('allowed', { citations: cite('1', '2'), related: cite('3') })),
      checked(
        { gold: ['5'] },
        anAnswer('allowed', { citations: cite('1'), related: cite('2', '3', '4', '5') }),
      ),
      checked({ gold: ['6'] }, anAnswer('not_stated', { related: cite('1') })),
      // Without gold, or not answerable: no part of these figures.
      checked({ gold: [], verdict: 'chitchat' }, anAnswer('chitchat')),
      checked({ gold: ['1'], answerable: false }, anAnswer('not_stated')),
    ]);
    expect(figures.clauseHitAt1).toBe(1 / 4);
    expect(figures.clauseHitAt3).toBe(2 / 4);
    expect(figures.clauseHitAt5).toBe(3 / 4);
    expect(figures.mrr).toBeCloseTo((1 + 1 / 3 + 1 / 5 + 0) / 4, 12);
    expect(figures.citationPrecision).toBe(1 / 5);
  });

  it('measures withholding by the expected verdict, whatever the kind', () => {
    const figures = staffFigures([
      verdictPair('not_stated', 'needs_person'),
      verdictPair('refuse', 'informational'),
      verdictPair('allowed', 'out_of_scope'),
      verdictPair('chitchat', 'chitchat'),
      verdictPair('required', 'required'),
    ]);
    expect(figures.withheldPrecision).toBe(2 / 3);
    expect(figures.withheldRecall).toBe(2 / 3);
    expect(figures.verdictAccuracy).toBe(2 / 5);
  });

  it('measures rulings: how often one was right, and how often one was given where one was due', () => {
    const figures = staffFigures([
      verdictPair('allowed', 'allowed'),
      verdictPair('required', 'applies', ['required', 'applies']),
      verdictPair('not_allowed', 'needs_person'),
      verdictPair('informational', 'not_allowed'),
    ]);
    expect(figures.rulingPrecision).toBe(2 / 3);
    expect(figures.rulingCoverage).toBe(2 / 3);
  });

  it.each<[Verdict, Verdict[], number]>([
    ['allowed', ['not_allowed'], 1],
    ['allowed_conditional', ['not_stated', 'needs_person'], 1],
    ['does_not_apply', ['applies'], 1],
    // Another permission would have passed: wrong, but not invented.
    ['allowed', ['allowed_conditional'], 0],
    ['informational', ['not_allowed'], 0],
    ['required', ['not_stated'], 0],
  ])('an answer %s where %j would pass invents %i permissions', (given, accept, count) => {
    expect(staffFigures([verdictPair(accept[0] as Verdict, given, accept)]).inventedPermissions).toBe(count);
  });

  it.each<[Verdict, Verdict[], number]>([
    ['allowed', ['not_allowed'], 1],
    ['informational', ['required'], 1],
    ['applies', ['not_allowed', 'required'], 1],
    ['needs_person', ['not_allowed'], 0],
    ['required', ['not_allowed'], 0],
    ['informational', ['not_allowed', 'informational'], 0],
    ['allowed', ['allowed_conditional'], 0],
  ])('an answer %s where %j would pass misses %i prohibitions', (given, accept, count) => {
    expect(staffFigures([verdictPair(accept[0] as Verdict, given, accept)]).missedProhibitions).toBe(count);
  });

  it('compares approvers where a ruling was given: equal or one within the other', () => {
    const asked = { approver: '所属の課長' };
    const figures = staffFigures([
      checked(asked, anAnswer('allowed', { approver: '課長' })),
      checked(asked, anAnswer('allowed', { approver: 'あなたの所属の 課長' })),
      checked(asked, anAnswer('allowed', { approver: '部長' })),
      checked(asked, anAnswer('allowed', { approver: null })),
      checked(asked, anAnswer('needs_person', { approver: null })),
      checked({ approver: null }, anAnswer('allowed', { approver: '部長' })),
    ]);
    expect(figures.approverAccuracy).toBe(2 / 4);
  });

  it('finds a quote that is not word for word, among citations and related', () => {
    const [first] = cite('1') as unknown as [ReturnType<typeof quoting>];
    const figures = staffFigures([
      checked({}, anAnswer('allowed', { citations: [first], related: [{ ...first, quote: 'other words' }] })),
    ]);
    expect(figures.verbatimCitations).toBe(0.5);
  });

  it('gives null, not a number, where nothing bears on a figure', () => {
    const figures = staffFigures(
      [verdictPair('chitchat', 'chitchat')].map((one) => ({
        ...one,
        question: aQuestion({ verdict: 'chitchat', gold: [], answerable: false }),
      })),
    );
    expect(figures).toMatchObject({
      questions: 1,
      clauseHitAt1: null,
      mrr: null,
      citationPrecision: null,
      rulingPrecision: null,
      rulingCoverage: null,
      approverAccuracy: null,
      verbatimCitations: null,
      inventedPermissions: 0,
    });
  });

  it('keeps every share between 0 and 1, hits growing with k, whatever is answered', () => {
    const verdict = fc.constantFrom<Verdict>(
      'allowed',
      'not_allowed',
      'required',
      'informational',
      'not_stated',
      'refuse',
    );
    const labels = fc.subarray(['1', '2', '3', '4', '5', '6']);
    const pair = fc.record({
      expected: verdict,
      given: verdict,
      gold: labels,
      cited: labels,
      related: labels,
    });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
        const figures = staffFigures(
          pairs.map(({ expected, given, gold, cited, related }) =>
            checked(
              { verdict: expected, accept: new Set([expected]), gold },
              anAnswer(given, { citations: cite(...cited), related: cite(...related) }),
            ),
          ),
        );
        const { questions, inventedPermissions, missedProhibitions, latencyMs, ...shares } = figures;
        expect(questions).toBe(pairs.length);
        for (const value of Object.values(shares)) {
          if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
        }
        const { clauseHitAt1, clauseHitAt3, clauseHitAt5, mrr } = figures;
        if (clauseHitAt1 !== null && clauseHitAt3 !== null && clauseHitAt5 !== null && mrr !== null) {
          expect(clauseHitAt1 <= clauseHitAt3 && clauseHitAt3 <= clauseHitAt5).toBe(true);
          expect(mrr >= clauseHitAt1).toBe(true);
        }
        expect(inventedPermissions + missedProhibitions <= 2 * questions).toBe(true);
        expect(latencyMs.p50).toBeLessThanOrEqual(latencyMs.p95);
      }),
    );
  });
});

describe('percentile', () => {
  it('is the smallest value that the share does not exceed', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(percentile([7], 0.01)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
  });
});
