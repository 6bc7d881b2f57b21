import type { Assistant } from '../../src/domain/assistant.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { AdminParts } from './admin/admin-parts.ts';
import type { Exchange } from './ask-page.ts';
import type { Session, Sessions } from './sessions.ts';
import type { SignInProvider } from './sign-in-provider.ts';
import type { DeskParts } from './training/desk-parts.ts';

/** What the pages work with. */
export interface WebParts {
  readonly assistant: Assistant;
  readonly sessions: Sessions;
  /** Null where a one-time link signs in. */
  readonly provider: SignInProvider | null;
  /** Every version that is served now. */
  readonly documents: () => readonly PolicyDocument[];
  /** Groups of a person, for documents that are kept to groups. */
  readonly groupsOf: (session: Pick<Session, 'person' | 'groups'>) => readonly string[];
  /** What was said in a conversation that still can be read, oldest first. */
  readonly exchanges: (conversation: string) => Promise<readonly Exchange[]>;
  /** What administrators look at. */
  readonly admin: AdminParts;
  /** What trainers work with. */
  readonly desk: DeskParts;
  /** True where the server is reached over https, so that cookies must be, too. */
  readonly secure: boolean;
  /** For operators; never a word of a question. */
  readonly warn: (message: string) => void;
  readonly now: () => Date;
}
