import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came over the wire. */
export interface Arrived {
  readonly id: string;
  readonly conversation: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly at: number;
  // biome-ignore lint/suspicious/noExplicitAny: what is asserted is what was written
  readonly body: any;
}

/** A message that grows. */
export interface FakeStream {
  readonly id: string;
  readonly conversation: string;
  readonly begunAt: number;
  lastAt: number;
  sequence: number;
  /** What people see of it. */
  text: string;
  /** What people see at its foot while nothing else stands there. */
  informative: string;
  state: 'open' | 'stopped' | 'completed';
}

/** How the fake meets one request for a message. */
export type Meeting =
  | 'take'
  | 'take and drop'
  | number
  | { readonly status: number; readonly retryAfter: string };

export const APP_ID = '11111111-1111-4111-8111-111111111111';
export const TENANT = '22222222-2222-4222-8222-222222222222';
const ISSUER = 'https://api.botframework.com';

/** Making one takes long; all fakes of a file share it. */
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Microsoft's side of Teams: the keys it signs with, and the place that takes the bot's messages. */
export class FakeTeams {
  /** Messages in the order of their arrival, typing apart. */
  readonly arrived: Arrived[] = [];
  readonly typing: Arrived[] = [];
  /** How often the bot tried to send a message, typing apart. */
  attempts = 0;
  /** What is done with the next messages; after them, all are taken. */
  readonly meetings: Meeting[] = [];
  /** Channels that the key may sign for. */
  endorsements: readonly string[] = ['msteams'];
  readonly streams: FakeStream[] = [];
  /** What is done with the next requests for a stream, its end included. */
  readonly streamMeetings: Meeting[] = [];
  /** What is done with the next changes of messages. */
  readonly changeMeetings: number[] = [];
  /** Requests for streams, those that were refused included. */
  streamRequests = 0;
  /** Those that broke a rule, or came after their stream had ended. */
  streamRefusals = 0;
  /** How long a stream may last, in milliseconds. */
  longestStreamMs = 120_000;
  /** False for a Teams that takes no streams from this bot. */
  streamsAllowed = true;
  /** Everything that Teams would have passed over or taken amiss. */
  readonly faults: string[] = [];
  /** True for a Teams that splits whatever has text and a card. */
  splits = false;
  /** False while the keys cannot be read. */
  keysReadable = true;
  readonly key = KEY;
  readonly #server: Server;
  #count = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async start(): Promise<FakeTeams> {
    const fake = new FakeTeams();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get serviceUrl(): string {
    return `${this.url}/`;
  }

