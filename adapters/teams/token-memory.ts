import { createHash } from 'node:crypto';

/** Tokens that were found good, each for the serviceUrl it came with. */
export interface TokenMemory {
  knows(authorization: string, serviceUrl: string): boolean;
  /** @param expiresAt when the token ends, in seconds since 1970. */
  keep(authorization: string, serviceUrl: string, expiresAt: number): void;
}

/** Long enough for Teams to send its token of an hour often, short enough for a key that is withdrawn. */
const KEEP_MS = 5 * 60_000;
const MOST_TOKENS = 1_000;

/** Spares checking one signature again and again: Teams sends one token with many messages. */
export function createTokenMemory(now: () => number = Date.now): TokenMemory {
  const until = new Map<string, number>();
  const keyOf = (authorization: string, serviceUrl: string) =>
    createHash('sha256').update(`${authorization}\n${serviceUrl}`).digest('base64');
  return {
    knows: (authorization, serviceUrl) => (until.get(keyOf(authorization, serviceUrl)) ?? 0) > now(),
    keep(authorization, serviceUrl, expiresAt) {
      if (until.size >= MOST_TOKENS) until.clear();
      until.set(keyOf(authorization, serviceUrl), Math.min(now() + KEEP_MS, expiresAt * 1000));
    },
  };
}
