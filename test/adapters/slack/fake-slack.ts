import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Json, messageFaults, viewFaults } from './block-limits.ts';
import { bodyOf, decode, json } from './fake-http.ts';
import type { FakeMessage, NewMessage } from './fake-message.ts';
import { createFakeStreams, createRateLimit } from './fake-streams.ts';

/** A call of the Web API, arguments decoded. */
export interface FakeCall {
  readonly method: string;
  readonly token: string | null;
  readonly args: Json;
}

/** What becomes of a call. */
export type FakeFailure =
  | { readonly kind: 'limited'; readonly retryAfter: number }
  /** Done, but nobody hears of it. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'status'; readonly status: number }
  /** Done, and answered later. */
  | { readonly kind: 'slow'; readonly until: Promise<void> }
  | { readonly kind: 'error'; readonly error: string };

interface FakeToken {
  readonly team: string;
  readonly user: string;
  revoked: boolean;
}

/** Slack's side of the network, for tests: it checks what it is sent as Slack would. */
export interface FakeSlack {
  /** Base address of the Web API. */
  readonly apiUrl: string;
  readonly calls: readonly FakeCall[];
  readonly messages: readonly FakeMessage[];
  /** Everything that Slack would not have taken. */
  readonly faults: readonly string[];
  readonly tokens: Map<string, FakeToken>;
  /** By user id. */
  readonly users: Map<string, { locale?: string; title?: string; fields?: Record<string, string> }>;
  readonly groups: Map<string, readonly string[]>;
  /** Scopes the app was not given: calls that need them are refused. */
  readonly missing: Set<string>;
  readonly views: readonly Json[];
  /** Attempts to send a message, those that failed included. */
  readonly attempts: number;
  /** Ends all streams, as Slack does after some minutes. */
  expireStreams(): void;
  /** Lets the next call of a method fail; `message` stands for every way of sending one. */
  failNext(method: string, failure: FakeFailure): void;
  /** An address for answers to a command or click, as Slack hands it out: good for five answers. */
  responseUrl(channel: string, user: string): string;
  /** Address for `apps.connections.open`. */
  socketUrl: string | null;
  close(): Promise<void>;
}

const STREAMS = new Set(['chat.startStream', 'chat.appendStream', 'chat.stopStream']);

