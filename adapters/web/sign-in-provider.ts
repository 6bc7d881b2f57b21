import * as oidc from 'openid-client';
import type { OidcConfig } from '../../src/config/web-settings.ts';
import { claimsNeeded, claimValues, identityOf } from './claims.ts';
import type { Identity } from './sessions.ts';

/** What a browser must bring back from the provider; it stays with that browser. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** An OpenID Connect provider: Authorization Code with PKCE, state and nonce. */
export interface SignInProvider {
  /** Where to send the browser, and what it must keep until it is back. */
  begin(): Promise<{ readonly url: string; readonly pending: PendingSignIn }>;
  /**
   * Who came back. Throws where the provider refused, or where anything does not match.
   * @param search query of the address the browser came back to, with its `?`.
   */
  finish(search: string, pending: PendingSignIn): Promise<Identity>;
}

/** @param publicUrl address people reach Kitei at; the provider sends them back there. */
export function createSignInProvider(config: OidcConfig, publicUrl: string): SignInProvider {
  const redirect = `${publicUrl}/sign-in/callback`;
  let found: Promise<oidc.Configuration> | null = null;
  /** The provider need not be there when Kitei starts, and is asked again after a failure. */
  const provider = () => {
    found ??= discover(config).catch((error) => {
      found = null;
      throw error;
    });
    return found;
  };
  return {
    async begin() {
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirect,
        scope: config.scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, pending };
    },
    async finish(search, { state, nonce, verifier }) {
      const server = await provider();
      const tokens = await oidc.authorizationCodeGrant(server, new URL(redirect + search), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The provider sent no ID token.');
      const complete = claimsNeeded(config).every((name) => claimValues(claims, name).length > 0);
      if (complete || server.serverMetadata().userinfo_endpoint === undefined)
        return identityOf(claims, config);
      const more = await oidc.fetchUserInfo(server, tokens.access_token, claims.sub);
      return identityOf({ ...more, ...claims }, config);
    },
  };
}

/** How long the provider may take for one answer, in seconds: somebody waits for the page. */
const TIMEOUT_S = 10;

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<oidc.Configuration> {
  const authentication = clientSecret === null ? oidc.None() : oidc.ClientSecretPost(clientSecret);
  // The settings take http only for this machine itself.
  const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
    execute,
    timeout: TIMEOUT_S,
  });
}
