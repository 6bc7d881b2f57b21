import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import {
  AuthenticationConstants,
  AuthenticationError,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { TeamsConfig } from '../../src/config/teams-settings.ts';
import { KiteiError } from '../../src/errors.ts';
import { ConnectorFailure, sendOnce } from './connector-http.ts';
import { createTokenMemory, type TokenMemory } from './token-memory.ts';

/** Where Teams publishes the keys it signs with; the public cloud unless told. */
export interface TeamsCloud {
  readonly openIdMetadataUrl: string;
  readonly issuer: string;
  readonly loginUrl: string;
}

/** A request that is not let in, with the HTTP status that says so. */
export class Refused extends Error {
  readonly status: 401 | 403 | 503;

  constructor(status: Refused['status'], message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
  }
}

/** What is read of an activity before anybody vouches for it. */
export interface Claimed {
  readonly channelId?: unknown;
  readonly serviceUrl?: unknown;
}

/** The SDK's sign-in, both ways, behind the checks it lacks. */
export interface TeamsAuthentication {
  /** For the SDK's adapter. */
  readonly sdk: ConfigurationBotFrameworkAuthentication;
  /** @throws Refused unless Teams itself vouches that this activity is for this bot and comes from its serviceUrl. */
  admit(activity: Claimed, authorization: string | undefined): Promise<void>;
}

/** A source of tokens for messages to Teams, for tests. */
export type TokenSource = () => Promise<string>;

/** @throws KiteiError `config.invalid` for an id without which the SDK would let anybody in. */
export function createAuthentication(
  config: TeamsConfig,
  {
    cloud,
    token,
  }: { readonly cloud?: TeamsCloud | undefined; readonly token?: TokenSource | undefined } = {},
): TeamsAuthentication {
  const credentials = credentialsOf(config);
  if (token !== undefined) credentials.createCredentials = async () => ({ signRequest: bearer(token) });
  const issuer = cloud?.issuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer;
  const sdk = new ConfigurationBotFrameworkAuthentication(
    cloud === undefined ? {} : settingsOf(cloud),
    tellingFailures(credentials),
    undefined,
    undefined,
    { httpClient: sendOnce as never },
  );
  const checks = { sdk, issuer, good: createTokenMemory() };
  return { sdk, admit: (activity, authorization) => admit(activity, authorization, checks) };
}

/** Signs the bot in as what it is registered as. The SDK takes an empty id as "no authentication", so none gets here. */
export function credentialsOf(config: TeamsConfig): ServiceClientCredentialsFactory {
  const needed = [
    config.appId,
    config.tenantId,
    ...(config.appType === 'SingleTenant' ? [config.appPassword] : []),
  ];
  if (needed.some((value) => !value?.trim()) || config.allowedTenants.length === 0) {
    throw new KiteiError(
      'config.invalid',
      'The Teams bot has no app id, no secret, no tenant, or no tenant that is allowed to use it.',
      'Set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID to those of the bot registration.',
    );
  }
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: config.appId,
    MicrosoftAppType: config.appType,
    MicrosoftAppTenantId: config.tenantId,
    ...(config.appPassword !== null && { MicrosoftAppPassword: config.appPassword }),
  });
}

interface Checks {
  readonly sdk: ConfigurationBotFrameworkAuthentication;
  readonly issuer: string;
  readonly good: TokenMemory;
}

async function admit(
  { channelId, serviceUrl }: Claimed,
  authorization: string | undefined,
  { sdk, issuer, good }: Checks,
): Promise<void> {
  if (authorization === undefined) throw new Refused(401, 'no token');
  if (channelId !== 'msteams') throw new Refused(401, 'not from Teams');
  // The SDK compares serviceUrl with the token only where there is one.
  if (typeof serviceUrl !== 'string' || serviceUrl === '') throw new Refused(401, 'no serviceUrl');
  if (good.knows(authorization, serviceUrl)) return;
  const { claimsIdentity } = await sdk
    .authenticateRequest({ channelId, serviceUrl } as never, authorization)
    .catch((error: unknown) => {
      throw unavailable(error) ? new Refused(503, 'keys unavailable') : new Refused(401, String(error));
    });
  // Tokens of the emulator and of other bots pass the SDK without a word about serviceUrl.
  const claim = (type: string) => claimsIdentity.getClaimValue(type);
  if (claim('iss') !== issuer || claim('serviceurl') !== serviceUrl)
    throw new Refused(401, 'not for this bot');
  good.keep(authorization, serviceUrl, Number(claim('exp')) || 0);
}

/** Whether the failure is one of reading Teams' keys, not of the token: then the sender may try again. */
function unavailable(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode >= 500;
  return error instanceof Error && error.name === 'FetchError';
}

/** All settings of a cloud must be given together: the SDK mixes none of its own in. */
function settingsOf({ openIdMetadataUrl, issuer, loginUrl }: TeamsCloud) {
  return {
    ToChannelFromBotLoginUrl: loginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    CallerId: 'urn:botframework:azure',
  };
}

type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** Where no token is to be had, no message has left: that failure must not look like one whose end is unknown. */
function tellingFailures(factory: ServiceClientCredentialsFactory): ServiceClientCredentialsFactory {
  const create = factory.createCredentials.bind(factory);
  factory.createCredentials = async (...args) => {
    const credentials = await create(...args);
    return {
      signRequest: (request) =>
        credentials.signRequest(request).catch((error: unknown) => {
          throw new ConnectorFailure('failed', `No token for Teams: ${String(error)}`);
        }),
    };
  };
  return factory;
}

function bearer(token: TokenSource): Credentials['signRequest'] {
  return async (request) => {
    request.headers.set('authorization', `Bearer ${await token()}`);
    return request;
  };
}
