import { compareVersions } from '../domain/in-force.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import type { RevisionDiff } from '../domain/revision.ts';
import { diffDocuments, wholeDocument } from './diff-documents.ts';
import { normalized } from './likeness.ts';

/**
 * How two states of the knowledge differ, one entry for each document version that does. A version is compared with
 * itself before; a new one with the newest version of the same document before it; a document whose id changed with
 * the one of its title. Two single documents are compared whatever they are called.
 */
export function diffKnowledge(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): readonly RevisionDiff[] {
  return [...eachDiff(before, after)];
}

/** As `diffKnowledge`, one version after the other: many of them are work for seconds. */
export function* eachDiff(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): Generator<RevisionDiff> {
  for (const diff of allDiffs(before, after)) {
    if (diff.changes.length > 0 || diff.before === null || diff.after === null) yield diff;
  }
}

function* allDiffs(
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): Generator<RevisionDiff> {
  const [old, now] = [before[0], after[0]];
  if (old && now && before.length === 1 && after.length === 1) return yield diffDocuments(old, now);
  const compared = new Set<PolicyDocument>();
  for (const document of after) {
    const base = baseOf(document, before, after);
    if (base !== null) compared.add(base);
    yield base === null ? wholeDocument(document, 'added') : diffDocuments(base, document);
  }
  for (const document of before) {
    const isGone = !compared.has(document) && !after.some((other) => isSameVersion(other, document));
    if (isGone) yield wholeDocument(document, 'removed');
  }
}

/** The version that a document of the new state is compared with; null where it has no predecessor. */
function baseOf(
  document: PolicyDocument,
  before: readonly PolicyDocument[],
  after: readonly PolicyDocument[],
): PolicyDocument | null {
  const same = before.find((other) => isSameVersion(other, document));
  if (same) return same;
  const versions = before.filter(({ id }) => id === document.id);
  if (versions.length > 0) return newestNotAfter(versions, document);
  const renamed = before.filter(
    ({ id, title }) =>
      normalized(title) === normalized(document.title) && !after.some((other) => other.id === id),
  );
  return renamed.length > 0 ? newestNotAfter(renamed, document) : null;
}

/** The version before `document`; where all come after it, the newest. */
function newestNotAfter(
  versions: readonly PolicyDocument[],
  document: PolicyDocument,
): PolicyDocument | null {
  const sorted = [...versions].sort(compareVersions);
  return sorted.filter((other) => compareVersions(other, document) <= 0).at(-1) ?? sorted.at(-1) ?? null;
}

function isSameVersion(a: PolicyDocument, b: PolicyDocument): boolean {
  return a.id === b.id && a.version === b.version;
}
