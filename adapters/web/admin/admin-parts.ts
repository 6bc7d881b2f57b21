import type { OidcConfig } from '../../../src/config/web-settings.ts';
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
  readonly system: SystemParts;
}

/** How this Kitei is set up and runs. */
export interface SystemParts {
  /** Names of the channels that are ready. */
  readonly channels: () => readonly string[];
  /** Days after which wording is dropped, and whole records are deleted. */
  readonly retention: { readonly wordingDays: number; readonly recordDays: number };
  readonly smallestGroup: number;
  /** The provider, and which values of its claim give which role; null where a one-time link signs in. */
  readonly signIn: Pick<OidcConfig, 'issuer' | 'roleClaim' | 'roles'> | null;
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