  get cloud() {
    return { openIdMetadataUrl: `${this.url}/openid`, issuer: ISSUER, loginUrl: `${this.url}/login` };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A token as Teams sends it; parts can be bent. */
  token(
    claims: Readonly<Record<string, unknown>> = {},
    { key = this.key.privateKey, header = {} }: { key?: KeyObject; header?: object } = {},
  ): string {
    const seconds = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header })}.${part({
      iss: ISSUER,
      aud: APP_ID,
      serviceurl: this.serviceUrl,
      nbf: seconds - 60,
      exp: seconds + 3_600,
      ...claims,
    })}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const json = (status: number, body: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (!this.keysReadable) return json(503, {});
    if (path === '/openid') return json(200, { issuer: ISSUER, jwks_uri: `${this.url}/keys` });
    if (path === '/keys') {
      const jwk = this.key.publicKey.export({ format: 'jwk' });
      return json(200, { keys: [{ ...jwk, kid: 'k1', use: 'sig', endorsements: this.endorsements }] });
    }
    const conversation = /^\/v3\/conversations\/([^/]+)\/activities/.exec(path)?.[1];
    if (conversation === undefined) return json(404, {});
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
    const id = `${1_700_000_000_000 + ++this.#count}`;
    const arrived: Arrived = {
      id,
      conversation: decodeURIComponent(conversation),
      path,
      authorization: request.headers.authorization,
      at: Date.now(),
      body,
    };
    const info = (body.entities ?? []).find(({ type }: { type: string }) => type === 'streaminfo');
    if (request.method !== 'POST') {
      const changed = this.#change(request, arrived);
      return json(changed.status, changed.body);
    }
    if (info !== undefined) {
      this.streamRequests++;
      const meeting = this.streamMeetings.shift() ?? 'take';
      if (typeof meeting === 'number') return json(meeting, { error: { code: 'SomethingWentWrong' } });
      if (typeof meeting === 'object') {
        return json(meeting.status, { error: { code: 'Limited' } }, { 'retry-after': meeting.retryAfter });
      }
      const { status, body: answer } = this.#stream(arrived, info);
      if (status >= 400) this.streamRefusals++;
      if (meeting === 'take and drop') return void request.socket.destroy();
      return json(status, answer);
    }
    if (body.type === 'typing') {
      this.typing.push(arrived);
      return json(201, { id });
    }
    this.attempts++;
    const meeting = this.meetings.shift() ?? 'take';
    if (typeof meeting === 'number') return json(meeting, { error: { code: 'SomethingWentWrong' } });
    if (typeof meeting === 'object') {
      return json(meeting.status, { error: { code: 'Limited' } }, { 'retry-after': meeting.retryAfter });
    }
    // Teams sends text and cards of a list as messages of their own, and names none of them.
    const split = body.text && body.attachments?.length > 0 && body.attachmentLayout !== 'carousel';
    if (split || this.splits) {
      this.arrived.push({ ...arrived, body: { ...body, attachments: undefined } });
      this.arrived.push({ ...arrived, id: `${++this.#count}`, body: { ...body, text: undefined } });
      return json(202, {});
    }
    this.arrived.push(arrived);
    if (meeting === 'take and drop') return void request.socket.destroy();
    json(201, { id });
  }

  /** The person presses "stop", or the two minutes are over. */
  stopStreams(): void {
    for (const stream of this.streams) if (stream.state === 'open') stream.state = 'stopped';
  }

  /** https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux, "Response codes". */
  #stream(arrived: Arrived, info: Record<string, unknown>): { status: number; body: object } {
    const { body, conversation } = arrived;
    const refused = (message: string, status = 403) => ({
      status,
      body: { error: { code: status === 403 ? 'ContentStreamNotAllowed' : 'BadRequest', message } },
    });
    const text: string = body.text ?? '';
    const final = body.type === 'message';
    if (!this.streamsAllowed || body.conversation?.conversationType !== 'personal')
      return refused('Content stream is not allowed');
    if (text === '') return refused('Start streaming activities should include text', 400);
    if (final !== (info.streamType === 'final')) return refused('Only end streaming type is allowed', 400);
    if (!final && body.attachments !== undefined) return refused('attachments belong to the end', 400);
    if (info.streamId === undefined) {
      if (final || info.streamSequence !== 1) return refused('streamSequence starts with 1', 400);
      if (this.streams.some((one) => one.conversation === conversation && one.state === 'open'))
        return refused('one stream a chat');
      this.typing.push(arrived);
      const informative = info.streamType === 'informative';
      this.streams.push({
        id: arrived.id,
        conversation,
        begunAt: arrived.at,
        lastAt: arrived.at,
        sequence: 1,
        text: informative ? '' : text,
        informative: informative ? text : '',
        state: 'open',
      });
      return { status: 201, body: { id: arrived.id } };
    }
    const stream = this.streams.find(({ id }) => id === info.streamId);
    if (stream === undefined) return refused('unknown streamId', 400);
    if (stream.state === 'completed') return refused('not allowed on an already completed streamed message');
    if (arrived.at - stream.begunAt > this.longestStreamMs) stream.state = 'stopped';
    if (stream.state === 'stopped') return refused('Content stream was canceled by user');
    // A little less than a second: requests sent a second apart arrive unevenly.
    if (arrived.at - stream.lastAt < 900) {
      this.faults.push('API calls quota exceeded');
      return { status: 429, body: {} };
    }
    stream.lastAt = arrived.at;
    if (!text.startsWith(stream.text)) {
      this.faults.push('content that does not continue');
      return refused('Request streamed content should contain the previously streamed content');
    }
    if (final) {
      if (info.streamSequence !== undefined) return refused('no streamSequence at the end', 400);
      this.attempts++;
      stream.state = 'completed';
      this.arrived.push({ ...arrived, id: stream.id });
      return { status: 202, body: {} };
    }
    if (typeof info.streamSequence !== 'number' || info.streamSequence <= stream.sequence) {
      this.faults.push('ContentStreamSequenceOrderPreConditionFailed');
      return { status: 202, body: {} };
    }
    this.typing.push(arrived);
    stream.sequence = info.streamSequence;
    if (info.streamType === 'streaming') stream.text = text;
    return { status: 202, body: {} };
  }

  /** Puts another content into a message, or takes it away. */
  #change({ method }: IncomingMessage, { path, body }: Arrived): { status: number; body: object } {
    const id = decodeURIComponent(path.split('/').at(-1) ?? '');
    const meeting = this.changeMeetings.shift();
    if (typeof meeting === 'number')
      return { status: meeting, body: { error: { code: 'SomethingWentWrong' } } };
    const stream = this.streams.find((one) => one.id === id);
    if (stream?.state === 'open')
      return { status: 403, body: { error: { code: 'ContentStreamNotAllowed' } } };
    const at = this.arrived.findIndex((one) => one.id === id);
    const old = this.arrived[at];
    const visible = stream !== undefined && stream.text !== '' && stream.state === 'stopped';
    if (old === undefined && !visible)
      return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } };
    if (stream !== undefined) stream.state = 'completed';
    const { conversation } = stream ?? old ?? { conversation: '' };
    if (old !== undefined) this.arrived.splice(at, 1);
    if (method === 'DELETE') return { status: 200, body: {} };
    const changed = { id, conversation, path, authorization: undefined, at: Date.now(), body };
    this.arrived.splice(at < 0 ? this.arrived.length : at, 0, changed);
    return { status: 200, body: { id } };
  }
}
