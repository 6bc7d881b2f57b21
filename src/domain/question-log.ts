import type { Verdict } from './answer.ts';
import type { ChannelName } from './question.ts';
import type { Escalation, Feedback, LoggedQuestion, QuestionRecord, Review } from './question-record.ts';

/** Which records are wanted; parts left out ask for nothing. */
export interface LogFilter {
  /** ISO timestamps: asked at or after `since`, before `until`. */
  readonly since?: string;
  readonly until?: string;
  readonly department?: string;
  readonly channel?: ChannelName;
  readonly verdicts?: readonly (Verdict | 'failed')[];
  /** Records that cite this clause. */
  readonly clauseId?: string;
  readonly conversation?: string;
  readonly reviewed?: boolean;
  /** Records with a thumbs-down. */
  readonly disliked?: boolean;
  /** Records that cite a clause which was changed in substance since. */
  readonly outdated?: boolean;
  /** Words that the redacted question contains. */
  readonly text?: string;
}

/** One page of records, newest first. */
export interface LogPage {
  readonly records: readonly LoggedQuestion[];
  /** Pass it to get the page that follows; null on the last one. */
  readonly next: string | null;
}

/**
 * A record without the words of its answer and the technical parts: what can be read of a year of records at once.
 * `retrieved` is empty where a clause was cited and nobody disliked or reviewed it: it was about that clause then.
 */
export type QuestionOutline = Omit<
  LoggedQuestion,
  'answer' | 'documents' | 'milliseconds' | 'writing' | 'outdated' | 'channel' | 'generation' | 'failure'
>;

/** One line of the account of who looked at or changed what. */
export interface AuditEntry {
  /** ISO timestamp, UTC. */
  readonly at: string;
  readonly actor: string;
  /** `log.page`, `log.export`, `log.forget`, `review`, `reindex`, … */
  readonly action: string;
  readonly subject: string;
}

/** Keeps what people asked. Everything handed to it is already redacted and pseudonymous. */
export interface QuestionLog {
  /**
   * Keeps a record durably: once this resolves, the record survives the end of the process.
   * @returns `known` where a record of this id is there already; that one stays as it is.
   * @throws KiteiError `log.unwritable`.
   */
  append(record: QuestionRecord): Promise<'appended' | 'known'>;
  find(id: string): Promise<LoggedQuestion | null>;
  page(filter: LogFilter, limit: number, after?: string): Promise<LogPage>;
  /** Every record that passes, oldest first, without holding all of them in memory. */
  each(filter: LogFilter): AsyncIterable<LoggedQuestion>;
  /** The same, in outline and several times as fast. */
  outlines(filter: LogFilter): AsyncIterable<QuestionOutline>;
  /** Departments that so few people have asked from that a record of theirs would point to a person. */
  smallDepartments(smallestGroup: number): Promise<ReadonlySet<string>>;
  /** The last records of a conversation, oldest first. */
  conversation(conversation: string, limit: number): Promise<readonly LoggedQuestion[]>;
  /** Replaces what the same person said of the same record before. Ignores records that are not there. */
  giveFeedback(feedback: Feedback): Promise<void>;
  /** Replaces the escalation of the record. */
  escalate(escalation: Escalation): Promise<void>;
  review(review: Review): Promise<void>;
  /** Drops the wording (question, answer, comments, replies) of records asked before; counts of them stay. */
  dropWording(before: string): Promise<number>;
  /** Deletes whole records asked before. */
  deleteBefore(before: string): Promise<number>;
  /** Takes the pseudonym, the wording and the feedback of one asker out of every record; the counts stay. */
  forget(asker: string): Promise<number>;
  audit(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  auditTrail(limit: number): Promise<readonly AuditEntry[]>;
}
