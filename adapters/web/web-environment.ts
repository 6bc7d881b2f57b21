import type { Context } from 'hono';
import type { Session } from './sessions.ts';
import type { WebWords } from './words.ts';

/** What every handler finds; the session only behind the sign-in. */
export interface WebEnvironment {
  readonly Variables: { say: WebWords; session: Session; sessionId: string };
}

export type WebContext = Context<WebEnvironment>;
