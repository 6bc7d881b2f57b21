import type { PolicyDocument } from '../domain/policy.ts';
import { peopleAmong } from './asked-record.ts';
import type { GapReport } from './gap.ts';
import type { JudgedGroup } from './gap-assembly.ts';
import { describeGap } from './gap-description.ts';
import { type GapType, gapType } from './gap-type.ts';
import { type LogGroups, readGroups, usualShare } from './log-groups.ts';
import { LongWork } from './long-work.ts';
import type { TrainingRecords } from './training-record.ts';

/** What gaps are looked for with. */
export interface GapOptions {
  /** All document versions served. */
  readonly documents: readonly PolicyDocument[];
  /** The moment of the report, an ISO timestamp: what is recent is measured from here. */
  readonly now: string;
  /** Figures about fewer people than this are not shown. */
  readonly smallestGroup: number;
  /** Set where the records are those of one department: gaps of fewer people than `smallestGroup` are then left out. */
  readonly department?: string;
}

/** The gaps that records show, highest priority first. Deterministic, whatever the order of the records. */
export async function findGaps(records: TrainingRecords, options: GapOptions): Promise<GapReport> {
  const { now, smallestGroup, department } = options;
  const log = await readGroups(records, options);
  const work = new LongWork();
  const typed = typedGaps(log);
  await work.pause();
  const found = await work.map(typed, ({ group, type }) =>
    describeGap(group, type, log, { now, smallestGroup }),
  );
  const shown = department === undefined ? found : found.filter(({ people }) => people >= smallestGroup);
  return {
    since: new Date(log.totals.first).toISOString(),
    until: now,
    questions: log.totals.questions,
    people: log.totals.people,
    gaps: [...shown].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1)),
    hidden: found.length - shown.length,
  };
}

/** Fewer people asking the same show nothing. */
const LEAST_PEOPLE = 2;

/** The groups that show a gap, with its type. Questions that are answered well are one where people keep asking. */
export function typedGaps({ groups, totals }: LogGroups): readonly { group: JudgedGroup; type: GapType }[] {
  const several = groups
    .map((group) => ({ group, people: peopleAmong(group.judged.map(({ asked }) => asked)) }))
    .filter(({ people }) => people >= LEAST_PEOPLE);
  const often = usuallyAsked(several.map(({ people }) => people));
  return several.flatMap(({ group, people }) => {
    const type = gapType(group.judged, usualShare(totals, group.judged));
    return type === 'training' && people <= often ? [] : [{ group, type }];
  });
}

/** With fewer groups than this, none is usual yet. */
const LEAST_GROUPS = 20;
/** One-sided 95 % of a normal distribution. */
const Z = 1.645;

/**
 * How many people may ask about something that is clear before they can be said to keep asking: what the middle group
 * has, and what chance may add to it (`m + 1.645·√m`, for counts that are Poisson distributed).
 */
function usuallyAsked(people: readonly number[]): number {
  if (people.length < LEAST_GROUPS) return 0;
  const sorted = [...people].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return middle + Z * Math.sqrt(middle);
}
