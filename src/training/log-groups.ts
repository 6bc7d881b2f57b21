import type { PolicyDocument } from '../domain/policy.ts';
import { loadMorphology } from '../retrieval/morphology.ts';
import { type AskedQuestion, foldQuestions, type Reading } from './asked-question.ts';
import { isAnswered } from './asked-record.ts';
import { ClauseDirectory, type ClauseKey } from './clause-directory.ts';
import { dayOf } from './days.ts';
import { assembleGroups, type JudgedGroup } from './gap-assembly.ts';
import type { Course } from './gap-status.ts';
import { groupQuestions } from './grouping.ts';
import { LongWork } from './long-work.ts';
import { type JudgedRecord, judgeGroups } from './outcome.ts';
import type { TrainingRecords } from './training-record.ts';
import { WordReader } from './wording.ts';

/** A stretch of the log in groups of questions about the same thing, and what it is described against. */
export interface LogGroups {
  /** In the order of their first questions; single questions are groups as well. */
  readonly groups: readonly JudgedGroup[];
  readonly reading: Reading;
  /** How rare a word is among the questions; the rarer the higher. */
  readonly rarity: (term: string) => number;
  readonly totals: LogTotals;
  /** Questions that a clause answered and that nobody disliked, in the order of the groups. */
  readonly answeredFrom: (clause: ClauseKey) => readonly AskedQuestion[];
}

/** What all records together say. */
export interface LogTotals {
  readonly questions: number;
  /** Different people, as far as they are known. */
  readonly people: number;
  /** When the first question was asked, in epoch milliseconds. */
  readonly first: number;
  /** Days (since 1970) with how many people asked anything. */
  readonly volume: Course;
  /** Questions that were answered, and those of them that were contested. */
  readonly answered: number;
  readonly contested: number;
}

/** Reads records into groups: folds equal questions, groups them, judges every record, puts together what belongs together. */
export async function readGroups(
  records: TrainingRecords,
  { documents, now }: { readonly documents: readonly PolicyDocument[]; readonly now: string },
): Promise<LogGroups> {
  const reading = {
    directory: new ClauseDirectory(documents, now),
    words: new WordReader(await loadMorphology()),
  };
  const work = new LongWork();
  const { groups, rarity } = await groupQuestions(await foldQuestions(records, reading, work), work);
  const judged = await judgeGroups(groups, work);
  const totals = await totalsOf(judged, Date.parse(now), work);
  const judgedGroups = groups.map((group, place) => ({
    ...group,
    judged: judged[place] as readonly JudgedRecord[],
  }));
  await work.pause();
  const assembled = assembleGroups(judgedGroups, usualShare(totals));
  await work.pause();
  return { groups: assembled, reading, rarity, totals, answeredFrom: answeredQuestions(assembled) };
}

/** See `LogGroups.answeredFrom`. All questions are looked through once, when the first clause is asked for. */
function answeredQuestions(groups: readonly JudgedGroup[]): LogGroups['answeredFrom'] {
  let byClause: Map<ClauseKey, Set<AskedQuestion>> | undefined;
  const collect = () => {
    const answered = new Map<ClauseKey, Set<AskedQuestion>>();
    for (const { questions } of groups) {
      for (const question of questions) {
        for (const asked of question.records) {
          if (!isAnswered(asked) || asked.disliked) continue;
          for (const key of asked.cited) {
            const known = answered.get(key);
            if (known === undefined) answered.set(key, new Set([question]));
            else known.add(question);
          }
        }
      }
    }
    return answered;
  };
  return (clause) => {
    byClause ??= collect();
    return [...(byClause.get(clause) ?? [])];
  };
}

/** Before anything is known, one answer in ten is taken to be contested; that weighs as much as 20 answers. */
const PRIOR = { contested: 2, answered: 20 } as const;

/** The share of contested questions among those answered, outside a group if one is given. */
export function usualShare(
  { answered, contested }: Pick<LogTotals, 'answered' | 'contested'>,
  judged: readonly JudgedRecord[] = [],
): number {
  let own = 0;
  let clear = 0;
  for (const { outcome } of judged) {
    if (outcome === 'contested') own++;
    if (outcome === 'clear') clear++;
  }
  return (contested - own + PRIOR.contested) / (answered - own - clear + PRIOR.answered);
}

async function totalsOf(
  judged: readonly (readonly JudgedRecord[])[],
  now: number,
  work: LongWork,
): Promise<LogTotals> {
  const people = new Set<number>();
  const byDay = new Map<number, Set<number>>();
  let questions = 0;
  let first = now;
  let answered = 0;
  let contested = 0;
  for (const records of judged) {
    questions += records.length;
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
    await work.pause();
  }
  const volume = new Map([...byDay].map(([day, voices]) => [day, voices.size]));
  return { questions, people: people.size, first, volume, answered, contested };
}
