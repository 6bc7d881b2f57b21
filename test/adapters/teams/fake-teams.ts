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
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const id = `${1_700_000_000_000 + ++this.#count}`;
    const arrived: Arrived = {
      id,
      conversation: decodeURIComponent(conversation),
      path,
      authorization: request.headers.authorization,
      at: Date.now(),
      body,
    };
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
}
