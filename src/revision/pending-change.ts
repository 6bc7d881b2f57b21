import { compareVersions, pending } from '../domain/in-force.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { ClauseChange, PendingChange, RevisionDiff } from '../domain/revision.ts';
import { diffDocuments } from './diff-documents.ts';

/**
 * What the next version that is not yet in force on a day, and touches a clause, does to it: changes its words, removes,
 * moves or renumbers it, or adds an exception or a case below it. Null where no pending version touches it. Comparisons
 * are remembered as long as both documents are.
 *
 * @param documents every version that is known; the clause's own is among them.
 * @param asOf ISO date, or a timestamp of which the date counts.
 */
export function pendingChange(
  clause: Clause,
  documents: readonly PolicyDocument[],
  asOf: string,
): PendingChange | null {
  const base = documents.find(
    ({ id, version }) => id === clause.documentId && version === clause.documentVersion,
  );
  if (!base) return null;
  const versions = pending(
    documents.filter(({ id }) => id === clause.documentId),
    asOf,
  )
    .filter((version) => version !== base)
    .sort(compareVersions);
  for (const version of versions) {
    const change = changeOf(clause, comparisonOf(base, version));
    if (change === null || version.effectiveDate === null) continue;
    return {
      documentId: version.id,
      version: version.version,
      effectiveDate: version.effectiveDate,
      kind: change.kind,
      labels: labelsAfter(clause, change),
      change,
    };
  }
  return null;
}

/** The row that a clause of the old side is in, or that adds something to it. */
function changeOf(clause: Clause, { changes }: RevisionDiff): ClauseChange | null {
  const own = changes.find(({ before }) => before.some(({ id }) => id === clause.id));
  if (own && own.kind !== 'references') return own;
  // Its number is the same on both sides, or its own row would say otherwise.
  const below = changes.find(({ kind, after }) => kind === 'added' && after[0]?.parent === clause.label);
  return below ?? (own && own.effects.length > 0 ? own : null);
}

function labelsAfter(clause: Clause, { kind, before, after }: ClauseChange): readonly string[] {
  // Runs of clauses that moved or were renumbered together stand side by side.
  const at = before.findIndex(({ id }) => id === clause.id);
  const paired = before.length === after.length && (kind === 'moved' || kind === 'renumbered');
  return (paired ? after.slice(at, at + 1) : after).map(({ label }) => label);
}

const comparisons = new WeakMap<PolicyDocument, WeakMap<PolicyDocument, RevisionDiff>>();

function comparisonOf(before: PolicyDocument, after: PolicyDocument): RevisionDiff {
  const known = comparisons.get(before) ?? new WeakMap<PolicyDocument, RevisionDiff>();
  comparisons.set(before, known);
  const diff = known.get(after) ?? diffDocuments(before, after);
  known.set(after, diff);
  return diff;
}
