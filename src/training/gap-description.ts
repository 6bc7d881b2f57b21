import type { Reading } from './asked-question.ts';
import { peopleAmong } from './asked-record.ts';
import type { ClauseKey } from './clause-directory.ts';
import { dayOf } from './days.ts';
import { DepartmentCounter } from './department-counts.ts';
import type { Gap, GapClause } from './gap.ts';
import { priorityOf } from './gap-priority.ts';
import { type Course, gapStatus } from './gap-status.ts';
import { evidenceFor, type GapType, gapType, SHOWN_BY } from './gap-type.ts';
import type { QuestionGroup } from './grouping.ts';
import { nextStep } from './next-step.ts';
import type { JudgedRecord } from './outcome.ts';
import { hideSmallGroups } from './small-groups.ts';
import { typicalWording } from './typical-wording.ts';

/** What a gap is described against: the log as a whole. */
export interface LogView extends Reading {
  readonly now: string;
  /** Days (since 1970) with how many people asked anything. */
  readonly volume: Course;
  /** When the first question was asked, in epoch milliseconds. */
  readonly first: number;
  /** Questions that were answered, and those of them that were contested. */
  readonly answered: number;
  readonly contested: number;
  readonly people: number;
  readonly rarity: (term: string) => number;
  readonly smallestGroup: number;
}

/** How much of a gap is shown. */
const SHOWN = { words: 6, clauses: 4, samples: 5, records: 20, weeks: 13 } as const;
/** Clauses needed by fewer of the people than this are no part of what a gap is about. */
const LEAST_SHARE = 0.1;

/** Everything reported about one group of questions. */
export function describeGap(group: QuestionGroup, judged: readonly JudgedRecord[], view: LogView): Gap {
  const type = gapType(judged, usualAround(judged, view));
  const { wordings, words } = typicalWording(group.questions, view.rarity, view.words);
  const clauses = clausesOf(type, judged, view);
  const main = clauses[0]?.key ?? null;
  const shown = judged.filter(({ outcome }) => SHOWN_BY[type].has(outcome));
  const now = Date.parse(view.now);
  const today = dayOf(now);
  const course = courseOf(shown);
  const priority = priorityOf(judged, ({ asked }) => prohibits(asked.cited, view), now);
  const known = judged.map(({ asked }) => asked).filter((asked) => asked.known);
  const departments = new DepartmentCounter();
  for (const { asked } of judged) departments.add(asked.department, asked.known ? asked.voice : null);
  return {
    id: group.id,
    type,
    status: gapStatus(course, view.volume, dayOf(view.first), today),
    name: wordings[0] ?? null,
    words: words.slice(0, SHOWN.words),
    clauses: clauses.slice(0, SHOWN.clauses),
    questions: judged.length,
    people: peopleAmong(known),
    firstAsked: timestamp(judged[0]),
    lastAsked: timestamp(judged.at(-1)),
    weeks: weeksOf(shown, today),
    dissatisfaction: priority.dissatisfaction,
    risk: { incidents: priority.incidents, prohibitions: priority.prohibitions },
    priority: priority.value,
    evidence: evidenceFor(type, judged),
    samples: wordings.slice(0, SHOWN.samples),
    recordIds: judged
      .slice(-SHOWN.records)
      .reverse()
      .map(({ asked }) => asked.id),
    departments: hideSmallGroups(departments.counts, view.smallestGroup),
    step: nextStep(
      { type, questions: group.questions, judged, clause: main, words, rarity: view.rarity },
      view.directory,
      view.words,
    ),
  };
}

/**
 * The clauses a gap is about, by the people who needed them: those known to answer better, else those cited, else (for
 * a policy gap) the one that came nearest.
 */
function clausesOf(type: GapType, judged: readonly JudgedRecord[], { directory }: LogView): GapClause[] {
  const people = new Map<ClauseKey, Set<number>>();
  const known = judged.some(({ better }) => better.length > 0);
  const cited = judged.some(({ asked, outcome }) => asked.cited.length > 0 && outcome !== 'missed');
  for (const { asked, better } of judged) {
    let keys = asked.cited;
    if (type === 'retrieval' && known) keys = better;
    else if (type === 'policy' || !cited) keys = asked.brought.slice(0, 1);
    for (const key of keys) {
      const voices = people.get(key);
      if (voices === undefined) people.set(key, new Set([asked.voice]));
      else voices.add(asked.voice);
    }
  }
  const counted = [...people].map(([key, voices]) => ({ ...directory.name(key), people: voices.size }));
  counted.sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
  const most = counted[0]?.people ?? 0;
  return counted.filter((clause) => clause.people >= LEAST_SHARE * most);
}

function timestamp(judged: JudgedRecord | undefined): string {
  return new Date(judged?.asked.at ?? 0).toISOString();
}

/** Before anything is known, one answer in ten is taken to be contested; that weighs as much as 20 answers. */
const PRIOR = { contested: 2, answered: 20 } as const;

/** The share of contested questions among those answered outside the group. */
function usualAround(judged: readonly JudgedRecord[], { answered, contested }: LogView): number {
  const own = judged.filter(({ outcome }) => outcome === 'contested').length;
  const clear = judged.filter(({ outcome }) => outcome === 'clear').length;
  return (contested - own + PRIOR.contested) / (answered - own - clear + PRIOR.answered);
}

function prohibits(cited: readonly ClauseKey[], { directory }: LogView): boolean {
  const first = cited[0];
  return first !== undefined && directory.current(first)?.modality === 'prohibition';
}

/** People by day; a person counts once a day. */
function courseOf(judged: readonly JudgedRecord[]): Course {
  const days = new Map<number, Set<number>>();
  for (const { asked } of judged) {
    const day = dayOf(asked.at);
    const voices = days.get(day);
    if (voices === undefined) days.set(day, new Set([asked.voice]));
    else voices.add(asked.voice);
  }
  return new Map([...days].map(([day, voices]) => [day, voices.size]));
}

/** People by week, the last week ending today. */
function weeksOf(judged: readonly JudgedRecord[], today: number): number[] {
  const weeks = Array.from({ length: SHOWN.weeks }, () => new Set<number>());
  for (const { asked } of judged) {
    const ago = Math.floor((today - dayOf(asked.at)) / 7);
    if (ago >= 0) weeks[SHOWN.weeks - 1 - ago]?.add(asked.voice);
  }
  return weeks.map((voices) => voices.size);
}
