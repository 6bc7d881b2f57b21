import type { PolicyDocument } from '../domain/policy.ts';
import type { TrainingEvent } from '../domain/training-event.ts';
import { ClauseDirectory } from './clause-directory.ts';
import { dayOf } from './days.ts';
import { compareRates, type Rate, type RateRatio } from './rate-ratio.ts';
import { withoutSmallGroups } from './small-groups.ts';
import { type TrainingRecord, type TrainingRecords, voiceOf } from './training-record.ts';

/** What an event changed. `too_little`: not enough was asked to tell a halving from chance. */
export type EffectFinding = 'fewer' | 'more' | 'none' | 'too_little';

/** Questions on the clauses of an event before and after it, in one department or altogether. */
export interface EventEffect {
  /** Null for all departments that the event reached. */
  readonly department: string | null;
  /**
   * Events: people asking on the clauses, each counted once a week. Exposure: people asking anything else, counted alike.
   */
  readonly before: Rate;
  readonly after: Rate;
  /** after / before, with an interval corrected for the number of comparisons. */
  readonly ratio: RateRatio;
  readonly finding: EffectFinding;
}

/** The effects of one event. */
export interface EventReport {
  readonly event: TrainingEvent;
  /** Days looked at on each side; fewer than asked for where the log begins or ends within them. */
  readonly days: number;
  /** All departments it reached first, then by department. */
  readonly effects: readonly EventEffect[];
  /** Departments it reached that are not shown: fewer people than may be reported on asked anything, or they give those away. */
  readonly hidden: number;
}

/** How events are looked at. */
export interface EffectOptions {
  readonly documents: readonly PolicyDocument[];
  /** ISO timestamp: the end of what was asked. */
  readonly now: string;
  readonly smallestGroup: number;
  /** Days before and after; 84 unless told. */
  readonly days?: number;
}

const DAYS = 84;
/** Of each of the two families of comparisons: together they then have 95 %. */
const CONFIDENCE = 0.975;
/** With fewer people asking before than this, even a halving could not be told from chance. */
const LEAST_BEFORE = 10;

/**
 * Compares how often people asked on the clauses of events before and after them, against how much was asked about
 * everything else, so that a busy season is no effect. A person counts once a week, so one who asks ten times is no
 * crowd. Each comparison is exact (`compareRates`). Intervals and findings are corrected for the number of comparisons
 * (Bonferroni, half of the 5 % for whole events and half for departments), so that with 95 % confidence no finding of
 * the whole report is due to chance.
 *
 * Windows are equally long on both sides and end where another event on one of the same clauses stands.
 */
export async function eventEffects(
  events: readonly TrainingEvent[],
  records: TrainingRecords,
  options: EffectOptions,
): Promise<readonly EventReport[]> {
  const directory = new ClauseDirectory(options.documents, options.now);
  const asked = await weeklyAskers(records, directory);
  const windows = events.map((event) => windowOf(event, events, asked, directory, options));
  const drafts = windows.map((window) => countsOf(window, asked, options.smallestGroup));
  const counts = drafts.flatMap((draft) => draft.counts).filter(isEnough);
  const altogether = confidenceEach(counts.filter(({ department }) => department === null).length);
  const byDepartment = confidenceEach(counts.filter(({ department }) => department !== null).length);
  return drafts.map(({ window, counts, hidden }) => ({
    event: window.event,
    days: window.days,
    hidden,
    effects: counts.map((count) => effectOf(count, count.department === null ? altogether : byDepartment)),
  }));
}

/** Confidence of each of several intervals so that all of them hold with `CONFIDENCE` (Bonferroni). */
function confidenceEach(comparisons: number): number {
  return 1 - (1 - CONFIDENCE) / Math.max(1, comparisons);
}

/** One question as far as effects need it. */
interface Asked {
  readonly day: number;
  readonly voice: string;
  readonly known: boolean;
  readonly department: string | null;
  readonly clauses: readonly string[];
}

async function weeklyAskers(records: TrainingRecords, directory: ClauseDirectory): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for await (const record of records) {
    asked.push({
      day: dayOf(Date.parse(record.askedAt)),
      voice: voiceOf(record),
      known: record.asker !== null,
      department: record.department,
      clauses: subjectOf(record).map((id) => directory.key(id)),
    });
  }
  return asked;
}

