import type { Answer, UpcomingChange } from '../domain/answer.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import { pendingChange } from '../revision/pending-change.ts';

/**
 * The answer, with what versions that are not yet in force will do to the clauses it rests on.
 *
 * @param documents every version that is known.
 * @param asOf ISO date that the answer is for.
 */
export function withUpcomingChanges<A extends Answer>(
  answer: A,
  clauses: ReadonlyMap<string, Clause>,
  documents: readonly PolicyDocument[],
  asOf: string,
): A {
  const upcoming = answer.citations.flatMap(({ clauseId }): UpcomingChange[] => {
    const clause = clauses.get(clauseId);
    const change = clause === undefined ? null : pendingChange(clause, documents, asOf);
    if (clause === undefined || change === null) return [];
    const { version, effectiveDate, kind, labels } = change;
    return [{ clauseId, clause: clause.label, version, effectiveDate, kind, labels }];
  });
  return upcoming.length === 0 ? answer : { ...answer, upcoming };
}
