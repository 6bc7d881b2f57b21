import { getRequestListener } from '@hono/node-server';
import type { OidcConfig } from '../../src/config/web-settings.ts';
import type { ChannelState } from '../../src/domain/channel-state.ts';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { Channel } from '../channel.ts';
import type { AdminParts } from './admin/admin-parts.ts';
import type { Exchange } from './ask-page.ts';
import { createSessions } from './sessions.ts';
import type { DeskParts } from './training/desk-parts.ts';
import { createWebApp } from './web-app.ts';

/** What the pages are given. */
export interface WebSurroundings {
  readonly state: ChannelState;
  readonly documents: () => readonly PolicyDocument[];
  /** Groups of a person by groups.yaml. */
  readonly groupsOf: (person: string) => readonly string[];
  readonly exchanges: (conversation: string) => Promise<readonly Exchange[]>;
  /** What administrators look at. */
  readonly admin: AdminParts;
  /** What trainers work with. */
  readonly desk: DeskParts;
  /** Address people reach the server at; null where nobody said. */
  readonly publicUrl: string | null;
  /** How people sign in; null where a one-time link does. */
  readonly oidc: OidcConfig | null;
  /** For operators; never a word of a question. */
  readonly warn: (message: string) => void;
}

/** The web pages, with the link that signs in whoever started the server. */
export interface WebChannel extends Channel {
  /** Path of a link that can be used once; of no use where people sign in with accounts. */
  oneTimePath(): string;
}

/** Chat and policy reader in the browser. It sends no notices: the conversation is where the person looks again. */
export function createWebChannel(surroundings: WebSurroundings): WebChannel {
  const { state, publicUrl, oidc, groupsOf, ...rest } = surroundings;
  const sessions = createSessions(state);
  let listener: ReturnType<typeof getRequestListener> | null = null;
  const handle: Channel['routes'][number]['handle'] = async (request, response) => {
    if (listener === null) {
      response.writeHead(503).end();
      return;
    }
    await listener(request, response);
  };
  return {
    name: 'web',
    routes: [
      { method: 'GET', path: '/*', handle },
      { method: 'POST', path: '/*', handle },
    ],
    async start(assistant) {
      const secure = publicUrl?.startsWith('https:') ?? false;
      // Signing in with accounts is loaded only where it is configured.
      const provider =
        oidc === null || publicUrl === null
          ? null
          : (await import('./sign-in-provider.ts')).createSignInProvider(oidc, publicUrl);
      const app = createWebApp({
        ...rest,
        assistant,
        sessions,
        provider,
        secure,
        groupsOf: ({ person, groups }) => [...groupsOf(person), ...groups],
        now: () => new Date(),
      });
      listener = getRequestListener(app.fetch);
    },
    deliver: async () => ({ outcome: 'undeliverable', reason: 'Nobody is reached over the web.' }),
    async stop() {
      listener = null;
      await surroundings.admin.knowledge?.jobs.idle();
    },
    oneTimePath: sessions.oneTimePath,
  };
}
