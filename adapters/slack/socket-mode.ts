import { setTimeout as wait } from 'node:timers/promises';
import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { KiteiError } from '../../src/errors.ts';
import type { Intake } from './intake.ts';
import type { SlackLogger } from './slack-logger.ts';

/** How long the first connection may take, in milliseconds. */
const CONNECT_MS = 30_000;
const DISCONNECT_MS = 3_000;

/** A connection that Kitei opens to Slack, over which events come. */
export interface SocketMode {
  /** @throws KiteiError `channel.unreachable`. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** Events of a socket are acknowledged before anything else, as they are over HTTP. */
export function createSocketMode(
  { appToken, apiUrl }: { readonly appToken: string; readonly apiUrl: string },
  intake: Intake,
  logger: SlackLogger,
): SocketMode {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        timeout: 10_000,
        // Asking for a new connection twice does no harm, and the client gives up for good where a request fails.
        retryConfig: { retries: 1_000, factor: 1.5, maxTimeout: 60_000 },
      },
    },
  });
  const acknowledging: Parameters<Receiver['init']>[0] = {
    processEvent: async ({ ack, ...event }: Parameters<App['processEvent']>[0]) => {
      if (!intake.open) return;
      const begin = await intake.take(event);
      // Kept as it is, it is done whether Slack hears of that or not.
      await ack().finally(begin);
    },
  } as App;
  receiver.init(acknowledging);
  let connected = false;
  return {
    async connect() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('no connection within 30 seconds')), CONNECT_MS);
      });
      try {
        await Promise.race([receiver.start(), late]);
        connected = true;
      } catch (cause) {
        void receiver.client.disconnect();
        throw new KiteiError(
          'channel.unreachable',
          `Slack's Socket Mode cannot be reached (${cause instanceof Error ? cause.message : String(cause)}).`,
          'Check SLACK_APP_TOKEN (scope connections:write), that Socket Mode is on for the app, and the network.',
          cause,
        );
      } finally {
        clearTimeout(timer);
      }
    },
    async disconnect() {
      if (!connected) return;
      connected = false;
      // Slack may never close its side.
      await Promise.race([receiver.client.disconnect(), wait(DISCONNECT_MS, null, { ref: false })]);
    },
  };
}
