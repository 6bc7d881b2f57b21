import { setImmediate as turn } from 'node:timers/promises';
import { dayOf, inForce, pending } from '../domain/in-force.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { RevisedClause } from '../domain/revised-clause.ts';
import type { ClauseChange, RevisionDiff } from '../domain/revision.ts';
import { eachDiff } from './diff-knowledge.ts';
import { isSubstantial } from './substance.ts';

/**
 * The clauses that are not what they were, in substance, when `after` takes the place of `before`: at once, and from
 * each later day on which a version of `after` comes into force. Other work of the process goes on between two documents.
 *
 * @param now the moment of publication.
 */
export async function revisedClauses(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
  now: Date,
): Promise<readonly RevisedClause[]> {
  const today = dayOf(now);
  const days = new Set(pending(after, today).flatMap(({ effectiveDate }) => effectiveDate ?? []));
  const revised: RevisedClause[] = [];
  let valid = inForce(before, today);
  for (const day of [null, ...[...days].sort()]) {
    const next = inForce(after, day ?? today);
    const [old, current] = [new Sides(valid), new Sides(next)];
    for (const diff of eachDiff(valid, next)) {
      revised.push(...revisedBy(diff, old, current, day));
      await turn();
    }
    valid = next;
  }
  return revised;
}

function revisedBy(
  { changes }: RevisionDiff,
  old: Sides,
  now: Sides,
  effectiveDate: string | null,
): readonly RevisedClause[] {
  const revised = new Map<string, RevisedClause>();
  for (const change of changes.filter(isSubstantial)) {
    const { kind, effects } = change;
    const tell = (clauseId: string, clause: string) => {
      if (revised.has(clauseId)) return;
      const whats = [...new Set(effects.map(({ what }) => what))];
      const labels = change.after.map(({ label }) => label);
      revised.set(clauseId, { clauseId, clause, kind, effects: whats, labels, effectiveDate });
    };
    for (const { id, label } of change.before) tell(id, label);
    for (const { id, label } of excepted(change, changes, old, now)) tell(id, label);
  }
  return [...revised.values()];
}

/** Clauses of the old side from which a clause that comes or goes takes something away. */
function excepted(
  { kind, before, after, effects }: ClauseChange,
  changes: readonly ClauseChange[],
  old: Sides,
  now: Sides,
): readonly Pick<Clause, 'id' | 'label'>[] {
  if (!effects.some(({ what }) => what === 'exception')) return [];
  if (kind === 'removed') return before.flatMap(({ id }) => old.governedBy(id));
  if (kind !== 'added') return [];
  return after.flatMap(({ id }) => now.governedBy(id)).flatMap((clause) => formerly(clause, changes, old));
}

/** What a clause of the new side was before; nothing where it is new itself. */
function formerly(
  clause: Clause,
  changes: readonly ClauseChange[],
  old: Sides,
): readonly Pick<Clause, 'id' | 'label'>[] {
  const row = changes.find(({ after }) => after.some(({ id }) => id === clause.id));
  if (row === undefined) return old.labelled(clause.documentId, clause.label);
  const at = row.after.findIndex(({ id }) => id === clause.id);
  return row.before.length === row.after.length ? row.before.slice(at, at + 1) : row.before;
}

/** The clauses of one state of the documents. */
class Sides {
  private readonly byId: ReadonlyMap<string, Clause>;
  private readonly byLabel: ReadonlyMap<string, Clause>;

  constructor(documents: readonly PolicyDocument[]) {
    const clauses = documents.flatMap((document) => document.clauses);
    this.byId = new Map(clauses.map((clause) => [clause.id, clause]));
    this.byLabel = new Map(clauses.map((clause) => [`${clause.documentId} ${clause.label}`, clause]));
  }

  labelled(documentId: string, label: string): readonly Clause[] {
    const clause = this.byLabel.get(`${documentId} ${label}`);
    return clause === undefined ? [] : [clause];
  }

  /** What an exception excepts from: the clause above it, and those it names. */
  governedBy(id: string): readonly Clause[] {
    const clause = this.byId.get(id);
    if (clause === undefined) return [];
    const { parent, references } = clause;
    const labels = [...(parent === null ? [] : [parent]), ...references.flatMap(({ targets }) => targets)];
    return labels.flatMap((label) => this.labelled(clause.documentId, label));
  }
}
