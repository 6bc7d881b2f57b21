export const DAY_MS = 24 * 60 * 60 * 1000;

/** The day (UTC) of a moment in epoch milliseconds, counted from 1970-01-01. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** The day of a moment by this machine's clock, such as 2026-04-01. */
export function localDay(moment: string | number): string {
  const at = new Date(moment);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** When the seven days begin that end with the day of a moment, by this machine's clock; an ISO timestamp. */
export function beginningOfWeek(until: string): string {
  const day = new Date(Date.parse(until) - 1);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - 6).toISOString();
}
