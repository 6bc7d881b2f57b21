import { isGrounded } from '../../../src/domain/answer.ts';
import { DAY_MS, dayOf } from '../../../src/training/days.ts';
import { DepartmentCounter } from '../../../src/training/department-counts.ts';
import { type DepartmentFigures, hideSmallGroups } from '../../../src/training/small-groups.ts';
import { isAboutPolicy, type TrainingRecords } from '../../../src/training/training-record.ts';

/** What was asked in one week. */
export interface WeekFigures {
  /** ISO date of its Monday, UTC. */
  readonly monday: string;
  readonly questions: number;
  readonly answered: number;
  readonly withheld: number;
  readonly helpful: number;
  readonly unhelpful: number;
  /** Different people, as far as they are known; null where they are too few to be told. */
  readonly people: number | null;
}

/** The last weeks, oldest first, the current one included. */
export interface WeeklyOverview {
  readonly weeks: readonly WeekFigures[];
  readonly departments: DepartmentFigures;
}

/** The Monday (UTC) with which the last so many weeks begin, as an ISO timestamp. */
export function firstMonday(now: Date, weeks: number): string {
  return new Date(mondayOf(now.getTime()) - (weeks - 1) * 7 * DAY_MS).toISOString();
}

/** The Monday (UTC) of a moment in epoch milliseconds, in epoch milliseconds: 1970-01-01 was a Thursday. */
export function mondayOf(at: number): number {
  return (Math.floor((dayOf(at) + 3) / 7) * 7 - 3) * DAY_MS;
}

/**
 * Counts by week, small talk and failures left out. Reads the records once and keeps none of them.
 * @param records those asked since `firstMonday(now, weeks)`.
 */
export async function weeklyOverview(
  records: TrainingRecords,
  {
    now,
    weeks,
    smallestGroup,
  }: { readonly now: Date; readonly weeks: number; readonly smallestGroup: number },
): Promise<WeeklyOverview> {
  const first = Date.parse(firstMonday(now, weeks));
  const counts = Array.from({ length: weeks }, () => ({
    questions: 0,
    answered: 0,
    helpful: 0,
    unhelpful: 0,
    people: new Set<string>(),
  }));
  const departments = new DepartmentCounter();
  for await (const record of records) {
    const week = counts[Math.floor((Date.parse(record.askedAt) - first) / (7 * DAY_MS))];
    if (week === undefined || !isAboutPolicy(record)) continue;
    week.questions++;
    if (record.verdict !== 'failed' && isGrounded(record.verdict)) week.answered++;
    for (const { helpful } of record.feedback) week[helpful ? 'helpful' : 'unhelpful']++;
    if (record.asker !== null) week.people.add(record.asker);
    departments.add(record.department, record.asker);
  }
  return {
    weeks: counts.map(({ people, ...figures }, place) => ({
      ...figures,
      monday: new Date(first + place * 7 * DAY_MS).toISOString().slice(0, 10),
      withheld: figures.questions - figures.answered,
      people: people.size === 0 || people.size >= smallestGroup ? people.size : null,
    })),
    departments: hideSmallGroups(departments.counts, smallestGroup),
  };
}
