import type { RankedClause } from '../../src/domain/retrieval.ts';
import { sampleDocument } from '../indexing/samples.ts';

const TEXTS = Object.fromEntries(
  ['keys', 'phones', 'visitors', 'passwords', 'printers'].map((what, i) => [
    String(i + 1),
    `Staff must look after ${what}.`,
  ]),
);
const { clauses } = sampleDocument('rules', '1', TEXTS);

/** A ranking of clauses by their labels, best first. */
export function ranking(...labels: readonly string[]): readonly RankedClause[] {
  return labels.map((label, place) => {
    const clause = clauses.find((other) => other.label === label);
    if (clause === undefined) throw new Error(`There is no clause ${label}.`);
    const channels = { words: 10 - place };
    return { clause, score: 10 - place, coverage: 0.5, matches: [], channels };
  });
}

export const labels = (ranked: readonly RankedClause[]) => ranked.map(({ clause }) => clause.label);
