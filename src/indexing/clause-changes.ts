import type { ClauseChanges } from '../domain/generation.ts';
import { compareVersions } from '../domain/in-force.ts';
import type { Clause } from '../domain/policy.ts';
import type { SourceDocument } from './source-document.ts';

/**
 * Which clauses differ between two states of the knowledge, by content hash. Each document version is compared with
 * itself before, or, when it is new, with the newest version of the same document before. Versions without any
 * difference are left out.
 */
export function clauseChanges(
  before: readonly SourceDocument[],
  after: readonly SourceDocument[],
): readonly ClauseChanges[] {
  const comparedWith = new Set<SourceDocument>();
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

function changesBetween(base: SourceDocument | null, now: SourceDocument | null): ClauseChanges {
  // Most documents are the same as before; they need not be read.
  const isSame = base?.fingerprint === now?.fingerprint;
  const hashesBefore = hashesByLabel(isSame ? [] : (base?.open().clauses ?? []));
  const hashesNow = hashesByLabel(isSame ? [] : (now?.open().clauses ?? []));
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

function newestVersion(documents: readonly SourceDocument[], id: string): SourceDocument | null {
  const versions = documents.filter((document) => document.id === id);
  return versions.sort(compareVersions).at(-1) ?? null;
}

function isSameVersion(a: SourceDocument, b: SourceDocument): boolean {
  return a.id === b.id && a.version === b.version;
}
