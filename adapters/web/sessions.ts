import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Role } from '../../src/domain/access.ts';
import type { ChannelState } from '../../src/domain/channel-state.ts';

/** Who somebody is, as the way of signing in says. */
export interface Identity {
  /** Platform's id of the person, as in `Question.asker`. */
  readonly person: string;
  /** A name by which colleagues know the person, for the audit log. */
  readonly name: string;
  /** At least one. */
  readonly roles: readonly Role[];
  /** Groups that documents are kept to, beside those of groups.yaml. */
  readonly groups: readonly string[];
  readonly department: string | null;
}

/** Who is signed in. */
export interface Session extends Identity {
  /** Goes with every form, so that no other site can send one. */
  readonly formToken: string;
  /** Id of the conversation that questions belong to. */
  readonly conversation: string;
  /** Ids of conversations before it, the latest last. */
  readonly earlier: readonly string[];
  /** ISO timestamp, UTC. */
  readonly until: string;
}

const schema = z.object({
  person: z.string(),
  name: z.string(),
  roles: z.array(z.enum(['staff', 'trainer', 'admin', 'auditor'])),
  groups: z.array(z.string()),
  department: z.string().nullable(),
  formToken: z.string(),
  conversation: z.string(),
  earlier: z.array(z.string()).default([]),
  until: z.string(),
});

/** Whoever started the server may do everything on it. */
const LOCAL: Identity = {
  person: 'web:local',
  name: 'local',
  roles: ['staff', 'trainer', 'admin', 'auditor'],
  groups: [],
  department: null,
};

const KIND = 'web.session';
/** Conversations that a session remembers. */
const MOST_EARLIER = 20;
const SESSION_MS = 12 * 60 * 60 * 1000;
/** How long the link that is printed at the start can be used. */
const LINK_MS = 15 * 60 * 1000;

/** Signing in and staying signed in. Session ids are kept as hashes only: the database signs nobody in. */
export interface Sessions {
  /** The path of a link that signs its first visitor in as whoever started the server. */
  oneTimePath(): string;
  /** A new session for the one who has the link; null where it is wrong, used or too old. */
  redeem(token: string): Promise<string | null>;
  /** A new session for somebody known; its id. */
  begin(identity: Identity): Promise<string>;
  find(id: string | undefined): Promise<Session | null>;
  startConversation(id: string, session: Session): Promise<void>;
  /** Goes on with an earlier conversation; one that is not this session's changes nothing. */
  continueConversation(id: string, session: Session, conversation: string): Promise<void>;
  end(id: string): Promise<void>;
  /** Everybody who is signed in; what has ended is cleared away. */
  list(): Promise<readonly Session[]>;
  /** Ends every session of a person. @returns how many. */
  endAll(person: string): Promise<number>;
}

/** Whether something that lasts so long has not ended; what would last longer was begun while the clock was wrong. */
function lasts(until: number, lengthMs: number, now: number): boolean {
  return now < until && until <= now + lengthMs;
}

export function createSessions(state: ChannelState, now: () => number = Date.now): Sessions {
  let link: { readonly token: Buffer; readonly until: number } | null = null;
  const keep = (id: string, session: Session) => state.put(KIND, keyOf(id), session, session.person);
  const begin = async (identity: Identity) => {
    const id = randomBytes(32).toString('base64url');
    await keep(id, {
      ...identity,
      formToken: randomBytes(16).toString('base64url'),
      conversation: randomBytes(16).toString('base64url'),
      earlier: [],
      until: new Date(now() + SESSION_MS).toISOString(),
    });
    return id;
  };
  const all = async () => {
    const sessions: { readonly key: string; readonly session: Session }[] = [];
    for (const key of await state.keys(KIND)) {
      const session = schema.safeParse(await state.get(KIND, key)).data;
      if (session !== undefined && lasts(Date.parse(session.until), SESSION_MS, now()))
        sessions.push({ key, session });
      else await state.delete(KIND, key);
    }
    return sessions;
  };
  return {
    oneTimePath() {
      const token = randomBytes(32);
      link = { token, until: now() + LINK_MS };
      return `/sign-in?token=${token.toString('base64url')}`;
    },
    async redeem(typed) {
      const token = Buffer.from(typed, 'base64url');
      if (link === null || !lasts(link.until, LINK_MS, now())) return null;
      if (token.length !== link.token.length || !timingSafeEqual(token, link.token)) return null;
      link = null;
      return begin(LOCAL);
    },
    begin,
    async find(id) {
      if (id === undefined) return null;
      const session = schema.safeParse(await state.get(KIND, keyOf(id))).data;
      if (session === undefined) return null;
      if (lasts(Date.parse(session.until), SESSION_MS, now())) return session;
      await state.delete(KIND, keyOf(id));
      return null;
    },
    startConversation: (id, session) =>
      keep(id, {
        ...session,
        conversation: randomBytes(16).toString('base64url'),
        earlier: [...session.earlier, session.conversation].slice(-MOST_EARLIER),
      }),
    async continueConversation(id, session, conversation) {
      const { earlier, conversation: left } = session;
      if (!earlier.includes(conversation)) return;
      const others = earlier.filter((one) => one !== conversation);
      await keep(id, { ...session, conversation, earlier: [...others, left] });
    },
    end: (id) => state.delete(KIND, keyOf(id)),
    list: async () => (await all()).map(({ session }) => session),
    async endAll(person) {
      const own = (await all()).filter(({ session }) => session.person === person);
      for (const { key } of own) await state.delete(KIND, key);
      return own.length;
    },
  };
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
