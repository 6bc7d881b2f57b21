import type { ChangeKind, Effect } from './revision.ts';

/** A clause that a publication changed in substance: an answer that cites it as it was may be wrong now. */
export interface RevisedClause {
  readonly clauseId: string;
  /** Its printed label before. */
  readonly clause: string;
  readonly kind: ChangeKind;
  /** What changed for the people addressed, weightiest first; empty where only words did. */
  readonly effects: readonly Effect['what'][];
  /** Labels of the clauses that stand for it, or were added to it; empty where it is gone. */
  readonly labels: readonly string[];
  /** ISO date from which a version that was published before is in force; null where publishing it changed the clause. */
  readonly effectiveDate: string | null;
}

/** What one publication changed, kept for good. Following `previous` from the serving generation tells all of them. */
export interface PublishedRevision {
  readonly generation: string;
  /** The generation that served before; null for the first. */
  readonly previous: string | null;
  /** ISO timestamp, UTC. */
  readonly publishedAt: string;
  /** Ids of the documents of which a version came, went or changed. */
  readonly documents: readonly string[];
  readonly clauses: readonly RevisedClause[];
}

/** A revised clause with the publication that revised it. */
export interface OutdatedClause extends RevisedClause {
  readonly generation: string;
  /** ISO timestamp, UTC: when it was published. */
  readonly publishedAt: string;
  /** ISO timestamp, UTC, from which the version is in force; null as in `effectiveDate`. */
  readonly inForceFrom: string | null;
}

/** Keeps which clauses were revised, so that the records which cite them can be told. */
export interface RevisedClauses {
  /** Replaces what was kept of one knowledge folder. */
  replace(folder: string, clauses: readonly OutdatedClause[]): Promise<void>;
}
