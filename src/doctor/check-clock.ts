import { type Finding, finding } from './finding.ts';

/** Slack refuses requests five minutes apart; a little more than a minute is worth a word. */
const TOLERATED_MS = 60_000;

/** When somebody else says it is. */
export interface OtherClock {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly time: number;
}

/**
 * Whether this machine's clock agrees with those of others, and has not gone back behind what was written down.
 * @param newest when the newest record was asked; null where there is none.
 */
export function clockFindings(
  now: number,
  others: readonly OtherClock[],
  newest: string | null,
): readonly Finding[] {
  const found: Finding[] = [];
  for (const { name, time } of others) {
    const seconds = Math.round((now - time) / 1000);
    if (Math.abs(now - time) > TOLERATED_MS)
      found.push(finding('clock', 'failed', 'clock.differs', { name, seconds }));
  }
  if (newest !== null && Date.parse(newest) > now + TOLERATED_MS)
    found.push(finding('clock', 'failed', 'clock.behind_log', { newest, now: new Date(now).toISOString() }));
  if (found.length > 0) return found;
  return [finding('clock', 'passed', 'clock.right', { names: others.map(({ name }) => name).join(', ') })];
}
