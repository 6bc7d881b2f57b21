import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { HTTPReceiver, webApi } from '@slack/bolt';
import type { SlackConfig, SlackOAuth } from '../../src/config/slack-settings.ts';
import type { Route } from '../channel.ts';
import { slackScopes } from '../slack-manifest.ts';
import type { Installations } from './installations.ts';
import type { SlackLogger } from './slack-logger.ts';

type Installer = NonNullable<HTTPReceiver['installer']>;

/** Installing the app into further workspaces, with Slack's own OAuth flow. */
export interface Installing {
  /** `/slack/install`, which leads to Slack, and `/slack/oauth_redirect`, where it leads back to. */
  readonly routes: readonly Route[];
  /** Finds the token of an event, and renews it where it expires. */
  readonly authorize: Installer['authorize'];
}

/** Only the workspaces and organisations that the configuration names can install the app. */
export function createInstalling(
  config: SlackConfig,
  oauth: SlackOAuth,
  publicUrl: string | null,
  installations: Installations,
  logger: SlackLogger,
): Installing {
  const redirect = '/slack/oauth_redirect';
  const redirectUri = publicUrl === null ? {} : { redirectUri: `${publicUrl}${redirect}` };
  const scopes = [...slackScopes(config)];
  const clientOptions = { slackApiUrl: config.apiUrl, timeout: 10_000, retryConfig: { retries: 1 } };
  const { installer } = new HTTPReceiver({
    signingSecret: 'unused: this receiver installs only',
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    // The same in every process, and of no use to anybody who does not have the client's secret.
    stateSecret: createHmac('sha256', oauth.clientSecret).update('kitei oauth state').digest('hex'),
    installationStore: installations,
    scopes,
    logger,
    installerOptions: {
      directInstall: true,
      authorizationUrl: new URL('/oauth/v2/authorize', config.apiUrl).href,
      clientOptions,
    },
  });
  if (installer === undefined) throw new Error('the OAuth flow was not set up');
  const install: Route = {
    method: 'GET',
    path: '/slack/install',
    handle: (request, response) =>
      installer.handleInstallPath(request, response, undefined, { scopes, ...redirectUri }),
  };
  const callback: Route = {
    method: 'GET',
    path: redirect,
    handle: (request, response) =>
      installer.handleCallback(request, response, {
        async afterInstallation({ team, enterprise, isEnterpriseInstall, bot }) {
          const ids = [isEnterpriseInstall ? undefined : team?.id, enterprise?.id];
          if (ids.some((id) => id !== undefined && oauth.workspaces.includes(id))) return true;
          // Slack has installed the app already: take that back.
          await new webApi.WebClient(bot?.token, clientOptions).auth.revoke().catch(() => {});
          page(
            response,
            403,
            'This workspace may not install Kitei. / このワークスペースには導入できません。',
          );
          return false;
        },
        success: (_installation, _options, _request, success) =>
          page(success, 200, 'Kitei is installed. / Kitei を導入しました。'),
        failure: (_error, _options, _request, failed) =>
          page(failed, 400, 'Kitei could not be installed. / Kitei を導入できませんでした。'),
      }),
  };
  return { routes: [install, callback], authorize: installer.authorize };
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}
