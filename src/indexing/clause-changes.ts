import type { ClauseChanges } from '../domain/generation.ts';
import { compareVersions } from '../domain/in-force.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';

/**
 * Which clauses differ between two states of the knowledge, by content hash. Each document version is compared with
 * itself before, or, when it is new, with the newest version of the same document before. Versions without any
 * difference are left out.
 */
export function clauseChanges(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): readonly ClauseChanges[] {
  const comparedWith = new Set<PolicyDocument>();
  const changes = after.map((document) => {
    const base = before.find((other) => isSameVersion(other, document)) ?? newestVersion(before, document.id);
    if (base !== null) comparedWith.add(base);
    return changesBetween(base, document);
  });
  const gone = before
    .filter(
      (document) => !comparedWith.has(document) && !after.some((other) => isSameVersion(other, document)),
    )
    .map((document) => changesBetween(document, null));
  return [...changes, ...gone].filter(
    ({ added, changed, removed }) => added.length + changed.length + removed.length > 0,
  );
}

function changesBetween(base: PolicyDocument | null, now: PolicyDocument | null): ClauseChanges {
  const hashesBefore = hashesByLabel(base?.clauses ?? []);
  const hashesNow = hashesByLabel(now?.clauses ?? []);
  const labels = [...hashesNow.keys()];
  return {
    documentId: (now ?? base)?.id ?? '',
    version: now?.version ?? null,
    comparedWith: base?.version ?? null,
    added: labels.filter((label) => !hashesBefore.has(label)),
    changed: labels.filter(
      (label) => hashesBefore.has(label) && hashesBefore.get(label) !== hashesNow.get(label),
    ),
    removed: [...hashesBefore.keys()].filter((label) => !hashesNow.has(label)),
  };
}

function hashesByLabel(clauses: readonly Clause[]): ReadonlyMap<string, string> {
  return new Map(clauses.map((clause) => [clause.label, clause.contentHash]));
}

function newestVersion(documents: readonly PolicyDocument[], id: string): PolicyDocument | null {
  const versions = documents.filter((document) => document.id === id);
  return versions.sort(compareVersions).at(-1) ?? null;
}

function isSameVersion(a: PolicyDocument, b: PolicyDocument): boolean {
  return a.id === b.id && a.version === b.version;
}
