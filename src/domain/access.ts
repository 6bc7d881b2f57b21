import type { PolicyDocument } from './policy.ts';

/**
 * What somebody may do beside asking and reading, which every role may: look at the question log and work with it
 * (trainer), publish policies and keep the system (admin), see who did what (auditor). No role includes another one.
 */
export type Role = 'staff' | 'trainer' | 'admin' | 'auditor';

/** Who belongs to a group that documents may be kept to. One entry of `groups.yaml`. */
export interface Group {
  readonly id: string;
  /** Platforms' ids of people, as in `Question.asker` (`slack:T1:U1`). */
  readonly members: readonly string[];
}

/** What deciding about access needs to know of a document. */
type Guarded = Pick<PolicyDocument, 'public' | 'groups'>;

/**
 * The documents that somebody in these groups may read: not those marked `public: false`, and those kept to groups
 * only for their members. What is left out must leave no trace: not among citations, related clauses or suggestions.
 */
export function readableBy<D extends Guarded>(
  documents: readonly D[],
  groups: readonly string[],
): readonly D[] {
  return documents.filter(
    (document) =>
      document.public &&
      (document.groups === undefined || document.groups.some((group) => groups.includes(group))),
  );
}

/** The groups that a person belongs to. */
export function groupsOf(person: string | null, groups: readonly Group[]): readonly string[] {
  if (person === null) return [];
  return groups.filter(({ members }) => members.includes(person)).map(({ id }) => id);
}
