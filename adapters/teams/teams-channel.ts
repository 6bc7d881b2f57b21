import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TeamsConfig } from '../../src/config/teams-settings.ts';
import type { Assistant } from '../../src/domain/assistant.ts';
import type { ChannelState, Claims } from '../../src/domain/channel-state.ts';
import type { Inbox } from '../../src/domain/inbox.ts';
import type { Channel } from '../channel.ts';
import { clausePage } from '../clause-page.ts';
import { createKeptWork, type KeptWorkTimes } from '../kept-work.ts';
import { createTurns } from '../turns.ts';
import { type InboundActivity, inboundActivity, questionIdOf, tenantsOf } from './activity.ts';
import { createAnswerMemory } from './answer-memory.ts';
import { createAuthentication, Refused, type TeamsCloud, type TokenSource } from './authentication.ts';
import { createConnector } from './connector.ts';
import { createConversations } from './conversations.ts';
import { createGraphDirectory } from './graph-directory.ts';
import { answerInvoke } from './invokes.ts';
import { answerMessage, installed } from './messages.ts';
import { createMonthlyMemory } from './monthly-memory.ts';
import { createMutedPeople } from './muted-people.ts';
import { deliverNotice } from './notices.ts';
import { createOutbound } from './outbound.ts';
import { BodyRefused, readJson } from './read-json.ts';
import { CLAIM_MS, type DirectoryPerson, type TurnParts } from './turn-parts.ts';

/** What the Teams channel works with. */
export interface TeamsParts {
  readonly claims: Claims;
  /** Keeps what was acknowledged and is not answered; left out where nothing is kept. */
  readonly inbox?: Inbox;
  readonly times?: KeptWorkTimes;
  readonly state: ChannelState;
  /** Told what failed; never a word of a question or an answer. */
  readonly warn: (message: string) => void;
  /** Address of Kitei's server, for links to clauses; null where nobody said. */
  readonly publicUrl: string | null;
  /** Somebody's department, in place of the organisation's directory. */
  readonly departmentOf?: (person: DirectoryPerson) => Promise<string | null>;
  /** Another cloud than the public one, for tests. */
  readonly cloud?: TeamsCloud;
  /** Where tokens for Teams come from, for tests. */
  readonly token?: TokenSource;
}

/** Larger than anything Teams sends. */
const MOST_BYTES = 1 << 20;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Microsoft Teams, at `POST /api/messages`. Only what Teams vouches for and an allowed tenant sent is taken in; Teams
 * has its acknowledgement before work begins, and the answer follows as a message of its own.
 * @throws KiteiError `config.invalid` for a bot without an id.
 */
export function createTeamsChannel(config: TeamsConfig, parts: TeamsParts): Channel {
  const { state, publicUrl, warn } = parts;
  const kept = createKeptWork('teams', { inbox: null, ...parts }, warn, parts.times);
  const { claims } = kept;
  const authentication = createAuthentication(config, parts);
  const outbound = createOutbound(createConnector(config.appId, authentication), warn);
  const conversations = createConversations(state);
  const muted = createMutedPeople(state);
  const departmentOf =
    parts.departmentOf ?? (config.departments ? createGraphDirectory(config) : async () => null);
  const answers = createAnswerMemory(state);
  const notices = createMonthlyMemory(state, 'teams.notice');
  const turns = createTurns();
  const working = new Set<Promise<unknown>>();
  const background = (work: Promise<unknown>) => {
    const done = work.catch((error) => warn(`Teams: ${String(error)}`)).finally(() => working.delete(done));
    working.add(done);
  };
  let turn: TurnParts | null = null;
  let sweeping: NodeJS.Timeout | undefined;

  const answerOnce = async (activity: InboundActivity, turn: TurnParts) => {
    if (!(await claims.claim([questionIdOf(activity)], CLAIM_MS))) return;
    await turns();
    await answerMessage(activity, turn);
  };

  const take = async (activity: InboundActivity, turn: TurnParts): Promise<HttpAnswer> => {
    if (activity.type === 'invoke') return answerInvoke(activity, turn);
    if (activity.type === 'installationUpdate') background(installed(activity, turn));
    if (activity.type !== 'message') return { status: 200 };
    if (activity.id === undefined) return { status: 400 };
    const perform = await kept.keep(questionIdOf(activity), activity);
    if (perform !== null) background(perform(() => answerOnce(activity, turn)));
    return { status: 200 };
  };

  const handle = async (request: IncomingMessage): Promise<HttpAnswer> => {
    if (turn === null) return { status: 503 };
    const { authorization } = request.headers;
    if (authorization === undefined) return { status: 401 };
    const body = await readJson(request, MOST_BYTES);
    await authentication.admit(body, authorization);
    const activity = inboundActivity.safeParse(body).data;
    if (activity === undefined) return { status: 400 };
    const tenants = tenantsOf(activity).map((id) => id.toLowerCase());
    if (tenants.length === 0 || tenants.some((id) => !config.allowedTenants.includes(id)))
      return { status: 403 };
    // Kitei may have been told to stop while the token was checked.
    if (turn === null) return { status: 503 };
    const taken = take(activity, turn);
    background(taken.catch(() => {}));
    return taken;
  };

  const sweep = () => background(Promise.all([answers, notices].map((memory) => memory.sweep(new Date()))));

  return {
    name: 'teams',
    routes: [
      {
        method: 'POST',
        path: '/api/messages',
        handle: async (request, response) => end(request, response, await refusing(handle(request))),
      },
    ],
    async start(assistant: Assistant) {
      turn = {
        assistant,
        outbound,
        claims,
        conversations,
        muted,
        answers,
        clauseUrl: (citation) => (publicUrl === null ? null : clausePage(publicUrl, citation)),
        departmentOf,
        warn,
        background,
      };
      const started = turn;
      kept.start(async (activity) => {
        const work = answerOnce(activity as InboundActivity, started);
        background(work.catch(() => {}));
        await work;
      });
      sweep();
      sweeping = setInterval(sweep, DAY_MS).unref();
    },
    deliver: (notice) => deliverNotice(notice, { outbound, conversations, muted, notices, warn }),
    async stop() {
      turn = null;
      kept.stop();
      clearInterval(sweeping);
      while (working.size > 0) await Promise.all(working);
    },
  };
}

interface HttpAnswer {
  readonly status: number;
  readonly body?: object;
}

/** Strangers learn the status and nothing else. */
async function refusing(answer: Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refused || error instanceof BodyRefused) return { status: error.status };
    throw error;
  }
}

function end(request: IncomingMessage, response: ServerResponse, { status, body }: HttpAnswer): void {
  const refused = status >= 400;
  // What has not been read of a body would be taken for the next request.
  if (refused) request.resume();
  response.writeHead(status, {
    ...(refused && { connection: 'close' }),
    ...(status === 503 && { 'retry-after': '5' }),
    ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
