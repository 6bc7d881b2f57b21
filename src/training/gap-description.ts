import type { Reading } from './asked-question.ts';
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
  readonly firstDay: number;
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
  const priority = priorityOf(judged, ({ record }) => prohibits(record.cited, view), now);
  const departments = new DepartmentCounter();
  for (const { record } of judged) departments.add(record);
  const times = judged.map(({ record }) => record.askedAt);
  return {
    id: group.id,
    type,
    status: gapStatus(course, view.volume, view.firstDay, today),
    name: wordings[0] ?? null,
    words: words.slice(0, SHOWN.words),
    clauses: clauses.slice(0, SHOWN.clauses),
    questions: judged.length,
    people: new Set(judged.flatMap(({ record }) => record.asker ?? [])).size,
    firstAsked: times[0] as string,
    lastAsked: times.at(-1) as string,
    weeks: weeksOf(shown, today),
    dissatisfaction: priority.dissatisfaction,
    risk: { incidents: priority.incidents, prohibitions: priority.prohibitions },
    priority: priority.value,
    evidence: evidenceFor(type, judged),
    samples: wordings.slice(0, SHOWN.samples),
    recordIds: judged
      .slice(-SHOWN.records)
      .reverse()
      .map(({ record }) => record.id),
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
  const people = new Map<ClauseKey, Set<string>>();
  const known = judged.some(({ better }) => better.length > 0);
  const cited = judged.some(({ record, outcome }) => record.cited.length > 0 && outcome !== 'missed');
  for (const { record, voice, better } of judged) {
    const nearest = record.retrieved[0]?.clauseId;
    let ids: readonly string[] = record.cited;
    if (type === 'retrieval' && known) ids = better;
    else if (type === 'policy' || !cited) ids = nearest === undefined ? [] : [nearest];
    for (const id of ids) {
      const key = directory.key(id);
      const voices = people.get(key);
      if (voices === undefined) people.set(key, new Set([voice]));
      else voices.add(voice);
    }
  }
  const counted = [...people].map(([key, voices]) => ({ ...directory.name(key), people: voices.size }));
  counted.sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
  const most = counted[0]?.people ?? 0;
  return counted.filter((clause) => clause.people >= LEAST_SHARE * most);
}

/** Before anything is known, one answer in ten is taken to be contested; that weighs as much as 20 answers. */
const PRIOR = { contested: 2, answered: 20 } as const;

/** The share of contested questions among those answered outside the group. */
function usualAround(judged: readonly JudgedRecord[], { answered, contested }: LogView): number {
  const own = judged.filter(({ outcome }) => outcome === 'contested').length;
  const clear = judged.filter(({ outcome }) => outcome === 'clear').length;
  return (contested - own + PRIOR.contested) / (answered - own - clear + PRIOR.answered);
}

function prohibits(cited: readonly string[], { directory }: LogView): boolean {
  const first = cited[0];
  return first !== undefined && directory.current(directory.key(first))?.modality === 'prohibition';
}

/** People by day; a person counts once a day. */
function courseOf(judged: readonly JudgedRecord[]): Course {
  const days = new Map<number, Set<string>>();
  for (const { at, voice } of judged) {
    const day = dayOf(at);
    const voices = days.get(day);
    if (voices === undefined) days.set(day, new Set([voice]));
    else voices.add(voice);
  }
  return new Map([...days].map(([day, voices]) => [day, voices.size]));
}

/** People by week, the last week ending today. */
function weeksOf(judged: readonly JudgedRecord[], today: number): number[] {
  const weeks = Array.from({ length: SHOWN.weeks }, () => new Set<string>());
  for (const { at, voice } of judged) {
    const ago = Math.floor((today - dayOf(at)) / 7);
    if (ago >= 0) weeks[SHOWN.weeks - 1 - ago]?.add(voice);
  }
  return weeks.map((voices) => voices.size);
}
