import type { Channel } from '../../../adapters/channel.ts';
import { type HttpServer, startHttpServer } from '../../../adapters/http-server.ts';
import { createTeamsChannel, type TeamsParts } from '../../../adapters/teams/teams-channel.ts';
import type { TeamsConfig } from '../../../src/config/teams-settings.ts';
import type {
  ChannelHarness,
  Post,
  PostFailure,
  Sent,
  StreamFailure,
} from '../../contracts/channel-harness.ts';
import { memoryChannelState, memoryClaims } from '../memory-channel-stores.ts';
import { APP_ID, type Arrived, FakeTeams, type Meeting, TENANT } from './fake-teams.ts';

export const BOT = `28:${APP_ID}`;
export const CONFIG: TeamsConfig = {
  appId: APP_ID,
  appType: 'SingleTenant',
  appPassword: 'secret',
  tenantId: TENANT,
  allowedTenants: [TENANT],
  departments: false,
};
const PUBLIC_URL = 'https://kitei.example.lg.jp';

const MEETINGS: Readonly<Record<PostFailure, Meeting>> = {
  refused: 403,
  limited: { status: 429, retryAfter: '0' },
  ambiguous: 'take and drop',
};

const STREAM_MEETINGS: Readonly<Record<StreamFailure, Meeting>> = {
  limited: { status: 429, retryAfter: '0' },
  stopped: 403,
  ambiguous: 'take and drop',
  failing: 502,
};

/** The Teams channel on a real HTTP server, and Teams played by the test, over HTTP both ways. */
export class TeamsHarness implements ChannelHarness {
  readonly publicUrl = PUBLIC_URL;
  readonly #activities = new Map<string, object>();
  readonly #server: HttpServer;
  readonly channel: Channel;
  readonly fake: FakeTeams;
  readonly state: TeamsParts['state'];
  readonly warnings: string[];
  #count = 0;

  private constructor(
    channel: Channel,
    fake: FakeTeams,
    server: HttpServer,
    { state, warnings }: { state: TeamsParts['state']; warnings: string[] },
  ) {
    this.channel = channel;
    this.fake = fake;
    this.#server = server;
    this.state = state;
    this.warnings = warnings;
  }

  static async open(parts: Partial<TeamsParts> = {}, config: TeamsConfig = CONFIG): Promise<TeamsHarness> {
    const fake = await FakeTeams.start();
    const warnings: string[] = [];
    const state = parts.state ?? memoryChannelState();
    const channel = createTeamsChannel(config, {
      claims: memoryClaims(),
      warn: (message) => warnings.push(message),
      publicUrl: PUBLIC_URL,
      cloud: fake.cloud,
      token: async () => 'token-for-teams',
      ...parts,
      state,
    });
    const server = await startHttpServer(channel.routes, { host: '127.0.0.1', port: 0 }, (error) =>
      warnings.push(String(error)),
    );
    return new TeamsHarness(channel, fake, server, { state, warnings });
  }

  get url(): string {
    return this.#server.url;
  }

