import type { LogConfig } from './config/log-settings.ts';
import { KiteiError } from './errors.ts';
import type { Stores } from './stores.ts';

/** What one run of the retention rules deleted. */
export interface Purge {
  readonly wordings: number;
  readonly records: number;
  readonly addresses: number;
}

const DAY_MS = 86_400_000;
/** How long the daily counts of deleted records stay; records may have to go sooner. */
const COUNT_DAYS = 1096;
/** Days without a question after which a clock that went wrong is likelier than a quiet time. */
const QUIET_DAYS = 92;

/**
 * Drops what has been kept for long enough: wording and reply addresses after `wordingDays`, whole records after
 * `recordDays`, the counts that remain of those after three years. Running it twice does nothing more.
 *
 * @param clock `doubted` deletes nothing where the newest record is more than a quarter of a year old: a clock that jumped
 *   would delete the whole log.
 * @throws KiteiError `clock.doubtful`, `log.unwritable`.
 */
export async function purge(
  { log, addresses, counts }: Pick<Stores, 'log' | 'addresses' | 'counts'>,
  { wordingDays, recordDays }: LogConfig,
  now: Date,
  clock: 'doubted' | 'trusted' = 'doubted',
): Promise<Purge> {
  if (clock === 'doubted') await refuseAfterQuiet(log, now);
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  const records = await log.deleteBefore(before(recordDays));
  await counts.deleteBefore(before(COUNT_DAYS).slice(0, 10));
  const wordings = await log.dropWording(before(wordingDays));
  return { wordings, records, addresses: await addresses.dropBefore(before(wordingDays)) };
}

async function refuseAfterQuiet(log: Stores['log'], now: Date): Promise<void> {
  const newest = (await log.page({}, 1)).records[0]?.askedAt;
  if (newest === undefined || now.getTime() - Date.parse(newest) <= QUIET_DAYS * DAY_MS) return;
  throw new KiteiError(
    'clock.doubtful',
    `Nothing was deleted from the question log: the clock says ${now.toISOString()}, the newest record is of ${newest}.`,
    'See that the clock is right; then run `kitei log purge --trust-clock`.',
  );
}
