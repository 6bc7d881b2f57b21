import { isGrounded } from '../domain/answer.ts';
import type { QuestionGroup } from './grouping.ts';
import { isDisliked, type TrainingRecord, voiceOf } from './training-record.ts';

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
  readonly record: TrainingRecord;
  readonly voice: string;
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
    const records = group.questions
      .flatMap((question) => question.records)
      .sort((a, b) => (a.askedAt < b.askedAt || (a.askedAt === b.askedAt && a.id < b.id) ? -1 : 1));
    const returning = cameBack(records);
    return records.map((record) => judge(record, returning.has(record.id), attempts.get(record.id)));
  });
}

function judge(record: TrainingRecord, returned: boolean, attempt: TrainingRecord | undefined): JudgedRecord {
  const { verdict, cited, review } = record;
  const grounded = verdict !== 'failed' && isGrounded(verdict);
  const disliked = isDisliked(record);
  const wrongClause = record.feedback.some(({ helpful, reason }) => !helpful && reason === 'wrong_clause');
  const reworded = !grounded && attempt !== undefined;
  const signs: Sign[] = [];
  if (review?.finding === 'wrong_clause' || review?.finding === 'should_have_answered')
    signs.push('reviewed_missed');
  if (review?.finding === 'should_have_abstained') signs.push('reviewed_silent');
  if (review?.finding === 'correct')
    signs.push(verdict === 'not_stated' ? 'reviewed_silent' : 'reviewed_correct');
  if (wrongClause) signs.push('wrong_clause');
  if (reworded) signs.push('reworded');
  if (disliked) signs.push('disliked');
  if (returned && grounded) signs.push('came_back');
  if (record.escalation !== null) signs.push('handed_over');
  const unhappy =
    (disliked && !wrongClause) || (returned && grounded) || (grounded && record.escalation !== null);
  const better = review?.expectedClauses.length
    ? review.expectedClauses
    : reworded
      ? (attempt?.cited ?? [])
      : [];
  const judged = (outcome: Outcome): JudgedRecord => ({
    record,
    voice: voiceOf(record),
    outcome,
    signs,
    better,
  });

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

/** Records of a person who had asked within the group a few days before, and asked again. */
function cameBack(records: readonly TrainingRecord[]): Set<string> {
  const last = new Map<string, TrainingRecord>();
  const returned = new Set<string>();
  for (const record of records) {
    const { asker, askedAt } = record;
    if (asker === null) continue;
    const before = last.get(asker);
    // What is said in one sitting is one conversation, not a return.
    const apart = before === undefined ? 0 : Date.parse(askedAt) - Date.parse(before.askedAt);
    if (before !== undefined && apart > ANOTHER_ATTEMPT_MS && apart <= COMING_BACK_MS)
      returned.add(before.id);
    last.set(asker, record);
  }
  return returned;
}

/**
 * For withheld answers, the next question of the same conversation where it was another attempt that succeeded: soon
 * after, answered from a clause that the first attempt brought up as well or in a wording of the same group.
 */
function laterAttempts(groups: readonly QuestionGroup[]): Map<string, TrainingRecord> {
  const byTalk = new Map<string, { record: TrainingRecord; group: number }[]>();
  groups.forEach(({ questions }, group) => {
    for (const { records } of questions) {
      for (const record of records) {
        const talk = record.conversation ?? record.asker;
        if (talk === null) continue;
        const turns = byTalk.get(talk);
        if (turns === undefined) byTalk.set(talk, [{ record, group }]);
        else turns.push({ record, group });
      }
    }
  });
  const attempts = new Map<string, TrainingRecord>();
  for (const turns of byTalk.values()) {
    if (turns.length < 2) continue;
    turns.sort((a, b) => (a.record.askedAt < b.record.askedAt ? -1 : 1));
    turns.forEach((turn, place) => {
      const next = turns[place + 1];
      if (next !== undefined && isAnotherAttempt(turn, next)) attempts.set(turn.record.id, next.record);
    });
  }
  return attempts;
}

function isAnotherAttempt(
  first: { record: TrainingRecord; group: number },
  second: { record: TrainingRecord; group: number },
): boolean {
  const { record } = second;
  if (first.record.verdict !== 'not_stated' || record.verdict === 'failed' || !isGrounded(record.verdict))
    return false;
  if (isDisliked(record)) return false;
  if (Date.parse(record.askedAt) - Date.parse(first.record.askedAt) > ANOTHER_ATTEMPT_MS) return false;
  const brought = new Set(first.record.retrieved.map(({ clauseId }) => clauseId));
  return first.group === second.group || record.cited.some((clauseId) => brought.has(clauseId));
}