  /** An activity as Teams posts it, from a personal chat unless told otherwise. */
  activity(parts: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return {
      type: 'message',
      id: `${1_600_000_000_000 + ++this.#count}`,
      channelId: 'msteams',
      serviceUrl: this.fake.serviceUrl,
      from: { id: '29:asker', name: '水森 花子', aadObjectId: '33333333-3333-4333-8333-333333333333' },
      recipient: { id: BOT, name: 'Kitei' },
      conversation: { id: 'a:personal', conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      locale: 'ja-JP',
      ...parts,
    };
  }

  /** Posts as Teams does; without an authorization, with one that is good. */
  async post(
    activity: object | string,
    authorization: string | null = `Bearer ${this.fake.token()}`,
  ): Promise<Response> {
    return fetch(`${this.#server.url}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(authorization !== null && { authorization }),
      },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
  }

  /** Posts an invoke and gives back what Teams would read. */
  // biome-ignore lint/suspicious/noExplicitAny: what is asserted is what was written
  async invoke(name: string, value: object, parts: object = {}): Promise<{ status: number; body: any }> {
    const response = await this.post(this.activity({ type: 'invoke', name, value, ...parts }));
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  async sendQuestion(text: string, person?: { readonly locale: 'ja' | 'en' }): Promise<Sent> {
    return this.#send(
      this.activity({ text, ...(person && { locale: person.locale === 'ja' ? 'ja-JP' : 'en-US' }) }),
    );
  }

  async redeliver({ id }: Sent): Promise<void> {
    await this.post(this.#activities.get(id) ?? {});
  }

  posts(): readonly Post[] {
    const growing = this.fake.streams.filter(({ state, text }) => state !== 'completed' && text !== '');
    return [
      ...growing.map((stream) => ({ ...postOf({ ...stream, body: stream }), unfinished: true })),
      ...this.fake.arrived.map(postOf),
    ];
  }

  attempts(): number {
    return this.fake.attempts;
  }

  failNextPost(kind: PostFailure): void {
    this.fake.meetings.push(MEETINGS[kind]);
  }

  failNextStreamCall(kind: StreamFailure): void {
    this.fake.streamMeetings.push(STREAM_MEETINGS[kind]);
  }

  endStreams(): void {
    this.fake.stopStreams();
  }

  async pressFeedback({ id }: Post, helpful: boolean): Promise<void> {
    const actionValue = { reaction: helpful ? 'like' : 'dislike' };
    await this.invoke('message/fetchTask', { actionName: 'feedback', actionValue }, { replyToId: id });
    const feedback = JSON.stringify({ feedbackText: '', ...(!helpful && { reason: 'unclear' }) });
    const value = { actionName: 'feedback', actionValue: { ...actionValue, feedback } };
    await this.invoke('message/submitAction', value, { replyToId: id });
  }

  async pressAskAPerson({ id }: Post): Promise<void> {
    const pressed = this.arrived(id).body.attachments[0].content.actions.find(
      ({ verb }: { verb?: string }) => verb === 'escalate',
    );
    await this.invoke('adaptiveCard/action', { action: pressed, trigger: 'manual' }, { replyToId: id });
  }

  askersAddress() {
    return {
      channel: 'teams' as const,
      at: {
        serviceUrl: this.fake.serviceUrl,
        tenantId: TENANT,
        conversation: 'a:personal',
        kind: 'personal',
        bot: BOT,
        user: { id: '29:asker', name: '水森 花子' },
        locale: 'ja',
      },
    };
  }

  ownersAddress() {
    const { channel, at } = this.askersAddress();
    return { channel, at: { ...at, owner: '19:desk@thread.tacv2' } };
  }

  async replyTo({ id }: Post, text: string): Promise<Sent> {
    return this.#send(
      this.activity({
        text: `<at>Kitei</at> ${text}`,
        entities: [{ type: 'mention', text: '<at>Kitei</at>', mentioned: { id: BOT, name: 'Kitei' } }],
        conversation: {
          id: `${this.arrived(id).conversation};messageid=${id}`,
          conversationType: 'channel',
          tenantId: TENANT,
        },
      }),
    );
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.fake.close();
  }

  arrived(id: string): Arrived {
    const found = this.fake.arrived.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no message ${id}`);
    return found;
  }

  async #send(activity: Record<string, unknown>): Promise<Sent> {
    const id = String(activity.id);
    this.#activities.set(id, activity);
    const { status } = await this.post(activity);
    return { id, taken: status === 200 };
  }
}

/** A message as people see it: Markdown and HTML of its text read as Teams reads them, and every text of its card. */
export function postOf({ id, body }: Pick<Arrived, 'id' | 'body'>): Post {
  const markdown: string = body.text ?? '';
  const shown = markdown
    .replace(/<at>(.*?)<\/at>/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/\\([\\`*_~[\]#|.)+-])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
  const texts: string[] = [shown];
  const pings: string[] = [];
  const links = [
    ...[...markdown.matchAll(/(?<!\\)\[[^\]]*(?<!\\)\]\((\S+?)\)/g)].map((match) => match[1] ?? ''),
    // Addresses become links by themselves.
    ...(markdown.match(/https?:\/\/\S+/g) ?? []),
  ];
  for (const claim of claimsOf(body)) {
    texts.push(claim.appearance.name, claim.appearance.abstract);
    if (claim.appearance.url) links.push(claim.appearance.url);
  }
  walk(body.attachments ?? [], (element) => {
    for (const key of ['text', 'title', 'label', 'placeholder']) {
      if (typeof element[key] === 'string') texts.push(element[key]);
    }
    if (element.type === 'Action.OpenUrl') links.push(String(element.url));
    if (element.type === 'TextBlock' && !/^<at>[^<]*<\/at>$/.test(String(element.text))) {
      throw new Error('a TextBlock reads Markdown; use a RichTextBlock');
    }
    if (element.type === 'mention') pings.push((element.mentioned as { id: string }).id);
  });
  for (const entity of body.entities ?? []) if (entity.type === 'mention') pings.push(entity.mentioned.id);
  pings.push(...(markdown.match(/<at>.*?<\/at>/g) ?? []));
  return { id, text: texts.join('\n').replaceAll('\u2060', ''), pings, links };
}

interface Claim {
  readonly position: number;
  readonly appearance: {
    readonly name: string;
    readonly abstract: string;
    readonly url?: string;
    readonly keywords?: readonly string[];
  };
}

export function claimsOf(body: { entities?: readonly { citation?: readonly Claim[] }[] }): readonly Claim[] {
  return (body.entities ?? []).flatMap(({ citation }) => citation ?? []);
}

/** Visits every object within. */
export function walk(value: unknown, visit: (element: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>);
  for (const inner of Object.values(value)) walk(inner, visit);
}