/** @param mostCharacters how much all blocks of a message may weigh, where Slack is to be stricter than usual. */
export async function startFakeSlack({ mostCharacters = 13_200 } = {}): Promise<FakeSlack> {
  const calls: FakeCall[] = [];
  const messages: FakeMessage[] = [];
  const faults: string[] = [];
  const views: Json[] = [];
  const failures: { method: string; failure: FakeFailure }[] = [];
  const responses: { channel: string; user: string; left: number }[] = [];
  let attempts = 0;
  let clock = 1_800_000_000;

  const failureOf = (...methods: string[]) => {
    const at = failures.findIndex(({ method }) => methods.includes(method));
    return at < 0 ? null : (failures.splice(at, 1)[0]?.failure ?? null);
  };
  const keep = (message: NewMessage) => {
    const kept = {
      streaming: false,
      markdown: '',
      ...message,
      ts: `${++clock}.000100`,
      at: performance.now(),
    };
    messages.push(kept);
    return kept;
  };
  const overLimit = createRateLimit();
  const tooLong = (blocks: readonly Json[]) => JSON.stringify(blocks).length > mostCharacters;

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    const body = await bodyOf(request);
    if (path.startsWith('/response/')) return respond(Number(path.slice(10)), JSON.parse(body), response);
    const method = path.replace(/^\/api\//, '');
    const args = decode(body);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
    calls.push({ method, token, args });
    const sends = method === 'chat.postMessage';
    if (sends) attempts += 1;
    if (overLimit(method, token)) {
      response.writeHead(429, { 'retry-after': '1' });
      return response.end();
    }
    const failure = failureOf(
      method,
      ...(sends ? ['message'] : []),
      ...(STREAMS.has(method) ? ['stream'] : []),
    );
    if (failure?.kind === 'limited') {
      response.writeHead(429, { 'retry-after': String(failure.retryAfter) });
      return response.end();
    }
    if (failure?.kind === 'error') return json(response, { ok: false, error: failure.error });
    const result = run(method, args, token);
    if (failure?.kind === 'slow') await failure.until;
    if (failure?.kind === 'dropped') return request.socket.destroy();
    if (failure?.kind === 'status') {
      response.writeHead(failure.status);
      return response.end('<html>bad gateway</html>');
    }
    json(response, result);
  });

  const respond = (index: number, message: Json, response: ServerResponse) => {
    attempts += 1;
    const known = responses[index];
    const failure = failureOf('response', 'message');
    if (failure?.kind === 'limited') {
      response.writeHead(429, { 'retry-after': String(failure.retryAfter) });
      return response.end();
    }
    if (known === undefined || known.left === 0 || failure?.kind === 'error') {
      response.writeHead(404);
      return response.end('used_url');
    }
    known.left -= 1;
    const {
      text = '',
      blocks = [],
      response_type: type,
    } = message as {
      text?: string;
      blocks?: Json[];
      response_type?: string;
    };
    faults.push(...messageFaults({ text, blocks }));
    keep({
      token: null,
      channel: known.channel,
      thread: null,
      onlyFor: type === 'in_channel' ? null : known.user,
      text,
      blocks,
      metadata: null,
    });
    if (failure?.kind === 'dropped') return response.socket?.destroy();
    response.end('ok');
  };

  const run = (method: string, args: Json, token: string | null): Json => {
    if (method === 'apps.connections.open') {
      return socketUrl === null || !token?.startsWith('xapp-')
        ? { ok: false, error: 'invalid_auth' }
        : { ok: true, url: socketUrl };
    }
    if (method === 'oauth.v2.access') return installed(args);
    const known = token === null ? undefined : tokens.get(token);
    if (known === undefined) return { ok: false, error: 'invalid_auth' };
    if (known.revoked) return { ok: false, error: 'token_revoked' };
    if (missing.has(method)) return { ok: false, error: 'missing_scope' };
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          team_id: known.team,
          user_id: known.user,
          bot_id: `B${known.team}`,
          url: 'https://x',
        };
      case 'auth.revoke':
        known.revoked = true;
        return { ok: true, revoked: true };
      case 'users.info': {
        const user = users.get(String(args.user));
        return user === undefined
          ? { ok: false, error: 'user_not_found' }
          : { ok: true, user: { id: args.user, locale: user.locale, profile: { title: user.title } } };
      }
      case 'users.profile.get': {
        const fields = Object.entries(users.get(String(args.user))?.fields ?? {});
        const values = Object.fromEntries(fields.map(([id, value]) => [id, { value, alt: '' }]));
        return { ok: true, profile: { fields: values } };
      }
      case 'usergroups.users.list':
        return { ok: true, users: groups.get(String(args.usergroup)) ?? [] };
      case 'conversations.open':
        return { ok: true, channel: { id: `D${args.users}` } };
      case 'conversations.replies':
        return {
          ok: true,
          messages: messages
            .filter(({ channel, thread }) => channel === args.channel && thread === args.ts)
            .map((message) => ({
              ...message,
              text: message.markdown || message.text,
              ...(message.streaming && { streaming_state: 'in_progress' }),
            })),
        };
      case 'assistant.threads.setStatus':
      case 'assistant.threads.setSuggestedPrompts':
        if (args.thread_ts === '') faults.push('invalid_thread_ts');
        return { ok: true };
      case 'views.open': {
        const found = viewFaults(args.view as Json);
        faults.push(...found);
        if (found.length > 0) return { ok: false, error: 'invalid_arguments' };
        views.push(args.view as Json);
        return { ok: true, view: { id: `V${views.length}` } };
      }
      case 'chat.postEphemeral':
      case 'chat.postMessage':
        return posted(method, args, token);
      case 'chat.update': {
        const at = messages.findIndex(({ ts, channel }) => ts === args.ts && channel === args.channel);
        const old = messages[at];
        if (old === undefined) return { ok: false, error: 'message_not_found' };
        if (old.streaming) return { ok: false, error: 'streaming_state_conflict' };
        const { text, blocks = [] } = args as { text: string; blocks?: Json[] };
        faults.push(...messageFaults({ text, blocks }));
        if (tooLong(blocks)) return { ok: false, error: 'msg_blocks_too_long' };
        const metadata = (args.metadata ?? old.metadata) as Json | null;
        messages[at] = { ...old, text, blocks, metadata, markdown: '' };
        return { ok: true, ts: args.ts };
      }
      case 'chat.delete': {
        const at = messages.findIndex(({ ts, channel }) => ts === args.ts && channel === args.channel);
        if (at < 0) return { ok: false, error: 'message_not_found' };
        messages.splice(at, 1);
        return { ok: true };
      }
      case 'chat.startStream':
      case 'chat.appendStream':
      case 'chat.stopStream':
        return streamed(method, args, token);
      default:
        faults.push(`unknown method ${method}`);
        return { ok: false, error: 'unknown_method' };
    }
  };

  const streamed = createFakeStreams({ messages, keep, faults, mostCharacters });
  const posted = (method: string, args: Json, token: string | null): Json => {
    const { channel, text = '', blocks = [] } = args as { channel?: string; text?: string; blocks?: Json[] };
    if (channel === undefined || !/^[CDGU]/.test(channel)) return { ok: false, error: 'channel_not_found' };
    if (args.thread_ts === '') return { ok: false, error: 'invalid_thread_ts' };
    if (tooLong(blocks)) return { ok: false, error: 'msg_blocks_too_long' };
    const found = messageFaults({ text, blocks });
    faults.push(...found);
    if (found.length > 0) return { ok: false, error: 'invalid_blocks' };
    const { ts } = keep({
      token,
      channel,
      thread: args.thread_ts === undefined ? null : String(args.thread_ts),
      onlyFor: method === 'chat.postEphemeral' ? String(args.user) : null,
      text,
      blocks,
      metadata: (args.metadata ?? null) as Json | null,
    });
    return { ok: true, channel, ts };
  };

  /** The code of a test names the workspace that installs. */
  const installed = ({ code, client_id, client_secret }: Json): Json => {
    if (client_id === undefined || client_secret === undefined)
      return { ok: false, error: 'bad_client_secret' };
    const team = String(code);
    const token = `xoxb-installed-${team}`;
    tokens.set(token, { team, user: `UBOT${team}`, revoked: false });
    return {
      ok: true,
      access_token: token,
      token_type: 'bot',
      scope: 'chat:write',
      bot_user_id: `UBOT${team}`,
      app_id: 'A1',
      team: { id: team, name: team },
      enterprise: null,
      authed_user: { id: 'UINSTALLER' },
      is_enterprise_install: false,
    };
  };

  const tokens: FakeSlack['tokens'] = new Map();
  const users: FakeSlack['users'] = new Map();
  const groups: FakeSlack['groups'] = new Map();
  const missing = new Set<string>();
  let socketUrl: string | null = null;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${base}/api/`,
    calls,
    messages,
    faults,
    tokens,
    users,
    groups,
    missing,
    views,
    get attempts() {
      return attempts;
    },
    get socketUrl() {
      return socketUrl;
    },
    set socketUrl(url) {
      socketUrl = url;
    },
    expireStreams() {
      for (const [at, message] of messages.entries()) messages[at] = { ...message, streaming: false };
    },
    failNext: (method, failure) => failures.push({ method, failure }),
    responseUrl(channel, user) {
      responses.push({ channel, user, left: 5 });
      return `${base}/response/${responses.length - 1}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
