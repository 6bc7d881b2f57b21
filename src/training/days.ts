export const DAY_MS = 24 * 60 * 60 * 1000;

/** The day (UTC) of a moment in epoch milliseconds, counted from 1970-01-01. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}