/** The clauses a question is on: those cited, or the one that came nearest where none was. */
function subjectOf({ cited, retrieved }: TrainingRecord): readonly string[] {
  if (cited.length > 0) return cited;
  return retrieved.slice(0, 1).map(({ clauseId }) => clauseId);
}

interface Window {
  readonly event: TrainingEvent;
  readonly day: number;
  readonly days: number;
  readonly clauses: ReadonlySet<string>;
}

function windowOf(
  event: TrainingEvent,
  events: readonly TrainingEvent[],
  asked: readonly Asked[],
  directory: ClauseDirectory,
  { now, days = DAYS }: EffectOptions,
): Window {
  const clauses = new Set(event.clauseIds.map((id) => directory.key(id)));
  const day = dayOf(Date.parse(event.at));
  const today = dayOf(Date.parse(now));
  const first = asked.reduce((earliest, question) => Math.min(earliest, question.day), today);
  const others = events
    .filter((other) => other !== event && other.clauseIds.some((id) => clauses.has(directory.key(id))))
    .map((other) => Math.abs(dayOf(Date.parse(other.at)) - day))
    .filter((apart) => apart > 0);
  // Whole weeks, so that both sides have as many Mondays.
  const room = Math.min(days, day - first, today - day + 1, ...others);
  return { event, day, days: Math.max(0, Math.floor(room / 7) * 7), clauses };
}

interface Counts {
  readonly department: string | null;
  readonly before: Rate;
  readonly after: Rate;
}

function countsOf(window: Window, asked: readonly Asked[], smallest: number) {
  const { event, day, days, clauses } = window;
  const reached = (department: string | null) =>
    event.departments.length === 0 || (department !== null && event.departments.includes(department));
  const within = asked.filter(
    (question) => question.day >= day - days && question.day < day + days && reached(question.department),
  );
  const count = (department: string | null, questions: readonly Asked[]): Counts => {
    const on = { before: new Set<string>(), after: new Set<string>() };
    const other = { before: new Set<string>(), after: new Set<string>() };
    for (const question of questions) {
      const side = question.day < day ? 'before' : 'after';
      const week = Math.floor((question.day - day) / 7);
      const own = question.clauses.some((key) => clauses.has(key)) ? on : other;
      own[side].add(`${week} ${question.voice}`);
    }
    return {
      department,
      before: { events: on.before.size, exposure: other.before.size },
      after: { events: on.after.size, exposure: other.after.size },
    };
  };
  if (peopleOf(within) < smallest)
    return { window, counts: [], hidden: new Set(within.map(departmentOf)).size };
  const byDepartment = new Map<string | null, Asked[]>();
  for (const question of within) {
    const own = byDepartment.get(question.department);
    if (own === undefined) byDepartment.set(question.department, [question]);
    else own.push(question);
  }
  const rows = [...byDepartment].map(([department, own]) => ({
    department,
    own,
    people: peopleOf(own),
    questions: own.length,
  }));
  const { shown, hidden } = withoutSmallGroups(rows, smallest);
  const known = shown
    .filter(({ department }) => department !== null)
    .sort((a, b) => ((a.department ?? '') < (b.department ?? '') ? -1 : 1));
  return {
    window,
    counts: [count(null, within), ...known.map(({ department, own }) => count(department, own))],
    hidden: hidden.length,
  };
}

const departmentOf = ({ department }: Asked) => department;

function peopleOf(questions: readonly Asked[]): number {
  return new Set(questions.filter(({ known }) => known).map(({ voice }) => voice)).size;
}

const isEnough = ({ before, after }: Counts) => before.events >= LEAST_BEFORE && after.exposure > 0;

function effectOf(counts: Counts, confidence: number): EventEffect {
  const ratio = compareRates(counts.before, counts.after, confidence);
  let finding: EffectFinding = 'none';
  if (!isEnough(counts)) finding = 'too_little';
  else if (ratio.high < 1) finding = 'fewer';
  else if (ratio.low > 1) finding = 'more';
  return { ...counts, ratio, finding };
}
