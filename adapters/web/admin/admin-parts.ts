import type {
  IndexGeneration,
  KnowledgeProblem,
  PastGeneration,
  Withdrawal,
} from '../../../src/domain/generation.ts';
import type { Outbox } from '../../../src/domain/outbox.ts';
import type { DraftStore } from '../../../src/drafts/draft-store.ts';
import type { PublishingJobs } from './publishing-job.ts';

/** What the administrator's desk looks at. */
export interface AdminParts {
  readonly generation: () => IndexGeneration;
  /** Documents and files that could not be taken in. */
  readonly problems: () => readonly KnowledgeProblem[];
  readonly outbox: Pick<Outbox, 'counts'>;
  /** How often the log failed since the process started, and how many records could not be kept at all. */
  readonly log: { readonly failures: number; readonly lost: number };
  /** Null where the shipped samples, or one document alone, are served: there nothing can be changed. */
  readonly knowledge: KnowledgeParts | null;
}

/** What changes the policies. */
export interface KnowledgeParts {
  readonly draft: DraftStore;
  readonly jobs: PublishingJobs;
  /** Newest first. */
  history(): Promise<readonly PastGeneration[]>;
  /** @throws KiteiError as `rollBack`. */
  rollBack(order: { readonly by: string; readonly reason: string }): Promise<Withdrawal>;
}
