import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ChannelState } from '../../src/domain/channel-state.ts';

/** Who is signed in. */
export interface Session {
  /** Platform's id of the person, as in `Question.asker`. */
  readonly person: string;
  readonly role: 'staff' | 'trainer' | 'admin' | 'auditor';
  /** Goes with every form, so that no other site can send one. */
  readonly formToken: string;
  /** Id of the conversation that questions belong to. */
  readonly conversation: string;
  /** ISO timestamp, UTC. */
  readonly until: string;
}

const schema = z.object({
  person: z.string(),
  role: z.enum(['staff', 'trainer', 'admin', 'auditor']),
  formToken: z.string(),
  conversation: z.string(),
  until: z.string(),
});

const KIND = 'web.session';
const SESSION_MS = 12 * 60 * 60 * 1000;
/** How long the link that is printed at the start can be used. */
const LINK_MS = 15 * 60 * 1000;

/** Signing in and staying signed in. Session ids are kept as hashes only: the database signs nobody in. */
export interface Sessions {
  /** The path of a link that signs its first visitor in as an administrator of this machine. */
  oneTimePath(): string;
  /** A new session for the one who has the link; null where it is wrong, used or too old. */
  redeem(token: string): Promise<string | null>;
  find(id: string | undefined): Promise<Session | null>;
  startConversation(id: string, session: Session): Promise<void>;
  end(id: string): Promise<void>;
}

export function createSessions(state: ChannelState, now: () => number = Date.now): Sessions {
  let link: { readonly token: Buffer; readonly until: number } | null = null;
  const keep = (id: string, session: Session) => state.put(KIND, keyOf(id), session);
  return {
    oneTimePath() {
      const token = randomBytes(32);
      link = { token, until: now() + LINK_MS };
      return `/sign-in?token=${token.toString('base64url')}`;
    },
    async redeem(typed) {
      const token = Buffer.from(typed, 'base64url');
      if (link === null || link.until < now()) return null;
      if (token.length !== link.token.length || !timingSafeEqual(token, link.token)) return null;
      link = null;
      const id = randomBytes(32).toString('base64url');
      await keep(id, {
        person: 'web:local',
        role: 'admin',
        formToken: randomBytes(16).toString('base64url'),
        conversation: randomBytes(16).toString('base64url'),
        until: new Date(now() + SESSION_MS).toISOString(),
      });
      return id;
    },
    async find(id) {
      if (id === undefined) return null;
      const session = schema.safeParse(await state.get(KIND, keyOf(id))).data;
      if (session === undefined) return null;
      if (Date.parse(session.until) > now()) return session;
      await state.delete(KIND, keyOf(id));
      return null;
    },
    startConversation: (id, session) =>
      keep(id, { ...session, conversation: randomBytes(16).toString('base64url') }),
    end: (id) => state.delete(KIND, keyOf(id)),
  };
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
