import { App } from '@slack/bolt';
import type { SlackConfig } from '../../src/config/slack-settings.ts';
import type { ChannelState, Claims } from '../../src/domain/channel-state.ts';
import type { Inbox } from '../../src/domain/inbox.ts';
import type { Channel } from '../channel.ts';
import { createKeptWork, type KeptWorkTimes } from '../kept-work.ts';
import { createAdmins } from './admins.ts';
import { createAnswerStreams } from './answer-stream.ts';
import { answeredBefore } from './answered-before.ts';
import { createFollowedThreads } from './followed-threads.ts';
import { eventsRoute } from './http-events.ts';
import { createIntake } from './intake.ts';
import { createMutedPeople } from './muted-people.ts';
import { deliverNotice } from './notices.ts';
import { onClicks } from './on-clicks.ts';
import { onCommands } from './on-commands.ts';
import { onMessages } from './on-messages.ts';
import { onWorkspaceEvents } from './on-workspace-events.ts';
import type { SlackParts } from './parts.ts';
import { createPeople } from './people.ts';
import { createSender } from './sender.ts';
import { slackLogger } from './slack-logger.ts';
import { createSocketMode } from './socket-mode.ts';
import { createWorkspaces } from './workspaces.ts';

/** What the channel is given. */
export interface SlackSurroundings {
  readonly claims: Claims;
  /** Keeps what was acknowledged and is not answered; left out where nothing is kept. */
  readonly inbox?: Inbox;
  readonly times?: KeptWorkTimes;
  readonly state: ChannelState;
  /** Address of Kitei's server, for links to clauses; null where nobody said. */
  readonly publicUrl: string | null;
  /** For operators; never a word of a question. */
  readonly warn: (message: string) => void;
}

/** Kitei in Slack: over HTTP, or over Socket Mode where an app-level token is configured. */
export function createSlackChannel(config: SlackConfig, surroundings: SlackSurroundings): Channel {
  const { state, publicUrl, warn } = surroundings;
  const logger = slackLogger(warn);
  const kept = createKeptWork('slack', { inbox: null, ...surroundings }, warn, surroundings.times);
  const workspaces = createWorkspaces(config, publicUrl, state, logger);
  const intake = createIntake(
    kept,
    (body) => answeredBefore(body, workspaces),
    (error) => warn(`Slack: ${nameOf(error)} while working on an event.`),
  );
  const socket =
    config.appToken === null
      ? null
      : createSocketMode({ appToken: config.appToken, apiUrl: config.apiUrl }, intake, logger);
  const parts: SlackParts = {
    workspaces,
    sender: createSender(),
    openStream: createAnswerStreams(),
    people: createPeople(config.departmentField),
    admins: createAdmins(config.admins, workspaces.isOwn),
    claims: kept.claims,
    followed: config.followThreads ? createFollowedThreads(state) : null,
    muted: createMutedPeople(state),
    publicUrl,
    warn,
  };
  const events =
    socket === null && config.signingSecret !== null ? [eventsRoute(config.signingSecret, intake)] : [];
  return {
    name: 'slack',
    routes: [...events, ...workspaces.routes],
    async start(assistant) {
      await workspaces.connect();
      const app = new App({
        // Events come through `intake`, whichever way they take.
        receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
        authorize: workspaces.authorize,
        tokenVerificationEnabled: false,
        convoStore: false,
        logger,
        clientOptions: { slackApiUrl: config.apiUrl },
      });
      app.error(async (error) => warn(`Slack: ${nameOf(error)} while working on an event.`));
      const started = { ...parts, assistant };
      onMessages(app, started);
      onCommands(app, started);
      onClicks(app, started);
      onWorkspaceEvents(app, started);
      intake.start(app);
      await socket?.connect();
    },
    deliver: (notice) => deliverNotice(notice, parts),
    async stop() {
      // Nothing more is acknowledged from here on, so that Slack delivers it again, to whoever then listens.
      const done = intake.stop();
      await socket?.disconnect();
      await done;
    },
  };
}

/** What kind of failure it was. The words of an error may repeat what somebody wrote. */
function nameOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'a failure');
}
