import type { IndexGeneration, KnowledgeProblem } from '../../../src/domain/generation.ts';
import type { Outbox } from '../../../src/domain/outbox.ts';

/** What the administrator's desk looks at. */
export interface AdminParts {
  readonly generation: () => IndexGeneration;
  /** Documents and files that could not be taken in. */
  readonly problems: () => readonly KnowledgeProblem[];
  readonly outbox: Pick<Outbox, 'counts'>;
  /** How often the log failed since the process started, and how many records could not be kept at all. */
  readonly log: { readonly failures: number; readonly lost: number };
}
