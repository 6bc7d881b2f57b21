import { KiteiError } from '../../errors.ts';

/** Records of one millisecond that can be told apart; with more than these, numbers stay exact until the year 2248. */
export const PER_MILLISECOND = 1024;

/**
 * The lowest number of a record asked at an ISO timestamp or later.
 * @throws KiteiError `log.invalid` where it is none.
 */
export function lowestNumber(askedAt: string): number {
  const at = Date.parse(askedAt);
  if (!Number.isNaN(at)) return at * PER_MILLISECOND;
  throw new KiteiError(
    'log.invalid',
    `"${askedAt}" is not a time.`,
    'Give a time such as 2026-04-01T09:00:00Z.',
  );
}
