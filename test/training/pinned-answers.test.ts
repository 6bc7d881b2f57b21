import { describe, expect, it } from 'vitest';
import { stillPinned } from '../../src/training/pinned-answers.ts';
import { PASSWORD, TAKE_OUT, USB } from './records.ts';

const pin = ({ id, contentHash }: typeof USB) => ({ clauseId: id, contentHash, start: 0, end: 3 });

describe('stillPinned', () => {
  const pins = [pin(TAKE_OUT), pin(USB)];

  it('holds while every clause is there in the same words', () => {
    expect(stillPinned({ pins }, [PASSWORD, USB, TAKE_OUT])).toEqual({ holds: true });
  });

  it('holds through a new version that leaves the clauses as they were', () => {
    const next = [TAKE_OUT, USB].map((clause) => ({
      ...clause,
      id: `rules/2/${clause.label}`,
      documentVersion: '2',
    }));
    expect(stillPinned({ pins }, next)).toEqual({ holds: true });
  });

  it.each([
    ['a clause has changed', [TAKE_OUT, { ...USB, contentHash: 'other' }]],
    ['a clause is gone', [TAKE_OUT]],
    ['the same words stand in another document only', [TAKE_OUT, { ...USB, documentId: 'other' }]],
  ])('is broken where %s', (_, clauses) => {
    expect(stillPinned({ pins }, clauses)).toEqual({ holds: false, broken: [pin(USB)] });
  });
});
