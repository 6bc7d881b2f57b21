import { type AskedRecord, byTime, isAnswered } from './asked-record.ts';
import type { ClauseKey } from './clause-directory.ts';
import { DAY_MS } from './days.ts';
import type { QuestionGroup } from './grouping.ts';
import { LongWork } from './long-work.ts';

/**
 * What became of a question: `clear` (answered, and nobody minded), `contested` (answered, and the asker disagreed, came
 * back or went to a person), `open` (clauses quoted that leave it to a person), `silent` (no clause answers), `missed`
 * (a clause answers and was not shown).
 */
export type Outcome = 'clear' | 'contested' | 'open' | 'silent' | 'missed';

/** Why a question is taken for missed or contested. */
export type Sign =
  | 'reviewed_missed'
  | 'reviewed_silent'
  | 'reviewed_correct'
  | 'wrong_clause'
  | 'reworded'
  | 'disliked'
  | 'came_back'
  | 'handed_over';

/** One record with what became of it. */
export interface JudgedRecord {
  readonly asked: AskedRecord;
  readonly outcome: Outcome;
  readonly signs: readonly Sign[];
  /** Clauses that are known to answer it better than what was shown. */
  readonly better: readonly ClauseKey[];
}

/** A person who asks about the same again within so many days was not helped by the answer. */
const COMING_BACK_MS = 7 * DAY_MS;
/** Within so many minutes a question in the same conversation is another attempt at the one before. */
const ANOTHER_ATTEMPT_MS = 30 * 60 * 1000;

/** Judges every record of the groups. Groups keep their order; records are in the order of asking. */
export async function judgeGroups(
  groups: readonly QuestionGroup[],
  work = new LongWork(),
): Promise<JudgedRecord[][]> {
  const byGroup = await work.map(groups, ({ questions }) => {
    const records: AskedRecord[] = [];
    for (const question of questions) for (const record of question.records) records.push(record);
    return records.sort(byTime);
  });
  const attempts = laterAttempts(byGroup);
  await work.pause();
  return work.map(byGroup, (records) => {
    const returning = cameBack(records);
    return records.map((asked) => judge(asked, returning.has(asked), attempts.get(asked)));
  });
}

function judge(asked: AskedRecord, returned: boolean, attempt: AskedRecord | undefined): JudgedRecord {
  const cameBack = returned && isAnswered(asked);
  const reworded = attempt !== undefined;
  const { expected } = asked;
  return {
    asked,
    outcome: outcomeOf(asked, cameBack, reworded),
    signs: signsOf(asked, cameBack, reworded),
    better: expected.length > 0 ? expected : (attempt?.cited ?? expected),
  };
}

function outcomeOf(asked: AskedRecord, cameBack: boolean, reworded: boolean): Outcome {
  const { verdict, cited, finding, disliked, wrongClause, handedOver } = asked;
  switch (finding) {
    case 'wrong_clause':
    case 'should_have_answered':
      return 'missed';
    case 'should_have_abstained':
      return 'silent';
    case 'wrong_verdict':
      return 'contested';
  }
  if (finding !== 'correct' && (wrongClause || reworded)) return 'missed';
  const grounded = isAnswered(asked);
  const unhappy = (disliked && !wrongClause) || cameBack || (grounded && handedOver);
  if (grounded) return unhappy ? 'contested' : 'clear';
  if (verdict === 'needs_person' && cited.length > 0) return unhappy ? 'contested' : 'open';
  return 'silent';
}

const NO_SIGNS: readonly Sign[] = [];

function signsOf(asked: AskedRecord, cameBack: boolean, reworded: boolean): readonly Sign[] {
  const { verdict, finding, disliked, wrongClause, handedOver } = asked;
  if (!cameBack && !reworded && !disliked && finding === null && !handedOver) return NO_SIGNS;
  const signs: Sign[] = [];
  if (finding === 'wrong_clause' || finding === 'should_have_answered') signs.push('reviewed_missed');
  if (finding === 'should_have_abstained') signs.push('reviewed_silent');
  if (finding === 'correct') signs.push(verdict === 'not_stated' ? 'reviewed_silent' : 'reviewed_correct');
  if (wrongClause) signs.push('wrong_clause');
  if (reworded) signs.push('reworded');
  if (disliked) signs.push('disliked');
  if (cameBack) signs.push('came_back');
  if (handedOver) signs.push('handed_over');
  return signs;
}

