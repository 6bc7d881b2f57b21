import { type Authorize, webApi } from '@slack/bolt';
import type { SlackConfig } from '../../src/config/slack-settings.ts';
import type { ChannelState } from '../../src/domain/channel-state.ts';
import { KiteiError } from '../../src/errors.ts';
import type { Route } from '../channel.ts';
import { createInstalling } from './install-routes.ts';
import { createInstallations, type WorkspaceIds } from './installations.ts';
import { sendFailure } from './send-outcome.ts';
import type { SlackLogger } from './slack-logger.ts';

/** The workspaces Kitei works in, each with its own token. */
export interface Workspaces {
  /** Routes for installing the app; empty where one workspace was configured by hand. */
  readonly routes: readonly Route[];
  /**
   * Checks the configured token.
   * @throws KiteiError `channel.unreachable`.
   */
  connect(): Promise<void>;
  readonly authorize: Authorize<boolean>;
  /** Null where Kitei is not installed, or not any more. */
  client(ids: WorkspaceIds): Promise<webApi.WebClient | null>;
  clientOf(token: string, team: string | undefined): webApi.WebClient;
  /** The only workspace, where there is one only. */
  only(): Promise<WorkspaceIds | null>;
  /** Whether a workspace is that of the configured token. */
  isOwn(team: string): boolean;
  /** Forgets an installation whose token works no longer. */
  removed(ids: WorkspaceIds): Promise<void>;
}

interface OwnWorkspace extends WorkspaceIds {
  readonly botToken: string;
  readonly botId: string | undefined;
  readonly botUserId: string | undefined;
  /** One token for all workspaces of an organisation. */
  readonly wholeOrganisation: boolean;
}

export function createWorkspaces(
  config: SlackConfig,
  publicUrl: string | null,
  state: ChannelState,
  logger: SlackLogger,
): Workspaces {
  const installations = createInstallations(state);
  const installing =
    config.oauth === null ? null : createInstalling(config, config.oauth, publicUrl, installations, logger);
  const clients = new Map<string, webApi.WebClient>();
  let own: OwnWorkspace | null = null;

  const clientOf: Workspaces['clientOf'] = (token, team) => {
    const key = `${token} ${team}`;
    const known = clients.get(key);
    if (known !== undefined) return known;
    if (clients.size > 1_000) clients.clear();
    const client = new webApi.WebClient(token, {
      slackApiUrl: config.apiUrl,
      // Repeating a call is decided by whoever makes it: a message that may have arrived must not be sent again, and
      // a limit of one channel must not hold up the others.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
      logger,
      ...(team !== undefined && { teamId: team }),
    });
    clients.set(key, client);
    return client;
  };
  // Without OAuth the configured token is the only one there is: people of other organisations in shared channels
  // are answered with it too.
  const isOwn = (team: string) =>
    own !== null && (own.team === team || own.wholeOrganisation || installing === null);

  return {
    routes: installing?.routes ?? [],
    clientOf,
    isOwn,
    async connect() {
      if (config.botToken === null) return;
      try {
        const test = await clientOf(config.botToken, undefined).auth.test();
        own = {
          botToken: config.botToken,
          botId: test.bot_id,
          botUserId: test.user_id,
          team: test.team_id ?? null,
          enterprise: test.enterprise_id ?? null,
          wholeOrganisation: test.is_enterprise_install === true,
        };
      } catch (cause) {
        const { reason } = sendFailure(cause);
        throw new KiteiError(
          'channel.unreachable',
          `Slack does not accept the bot token, or cannot be reached (${reason}).`,
          'Copy SLACK_BOT_TOKEN again from "OAuth & Permissions" of the app, and check the network.',
          cause,
        );
      }
    },
    async authorize(source) {
      if (own !== null && (source.teamId === undefined || isOwn(source.teamId))) {
        const { botToken, botId, botUserId } = own;
        return {
          botToken,
          ...(botId !== undefined && { botId }),
          ...(botUserId !== undefined && { botUserId }),
        };
      }
      if (installing === null) throw new Error('Kitei has no token for this workspace');
      return installing.authorize(source);
    },
    async client({ team, enterprise }) {
      if (own !== null && (team === null || isOwn(team))) return clientOf(own.botToken, team ?? undefined);
      if (installing === null || (await installations.find({ team, enterprise })) === null) return null;
      const source =
        team === null
          ? { teamId: undefined, enterpriseId: enterprise ?? '', isEnterpriseInstall: true as const }
          : { teamId: team, enterpriseId: enterprise ?? undefined, isEnterpriseInstall: false as const };
      const { botToken } = await installing.authorize(source);
      return botToken === undefined ? null : clientOf(botToken, team ?? undefined);
    },
    async only() {
      const all = await installations.all();
      const others = all.map(({ team, enterprise }) => ({
        team: team?.id ?? null,
        enterprise: enterprise?.id ?? null,
      }));
      const known = own === null ? others : [own, ...others.filter(({ team }) => team !== own?.team)];
      return known.length === 1 ? (known[0] ?? null) : null;
    },
    async removed(ids) {
      const { team, enterprise } = ids;
      for (const key of [
        { team, enterprise: null },
        { team: null, enterprise },
      ]) {
        const token = (await installations.find(key))?.bot?.token;
        if (token === undefined) continue;
        // The news of an old installation can arrive after a new one was made.
        const works = await clientOf(token, undefined)
          .auth.test()
          .then(
            () => true,
            (error) => sendFailure(error).outcome !== 'refused',
          );
        if (!works) await installations.remove(key);
      }
      if (own !== null && team !== null && own.team === team) {
        logger.warn('the app was removed from the workspace of SLACK_BOT_TOKEN, or its token revoked');
      }
    },
  };
}
