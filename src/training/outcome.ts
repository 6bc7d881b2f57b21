import { isGrounded } from '../domain/answer.ts';
import type { QuestionGroup } from './grouping.ts';
import { type AskedRecord, byTime, isDisliked, type TrainingRecord } from './training-record.ts';

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
export interface JudgedRecord extends AskedRecord {
  readonly outcome: Outcome;
  readonly signs: readonly Sign[];
  /** Clauses that are known to answer it better than what was shown. */
  readonly better: readonly string[];
}

/** A person who asks about the same again within so many days was not helped by the answer. */
const COMING_BACK_MS = 7 * 24 * 60 * 60 * 1000;
/** Within so many minutes a question in the same conversation is another attempt at the one before. */
const ANOTHER_ATTEMPT_MS = 30 * 60 * 1000;

/** Judges every record of the groups. Groups keep their order; records are in the order of asking. */
export function judgeGroups(groups: readonly QuestionGroup[]): JudgedRecord[][] {
  const attempts = laterAttempts(groups);
  return groups.map((group) => {
    const records = group.questions.flatMap((question) => question.records).sort(byTime);
    const returning = cameBack(records);
    return records.map((asked) => judge(asked, returning.has(asked), attempts.get(asked)));
  });
}

function judge(asked: AskedRecord, returned: boolean, attempt: TrainingRecord | undefined): JudgedRecord {
  const { record, at, voice } = asked;
  const { verdict, cited, review } = record;
  const grounded = verdict !== 'failed' && isGrounded(verdict);
  const disliked = isDisliked(record);
  const wrongClause = record.feedback.some(({ helpful, reason }) => !helpful && reason === 'wrong_clause');
  const reworded = !grounded && attempt !== undefined;
  const signs = signsOf(record, returned && grounded, reworded, wrongClause, disliked);
  const unhappy =
    (disliked && !wrongClause) || (returned && grounded) || (grounded && record.escalation !== null);
  const better = review?.expectedClauses.length
    ? review.expectedClauses
    : (reworded && attempt?.cited) || NO_CLAUSES;
  const judged = (outcome: Outcome): JudgedRecord => ({ record, at, voice, outcome, signs, better });

  switch (review?.finding) {
    case 'wrong_clause':
    case 'should_have_answered':
      return judged('missed');
    case 'should_have_abstained':
      return judged('silent');
    case 'wrong_verdict':
      return judged('contested');
  }
  const confirmed = review?.finding === 'correct';
  if (!confirmed && (wrongClause || reworded)) return judged('missed');
  if (grounded) return judged(unhappy ? 'contested' : 'clear');
  if (verdict === 'needs_person' && cited.length > 0) return judged(unhappy ? 'contested' : 'open');
  return judged('silent');
}

const NO_CLAUSES: readonly string[] = [];
const NO_SIGNS: readonly Sign[] = [];

function signsOf(
  { verdict, review, escalation }: TrainingRecord,
  returned: boolean,
  reworded: boolean,
  wrongClause: boolean,
  disliked: boolean,
): readonly Sign[] {
  const finding = review?.finding;
  if (!returned && !reworded && !disliked && finding === undefined && escalation === null) return NO_SIGNS;
  const signs: Sign[] = [];
  if (finding === 'wrong_clause' || finding === 'should_have_answered') signs.push('reviewed_missed');
  if (finding === 'should_have_abstained') signs.push('reviewed_silent');
  if (finding === 'correct') signs.push(verdict === 'not_stated' ? 'reviewed_silent' : 'reviewed_correct');
  if (wrongClause) signs.push('wrong_clause');
  if (reworded) signs.push('reworded');
  if (disliked) signs.push('disliked');
  if (returned) signs.push('came_back');
  if (escalation !== null) signs.push('handed_over');
  return signs;
}

/** Records of people who asked within the group again a few days later. */
function cameBack(records: readonly AskedRecord[]): Set<AskedRecord> {
  const last = new Map<string, AskedRecord>();
  const returned = new Set<AskedRecord>();
  for (const asked of records) {
    const { asker } = asked.record;
    if (asker === null) continue;
    const before = last.get(asker);
    // What is said in one sitting is one conversation, not a return.
    const apart = before === undefined ? 0 : asked.at - before.at;
    if (before !== undefined && apart > ANOTHER_ATTEMPT_MS && apart <= COMING_BACK_MS) returned.add(before);
    last.set(asker, asked);
  }
  return returned;
}

/** A question in the course of a conversation. */
interface Turn {
  readonly asked: AskedRecord;
  readonly group: number;
}

/**
 * For answers that found nothing, the next question of the same conversation where it was another attempt that
 * succeeded: soon after, answered from a clause that the first attempt brought up as well, or of the same group.
 */
function laterAttempts(groups: readonly QuestionGroup[]): Map<AskedRecord, TrainingRecord> {
  const failed = new Set<string>();
  for (const { record } of groups.flatMap(({ questions }) => questions.flatMap(({ records }) => records))) {
    const talk = record.conversation ?? record.asker;
    if (talk !== null && record.verdict === 'not_stated') failed.add(talk);
  }
  const byTalk = new Map<string, Turn[]>();
  groups.forEach(({ questions }, group) => {
    for (const asked of questions.flatMap(({ records }) => records)) {
      const talk = asked.record.conversation ?? asked.record.asker;
      if (talk === null || !failed.has(talk)) continue;
      const turns = byTalk.get(talk);
      if (turns === undefined) byTalk.set(talk, [{ asked, group }]);
      else turns.push({ asked, group });
    }
  });
  const attempts = new Map<AskedRecord, TrainingRecord>();
  for (const turns of byTalk.values()) {
    turns.sort((a, b) => byTime(a.asked, b.asked));
    turns.forEach((turn, place) => {
      const next = turns[place + 1];
      if (next !== undefined && isAnotherAttempt(turn, next)) attempts.set(turn.asked, next.asked.record);
    });
  }
  return attempts;
}

function isAnotherAttempt(first: Turn, second: Turn): boolean {
  const { record } = second.asked;
  if (first.asked.record.verdict !== 'not_stated') return false;
  if (record.verdict === 'failed' || !isGrounded(record.verdict) || isDisliked(record)) return false;
  if (second.asked.at - first.asked.at > ANOTHER_ATTEMPT_MS) return false;
  const brought = new Set(first.asked.record.retrieved.map(({ clauseId }) => clauseId));
  return first.group === second.group || record.cited.some((clauseId) => brought.has(clauseId));
}