/** Records of people who asked within the group again a few days later. */
function cameBack(records: readonly AskedRecord[]): Set<AskedRecord> {
  const last = new Map<number, AskedRecord>();
  const returned = new Set<AskedRecord>();
  for (const asked of records) {
    if (!asked.known) continue;
    const before = last.get(asked.voice);
    // What is said in one sitting is one conversation, not a return.
    const apart = before === undefined ? 0 : asked.at - before.at;
    if (before !== undefined && apart > ANOTHER_ATTEMPT_MS && apart <= COMING_BACK_MS) returned.add(before);
    last.set(asked.voice, asked);
  }
  return returned;
}

/** A question in the course of a conversation. */
interface Turn {
  readonly asked: AskedRecord;
  readonly group: number;
}

/** A question that was not answered, and the one that its asker got an answer to right afterwards. */
interface Attempt {
  readonly first: Turn;
  readonly second: Turn;
}

/**
 * For answers that did not help, the next question of the same conversation where it was another attempt that
 * succeeded: of the same group, or answered from a clause that the first attempt brought up as well or to which most of
 * the group's people came in the same way.
 */
function laterAttempts(byGroup: readonly (readonly AskedRecord[])[]): Map<AskedRecord, AskedRecord> {
  const candidates = answeredNext(byGroup);
  const destinations = usualDestinations(candidates);
  const attempts = new Map<AskedRecord, AskedRecord>();
  for (const { first, second } of candidates) {
    const known = destinations.get(first.group);
    const isAnother =
      first.group === second.group ||
      second.asked.cited.some((key) => key === known || first.asked.brought.includes(key));
    if (isAnother) attempts.set(first.asked, second.asked);
  }
  return attempts;
}

/** Whether an answer showed nothing, or a clause that its asker says is not the one. */
function isUnhelpful({ verdict, wrongClause }: AskedRecord): boolean {
  return verdict === 'not_stated' || wrongClause;
}

/** Pairs of neighbouring questions of a conversation, soon after each other: the first without help, the second answered. */
function answeredNext(byGroup: readonly (readonly AskedRecord[])[]): readonly Attempt[] {
  const byTalk = new Map<number, Turn[]>();
  for (const records of byGroup) {
    for (const asked of records) if (asked.talk !== null && isUnhelpful(asked)) byTalk.set(asked.talk, []);
  }
  byGroup.forEach((records, group) => {
    for (const asked of records) if (asked.talk !== null) byTalk.get(asked.talk)?.push({ asked, group });
  });
  const attempts: Attempt[] = [];
  for (const turns of byTalk.values()) {
    turns.sort((a, b) => byTime(a.asked, b.asked));
    turns.forEach((first, place) => {
      const second = turns[place + 1];
      if (second === undefined || !isUnhelpful(first.asked)) return;
      if (!isAnswered(second.asked) || second.asked.disliked) return;
      if (second.asked.at - first.asked.at <= ANOTHER_ATTEMPT_MS) attempts.push({ first, second });
    });
  }
  return attempts;
}

/** So many people must have come to a clause by another attempt before it is taken for what their group looks for. */
const LEAST_ARRIVED = 3;

/** By group, the clause that more than half of those who went on to an answer were answered from. */
function usualDestinations(attempts: readonly Attempt[]): ReadonlyMap<number, ClauseKey> {
  const arrivals = new Map<
    number,
    { readonly voices: Set<number>; readonly at: Map<ClauseKey, Set<number>> }
  >();
  for (const { first, second } of attempts) {
    let arrived = arrivals.get(first.group);
    if (arrived === undefined) {
      arrived = { voices: new Set(), at: new Map() };
      arrivals.set(first.group, arrived);
    }
    const { voice } = first.asked;
    arrived.voices.add(voice);
    for (const key of second.asked.cited) {
      const people = arrived.at.get(key);
      if (people === undefined) arrived.at.set(key, new Set([voice]));
      else people.add(voice);
    }
  }
  const destinations = new Map<number, ClauseKey>();
  for (const [group, { voices, at }] of arrivals) {
    const [most] = [...at].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
    if (most === undefined) continue;
    const [key, { size }] = most;
    if (size >= LEAST_ARRIVED && size > voices.size / 2) destinations.set(group, key);
  }
  return destinations;
}
