import { compareRates } from './rate-ratio.ts';

/** Where a gap stands against the weeks before. `lasting`: no change that could not be chance. */
export type GapStatus = 'new' | 'growing' | 'lasting' | 'shrinking' | 'closed' | 'reopened';

/** A gap's course: by day (counted from any first day), how many people showed it. */
export type Course = ReadonlyMap<number, number>;

/** What "of late" means. */
const RECENT_DAYS = 28;
/** A silence of so many days is an end, however rarely it was asked about. */
const LONG_SILENCE_DAYS = 56;
/** So many askings must be missing for a shorter silence to count (chance below e⁻³ = 5 %). */
const MISSING = 3;
const CHANCE = 0.05;

/**
 * Compares the last 28 days with those before, measured against how much was asked altogether (exact comparison of
 * two Poisson rates, 5 %). A gap is closed where nobody has shown it for 28 days in which 3 or more would have been
 * expected, or for 56 days; it is reopened where it was closed by that rule and came back within the last 28 days.
 *
 * @param today number of the last day.
 * @param firstDay number of the first day that is looked at.
 */
export function gapStatus(course: Course, volume: Course, firstDay: number, today: number): GapStatus {
  const days = [...course.keys()].sort((a, b) => a - b);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return 'closed';
  const since = today - RECENT_DAYS + 1;
  if (isSilent(course, volume, first, last, today)) return 'closed';
  const returned = beginningOfReturn(course, volume, days);
  if (returned !== null && returned >= since) return 'reopened';
  if (first >= since) return 'new';
  const before = {
    events: between(course, firstDay, since - 1),
    exposure: between(volume, firstDay, since - 1),
  };
  const recent = { events: between(course, since, today), exposure: between(volume, since, today) };
  const { p } = compareRates(before, recent);
  if (p >= CHANCE) return 'lasting';
  return recent.events * before.exposure > before.events * recent.exposure ? 'growing' : 'shrinking';
}

/** Whether the days after `last` up to and with `until` are a silence that ends a gap first seen on day `first`. */
function isSilent(course: Course, volume: Course, first: number, last: number, until: number): boolean {
  const silence = until - last;
  if (silence >= LONG_SILENCE_DAYS) return true;
  if (silence < RECENT_DAYS) return false;
  const exposure = between(volume, first, last);
  const expected =
    exposure === 0 ? 0 : (between(course, first, last) / exposure) * between(volume, last + 1, until);
  return expected >= MISSING;
}

/** The day on which a gap came back from its latest end; null where it never ended. */
function beginningOfReturn(course: Course, volume: Course, days: readonly number[]): number | null {
  for (let place = days.length - 1; place > 0; place--) {
    const [day, before] = [days[place] as number, days[place - 1] as number];
    if (isSilent(course, volume, days[0] as number, before, day - 1)) return day;
  }
  return null;
}

function between(course: Course, from: number, to: number): number {
  let total = 0;
  for (const [day, people] of course) if (day >= from && day <= to) total += people;
  return total;
}
