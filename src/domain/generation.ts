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
