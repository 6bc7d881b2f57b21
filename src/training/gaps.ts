import type { PolicyDocument } from '../domain/policy.ts';
import { loadMorphology } from '../retrieval/morphology.ts';
import { foldQuestions, type Reading } from './asked-question.ts';
import { peopleAmong } from './asked-record.ts';
import { ClauseDirectory } from './clause-directory.ts';
import { dayOf } from './days.ts';
import type { GapReport } from './gap.ts';
import { describeGap, type LogView } from './gap-description.ts';
import { groupQuestions } from './grouping.ts';
import { type JudgedRecord, judgeGroups } from './outcome.ts';
import type { TrainingRecords } from './training-record.ts';
import { WordReader } from './wording.ts';

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

/** Fewer people asking the same show nothing. */
const LEAST_PEOPLE = 2;

/**
 * The gaps that records show, highest priority first. Deterministic, whatever the order of the records. A year needs no
 * more than its different wordings in memory beside the records handed in.
 */
export async function findGaps(records: TrainingRecords, options: GapOptions): Promise<GapReport> {
  const { documents, now, smallestGroup, department } = options;
  const directory = new ClauseDirectory(documents, now);
  const reading: Reading = { directory, words: new WordReader(await loadMorphology()) };
  const questions = await foldQuestions(records, reading);
  const { groups, rarity } = groupQuestions(questions);
  const judged = judgeGroups(groups);
  const view: LogView = { ...reading, ...overview(judged, now), rarity, smallestGroup };

  const found = groups.flatMap((group, place) => {
    const own = judged[place] as readonly JudgedRecord[];
    const voices = peopleAmong(own.map(({ asked }) => asked));
    return voices < LEAST_PEOPLE ? [] : [describeGap(group, own, view)];
  });
  const shown = department === undefined ? found : found.filter(({ people }) => people >= smallestGroup);
  return {
    since: new Date(view.first).toISOString(),
    until: now,
    questions: judged.reduce((sum, { length }) => sum + length, 0),
    people: view.people,
    gaps: [...shown].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1)),
    hidden: found.length - shown.length,
  };
}

/** What all records together say: who asked, how much was asked by day, how much was contested. */
function overview(judged: readonly (readonly JudgedRecord[])[], now: string) {
  const people = new Set<number>();
  const byDay = new Map<number, Set<number>>();
  let first = Date.parse(now);
  let answered = 0;
  let contested = 0;
  for (const records of judged) {
    for (const { asked, outcome } of records) {
      const { at, voice, known } = asked;
      if (known) people.add(voice);
      const day = dayOf(at);
      const voices = byDay.get(day);
      if (voices === undefined) byDay.set(day, new Set([voice]));
      else voices.add(voice);
      if (outcome === 'contested') contested++;
      if (outcome === 'contested' || outcome === 'clear') answered++;
      first = Math.min(first, at);
    }
  }
  const volume = new Map([...byDay].map(([day, voices]) => [day, voices.size]));
  return { now, people: people.size, volume, first, answered, contested };
}
