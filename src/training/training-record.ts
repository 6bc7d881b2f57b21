import type { QuestionOutline } from '../domain/question-log.ts';

/** What training reads of a record. */
export type TrainingRecord = QuestionOutline;

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
