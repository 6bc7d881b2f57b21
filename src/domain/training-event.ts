/** What staff were told: a course held, a policy revised, a notice sent. */
export type TrainingEventKind = 'course' | 'revision' | 'notice';

/** Something that was meant to change what people know, so that questions before and after can be compared. */
export interface TrainingEvent {
  readonly id: string;
  /** ISO timestamp, UTC: when it took effect. */
  readonly at: string;
  readonly kind: TrainingEventKind;
  readonly title: string;
  /** The clauses it was about. */
  readonly clauseIds: readonly string[];
  /** The departments it reached; empty where it reached all. */
  readonly departments: readonly string[];
}

/** Keeps events. */
export interface TrainingEvents {
  /** Keeps an event; one of the same id is replaced. */
  put(event: TrainingEvent): Promise<void>;
  /** @returns false where there was none. */
  delete(id: string): Promise<boolean>;
  /** Oldest first; from `since` on, where it is given (ISO timestamp). */
  list(since?: string): Promise<readonly TrainingEvent[]>;
}
