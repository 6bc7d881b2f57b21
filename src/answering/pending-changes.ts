import type { Answer, UpcomingChange } from '../domain/answer.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { pendingChange } from '../revision/pending-change.ts';
import type { ClauseTree } from './clause-tree.ts';

/**
 * The answer, with what versions that are not yet in force will do to the clauses it rests on.
 *
 * @param documents every version that is known.
 * @param asOf ISO date that the answer is for.
 */
export function withUpcomingChanges<A extends Answer>(
  answer: A,
  clauses: Pick<ClauseTree, 'byId'>,
  documents: readonly PolicyDocument[],
  asOf: string,
): A {
  const upcoming = answer.citations.flatMap(({ clauseId }): UpcomingChange[] => {
    const clause = clauses.byId(clauseId);
    const change = clause === null ? null : pendingChange(clause, documents, asOf);
    if (clause === null || change === null) return [];
    const { version, effectiveDate, kind, labels } = change;
    return [{ clauseId, clause: clause.label, version, effectiveDate, kind, labels }];
  });
  return upcoming.length === 0 ? answer : { ...answer, upcoming };
}
