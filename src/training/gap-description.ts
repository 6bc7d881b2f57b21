import { type AskedRecord, peopleAmong } from './asked-record.ts';
import type { ClauseDirectory, ClauseKey } from './clause-directory.ts';
import { dayOf } from './days.ts';
import { DepartmentCounter } from './department-counts.ts';
import type { Gap, GapClause } from './gap.ts';
import type { JudgedGroup } from './gap-assembly.ts';
import { priorityOf } from './gap-priority.ts';
import { type Course, gapStatus } from './gap-status.ts';
import { evidenceFor, type GapType, MOSTLY, outcomesOf, SHOWN_BY } from './gap-type.ts';
import type { LogGroups } from './log-groups.ts';
import { nextStep } from './next-step.ts';
import type { JudgedRecord } from './outcome.ts';
import { hideSmallGroups } from './small-groups.ts';
import { typicalWording } from './typical-wording.ts';

/** How much of a gap is shown. */
const SHOWN = { words: 6, clauses: 4, samples: 5, records: 20, weeks: 13 } as const;
/** Clauses needed by fewer of the people than this are no part of what a gap is about. */
const LEAST_SHARE = 0.1;

/** Everything reported about one group of questions. */
export function describeGap(
  { id, questions, judged }: JudgedGroup,
  type: GapType,
  { reading, rarity, totals, answeredFrom }: LogGroups,
  options: { readonly now: string; readonly smallestGroup: number },
): Gap {
  const { directory, words: reader } = reading;
  const now = Date.parse(options.now);
  const records = judged.map(({ asked }) => asked);
  const clauses = clausesOf(type, judged, directory);
  const clause = clauses[0]?.key ?? null;
  const priority = priorityOf(judged, ({ asked }) => prohibits(asked, directory), now);
  const shown = judged.filter(({ outcome }) => SHOWN_BY[type].has(outcome)).map(({ asked }) => asked);
  // What was answered well all the same is no example of what is missing.
  const showing = new Set(shown);
  const examples = questions.filter(({ records: asked }) => asked.some((one) => showing.has(one)));
  const { wordings, words } = typicalWording(examples, rarity, reader);
  return {
    id,
    type,
    status: gapStatus(courseOf(shown), totals.volume, dayOf(totals.first), dayOf(now)),
    name: wordings[0] ?? null,
    words: words.slice(0, SHOWN.words),
    clauses: clauses.slice(0, SHOWN.clauses),
    questions: records.length,
    people: peopleAmong(records.filter(({ known }) => known)),
    firstAsked: timestamp(records[0]),
    lastAsked: timestamp(records.at(-1)),
    weeks: weeksOf(shown, dayOf(now)),
    dissatisfaction: priority.dissatisfaction,
    risk: { incidents: priority.incidents, prohibitions: priority.prohibitions },
    priority: priority.value,
    evidence: evidenceFor(type, judged),
    samples: wordings.slice(0, SHOWN.samples),
    recordIds: records
      .slice(-SHOWN.records)
      .reverse()
      .map((record) => record.id),
    departments: hideSmallGroups(departmentsOf(records), options.smallestGroup),
    step: nextStep({ type, questions, judged, clause, words, rarity, answeredFrom }, directory, reader),
  };
}

/**
 * The clauses a gap is about, by the people who needed them. For a retrieval gap those known to answer better or, where
 * most people are answered, those that answer them; none where nothing tells, since what was shown to the others was not
 * it. For a policy gap the one that came nearest; else those cited, but for what was found to be the wrong one.
 */
function clausesOf(type: GapType, judged: readonly JudgedRecord[], directory: ClauseDirectory): GapClause[] {
  const people = new Map<ClauseKey, Set<number>>();
  const keysOf = keysFor(type, judged);
  for (const record of judged) {
    for (const key of keysOf(record)) {
      const voices = people.get(key);
      if (voices === undefined) people.set(key, new Set([record.asked.voice]));
      else voices.add(record.asked.voice);
    }
  }
  const counted = [...people].map(([key, voices]) => ({ ...directory.name(key), people: voices.size }));
  counted.sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
  const most = counted[0]?.people ?? 0;
  return counted.filter((clause) => clause.people >= LEAST_SHARE * most);
}

/** Which clauses of a record speak for what its gap is about. */
function keysFor(
  type: GapType,
  judged: readonly JudgedRecord[],
): (record: JudgedRecord) => readonly ClauseKey[] {
  const cited = ({ asked, outcome }: JudgedRecord) => (outcome === 'missed' ? [] : asked.cited);
  const nearest = ({ asked }: JudgedRecord) => asked.brought.slice(0, 1);
  if (type === 'policy') return nearest;
  if (type !== 'retrieval') return judged.some((record) => cited(record).length > 0) ? cited : nearest;
  if (judged.some(({ better }) => better.length > 0)) return ({ better }) => better;
  return outcomesOf(judged).shares.clear >= MOSTLY ? cited : () => [];
}

function prohibits({ cited: [first] }: AskedRecord, directory: ClauseDirectory): boolean {
  return first !== undefined && directory.current(first)?.modality === 'prohibition';
}

function departmentsOf(records: readonly AskedRecord[]) {
  const departments = new DepartmentCounter();
  for (const { department, known, voice } of records) departments.add(department, known ? voice : null);
  return departments.counts;
}

function timestamp(record: AskedRecord | undefined): string {
  return new Date(record?.at ?? 0).toISOString();
}

/** People by day; a person counts once a day. */
function courseOf(records: readonly AskedRecord[]): Course {
  const days = new Map<number, Set<number>>();
  for (const { at, voice } of records) {
    const day = dayOf(at);
    const voices = days.get(day);
    if (voices === undefined) days.set(day, new Set([voice]));
    else voices.add(voice);
  }
  return new Map([...days].map(([day, voices]) => [day, voices.size]));
}

/** People by week, the last week ending today. */
function weeksOf(records: readonly AskedRecord[], today: number): number[] {
  const weeks = Array.from({ length: SHOWN.weeks }, () => new Set<number>());
  for (const { at, voice } of records) {
    const ago = Math.floor((today - dayOf(at)) / 7);
    if (ago >= 0) weeks[SHOWN.weeks - 1 - ago]?.add(voice);
  }
  return weeks.map((voices) => voices.size);
}
