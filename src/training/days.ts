export const DAY_MS = 24 * 60 * 60 * 1000;

/** Days from 1970-01-01 to a timestamp, in UTC. */
export function dayNumber(timestamp: string): number {
  return Math.floor(Date.parse(timestamp) / DAY_MS);
}
