import type { Clause, Modality } from './policy.ts';

/** What happened to clauses between two versions of a text. */
export type ChangeKind =
  /** The words changed, and with them what people must or may do (see `Effect`). */
  | 'modality_changed'
  /** The words changed. */
  | 'changed'
  | 'added'
  | 'removed'
  /** One clause became several, or several became one, in about the same words. */
  | 'split'
  | 'merged'
  /** The same words stand elsewhere, or in another order. */
  | 'moved'
  /** The same words at the same place have another number. */
  | 'renumbered'
  /** Only the numbers in references followed clauses that were renumbered, or a reference now points elsewhere. */
  | 'references';

/** A clause as one side of a change shows it. */
export type ClauseSide = Pick<Clause, 'id' | 'label' | 'title' | 'parent' | 'text' | 'modality'>;

/** A difference in what a clause does, in the words of both sides; null where a side has nothing of the kind. */
export type Effect =
  | {
      readonly what: 'modality';
      readonly before: Modality | null;
      readonly after: Modality | null;
      /** The sentence that changed, of the new text or, where it is gone, of the old one. */
      readonly sentence: string;
      readonly direction: 'stricter' | 'weaker' | 'other';
    }
  | {
      readonly what: 'approver' | 'exception' | 'procedure' | 'limit' | 'reference';
      readonly before: string | null;
      readonly after: string | null;
    };

/** A run of words that both sides have, or one of them. Concatenated without `added` they give the old text. */
export interface WordChange {
  readonly op: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** One row of a comparison. */
export interface ClauseChange {
  readonly kind: ChangeKind;
  /**
   * Clauses of the old text, in document order; empty for `added`. With clauses that stand below them where those share
   * the change; pairwise with `after` for `moved`, `renumbered` and `references`.
   */
  readonly before: readonly ClauseSide[];
  /** Clauses of the new text; empty for `removed`. */
  readonly after: readonly ClauseSide[];
  /** What changes for the people addressed, weightiest first. */
  readonly effects: readonly Effect[];
  /** Word by word, title and text, where words changed; empty for the other kinds. */
  readonly words: readonly WordChange[];
}

/** A version of a document as a comparison names it. */
export interface ComparedVersion {
  readonly version: string;
  readonly title: string;
  readonly effectiveDate: string | null;
  readonly path: string;
  /** sha256 (hex) of the source file. */
  readonly sha256: string;
}

/**
 * How one document differs between two versions. Every clause of both sides is in exactly one row, or among the
 * unchanged ones.
 */
export interface RevisionDiff {
  readonly documentId: string;
  /** Null for a document that is new. */
  readonly before: ComparedVersion | null;
  /** Null for a document that was taken away. */
  readonly after: ComparedVersion | null;
  /** Rows with effects first, then by kind and place. */
  readonly changes: readonly ClauseChange[];
  /** How many clauses have the same number, place and words on both sides. */
  readonly unchanged: number;
}

/** What a version that is not in force yet will do to a clause. */
export interface PendingChange {
  readonly documentId: string;
  readonly version: string;
  /** ISO date from which the new text is in force. */
  readonly effectiveDate: string;
  readonly kind: ChangeKind;
  /** Labels of the clauses that take its place; empty where it is removed. */
  readonly labels: readonly string[];
  readonly change: ClauseChange;
}
