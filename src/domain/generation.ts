import type { PublishedRevision } from './revised-clause.ts';

/** What an index generation says about one document version it holds. */
export interface IndexedDocument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** ISO date from which the version is in force; null where nobody says. */
  readonly effectiveDate: string | null;
  readonly path: string;
  /** sha256 (hex) of the source file. */
  readonly sha256: string;
  /** How many clauses it has. */
  readonly clauses: number;
}

/** One immutable, searchable build of all documents. */
export interface IndexGeneration {
  /** Sorts by time of building: `20260401T093015123Z-1a2b3c4d` (UTC, then the start of the content's sha256). */
  readonly id: string;
  /** ISO timestamp, UTC. */
  readonly builtAt: string;
  readonly documents: readonly IndexedDocument[];
  /** Name of the embedder whose vectors it holds; `none` where it holds none. */
  readonly embedder: string;
  /** Length of its vectors; left out where it holds none. */
  readonly dimensions?: number;
  /** sha256 (hex) of the manifest, which holds the sha256 of every other file. */
  readonly manifestSha256: string;
}

/** Something about the knowledge folder that its keeper should know and can put right. */
export interface KnowledgeProblem {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Labels of the clauses in which one document version differs from the version before it. */
export interface ClauseChanges {
  readonly documentId: string;
  /** The version now indexed; null for a version that was taken away. */
  readonly version: string | null;
  /** The version it was compared with; null for a document not seen before. */
  readonly comparedWith: string | null;
  readonly added: readonly string[];
  /** Same label, different content hash (label, title, heading path, text). */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What one reindexing did. */
export interface ReindexReceipt {
  /** `unchanged`: the current generation already holds exactly this knowledge, so nothing was built. */
  readonly outcome: 'built' | 'unchanged';
  /** The generation that serves now. */
  readonly generation: string;
  /** The generation that served before; null on the first run. */
  readonly previous: string | null;
  readonly documents: readonly IndexedDocument[];
  /** One entry per document version that differs; empty where none does. */
  readonly changes: readonly ClauseChanges[];
  readonly problems: readonly KnowledgeProblem[];
  /** What went wrong without stopping the run, in words for the admin. */
  readonly warnings: readonly string[];
  /** Wall-clock seconds by part of the work. */
  readonly seconds: {
    readonly read: number;
    readonly analyse: number;
    readonly write: number;
    readonly check: number;
  };
}

/** Something that was looked at before a generation was allowed to serve. */
export interface PublicationCheck {
  readonly name: string;
  /** `overridden`: it failed and somebody published all the same, for the reason in `detail`. */
  readonly outcome: 'passed' | 'failed' | 'overridden';
  /** What was found, in words for the admin. */
  readonly detail: string;
}

/** Kept for good of every generation that was published: who let what serve, when, and after which checks. */
export interface PublicationReceipt {
  readonly generation: string;
  /** The generation that served before; null for the first. */
  readonly previous: string | null;
  /** ISO timestamp, UTC. */
  readonly publishedAt: string;
  /** Who published; `kitei` where a change of the knowledge folder was picked up without anybody asking. */
  readonly by: string;
  readonly documents: readonly IndexedDocument[];
  /** Clauses of all documents. */
  readonly clauses: number;
  readonly changes: readonly ClauseChanges[];
  readonly problems: readonly KnowledgeProblem[];
  readonly checks: readonly PublicationCheck[];
  /** Which clauses it changed in substance; absent in receipts read back, where it is kept apart. */
  readonly revision?: Pick<PublishedRevision, 'documents' | 'clauses'>;
}

/** Kept for good of every generation that was rolled back. */
export interface Withdrawal {
  /** The generation that must not serve any more. */
  readonly generation: string;
  /** The one that served in its place. */
  readonly instead: string;
  /** ISO timestamp, UTC. */
  readonly withdrawnAt: string;
  readonly by: string;
  readonly reason: string;
  /**
   * sha256 (hex) of the paths and contents it was built from: as long as the knowledge folder holds these, it is not
   * indexed again unless somebody insists.
   */
  readonly sourcesSha256: string;
}

/** A generation on the disk and what is known of it. */
export interface PastGeneration {
  readonly generation: IndexGeneration;
  /** `unpublished`: it was built, and its publication did not come to its end. */
  readonly state: 'serving' | 'earlier' | 'withdrawn' | 'unpublished';
  /** Null where it was published without one. */
  readonly receipt: PublicationReceipt | null;
  readonly withdrawal: Withdrawal | null;
}
