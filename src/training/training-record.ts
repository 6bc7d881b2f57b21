import type { LoggedQuestion } from '../domain/question-record.ts';

/**
 * What training reads of a record: everything but the answer's words and the technical parts, so that a log may hand
 * over a year of records without reading answers it does not need.
 */
export type TrainingRecord = Omit<
  LoggedQuestion,
  'answer' | 'milliseconds' | 'documents' | 'channel' | 'generation' | 'failure'
>;

/** Records, oldest first or not: nothing in training depends on their order. */
export type TrainingRecords = AsyncIterable<TrainingRecord> | Iterable<TrainingRecord>;

/**
 * Who is counted as one person. Without a pseudonym a conversation is one; with neither, everybody of a day is, so that
 * an unknown asker never counts more than once a day.
 */
export function voiceOf({ asker, conversation, askedAt }: TrainingRecord): string {
  if (asker !== null) return asker;
  return conversation === null ? `?${askedAt.slice(0, 10)}` : `?${conversation}`;
}

/** A record with what is asked of it again and again. */
export interface AskedRecord {
  readonly record: TrainingRecord;
  /** When it was asked, in epoch milliseconds. */
  readonly at: number;
  readonly voice: string;
}

/** How many different people asked. */
export function peopleAmong(records: readonly AskedRecord[]): number {
  return new Set(records.map(({ voice }) => voice)).size;
}

/** Order of asking. */
export function byTime(a: AskedRecord, b: AskedRecord): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.record.id === b.record.id) return 0;
  return a.record.id < b.record.id ? -1 : 1;
}

/** Withheld answers that say nothing about the policies, and failures. */
const NOT_ABOUT_POLICY: ReadonlySet<string> = new Set(['chitchat', 'refuse', 'out_of_scope', 'failed']);

/** Whether a record says something about the policies; a reviewer may find that it does. */
export function isAboutPolicy({ verdict, review }: Pick<TrainingRecord, 'verdict' | 'review'>): boolean {
  return !NOT_ABOUT_POLICY.has(verdict) || review?.finding === 'should_have_answered';
}

/** Whether a person's thumbs-down is among the feedback. */
export function isDisliked({ feedback }: Pick<TrainingRecord, 'feedback'>): boolean {
  return feedback.some(({ helpful }) => !helpful);
}
