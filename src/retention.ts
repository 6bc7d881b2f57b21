import type { LogConfig } from './config/log-settings.ts';
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

/**
 * Drops what has been kept for long enough: wording and reply addresses after `wordingDays`, whole records after
 * `recordDays`, the counts that remain of those after three years. Running it twice does nothing more.
 * @throws KiteiError `log.unwritable`.
 */
export async function purge(
  { log, addresses, counts }: Pick<Stores, 'log' | 'addresses' | 'counts'>,
  { wordingDays, recordDays }: LogConfig,
  now: Date,
): Promise<Purge> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  const records = await log.deleteBefore(before(recordDays));
  await counts.deleteBefore(before(COUNT_DAYS).slice(0, 10));
  const wordings = await log.dropWording(before(wordingDays));
  return { wordings, records, addresses: await addresses.dropBefore(before(wordingDays)) };
}
