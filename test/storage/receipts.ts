import type { PublicationReceipt } from '../../src/domain/generation.ts';

/** A receipt of a generation without documents. */
export function sampleReceipt(generation: string): PublicationReceipt {
  return {
    generation,
    previous: null,
    publishedAt: '2026-04-01T00:00:00.000Z',
    by: 'an admin',
    documents: [],
    clauses: 0,
    changes: [],
    problems: [],
    checks: [{ name: 'golden questions', outcome: 'passed', detail: '9 of 9' }],
  };
}
