import type { Answer, Verdict } from '../../domain/answer.ts';
import type { Language } from '../../domain/policy.ts';
import type { ChannelName } from '../../domain/question.ts';
import type { QuestionOutline } from '../../domain/question-log.ts';
import type {
  Escalation,
  Feedback,
  FeedbackReason,
  Intent,
  LoggedQuestion,
  QuestionRecord,
  Review,
  ReviewFinding,
} from '../../domain/question-record.ts';
import type { Columns } from './backend.ts';
import type { DetailsRow, EscalationRow, FeedbackRow, RecordRow, ReviewRow } from './tables.ts';

/** What a record is found by, without its number. */
export function rowOf(record: QuestionRecord): Omit<RecordRow, 'seq'> {
  return {
    id: record.id,
    asked_at: record.askedAt,
    channel: record.channel,
    department: record.department,
    asker: record.asker,
    conversation: record.conversation,
    follow_up_of: record.followUpOf,
    language: record.language,
    intent: record.intent,
    verdict: record.verdict,
    generation: record.generation,
    failure: record.failure,
    disliked: 0,
    reviewed: 0,
    worded: record.question === null && record.answer === null ? 0 : 1,
  };
}

/** The long part of a record, without its number. */
export function detailsRowOf(record: QuestionRecord): Omit<DetailsRow, 'seq'> {
  return {
    question: record.question,
    answer_json: record.answer === null ? null : JSON.stringify(record.answer),
    cited_json: JSON.stringify(record.cited),
    retrieved_json: JSON.stringify(record.retrieved),
    documents_json: JSON.stringify(record.documents),
    milliseconds_json: JSON.stringify(record.milliseconds),
    writing_json: record.writing === undefined ? null : JSON.stringify(record.writing),
  };
}

/** What was said about a record since. */
export type Said = Pick<LoggedQuestion, 'feedback' | 'escalation' | 'review'>;

/** The columns that an outline is made of. */
export const OUTLINED = [
  'id',
  'asked_at',
  'department',
  'asker',
  'conversation',
  'follow_up_of',
  'language',
  'intent',
  'verdict',
  'question',
  'cited_json',
  'retrieved_json',
] as const;

/** A row of these columns with its JSON parsed. */
type OutlineRow = { [Name in OutlineColumn]: Columns<RecordRow & DetailsRow>[Name][number] };
type OutlineColumn = (typeof OUTLINED)[number];

/** One row of the columns of outlines. */
export function rowAt(
  columns: Pick<Columns<RecordRow & DetailsRow>, OutlineColumn>,
  place: number,
): OutlineRow {
  return {
    id: columns.id[place] as string,
    asked_at: columns.asked_at[place] as string,
    department: columns.department[place] ?? null,
    asker: columns.asker[place] ?? null,
    conversation: columns.conversation[place] ?? null,
    follow_up_of: columns.follow_up_of[place] ?? null,
    language: columns.language[place] as string,
    intent: columns.intent[place] ?? null,
    verdict: columns.verdict[place] as string,
    question: columns.question[place] ?? null,
    cited_json: columns.cited_json[place],
    retrieved_json: columns.retrieved_json[place],
  };
}

/** A row with what was said about it, as the rest of Kitei knows it. */
export function loggedQuestion(row: RecordRow & DetailsRow, said: Said): LoggedQuestion {
  return {
    ...outlineOf(
      { ...row, cited_json: JSON.parse(row.cited_json), retrieved_json: JSON.parse(row.retrieved_json) },
      said,
    ),
    channel: row.channel as ChannelName,
    answer: row.answer_json === null ? null : (JSON.parse(row.answer_json) as Answer),
    generation: row.generation,
    documents: JSON.parse(row.documents_json),
    milliseconds: JSON.parse(row.milliseconds_json),
    failure: row.failure,
    ...(row.writing_json !== null && { writing: JSON.parse(row.writing_json) }),
  };
}

/** The same without the answer and the technical parts. */
export function outlineOf(row: OutlineRow, { feedback, escalation, review }: Said): QuestionOutline {
  return {
    id: row.id,
    askedAt: row.asked_at,
    department: row.department,
    asker: row.asker,
    conversation: row.conversation,
    followUpOf: row.follow_up_of,
    question: row.question,
    language: row.language as Language,
    intent: row.intent as Intent | null,
    verdict: row.verdict as Verdict | 'failed',
    cited: row.cited_json as QuestionOutline['cited'],
    retrieved: row.retrieved_json as QuestionOutline['retrieved'],
    feedback,
    escalation,
    review,
  };
}

/** The columns of feedback. */
export const FEEDBACK = ['record_id', 'asker', 'at', 'helpful', 'reason', 'comment'] as const;

export function feedbackAt(columns: Columns<FeedbackRow>, place: number): Feedback {
  return {
    recordId: columns.record_id[place] as string,
    asker: columns.asker[place] || null,
    at: columns.at[place] as string,
    helpful: columns.helpful[place] === 1,
    reason: columns.reason[place] as FeedbackReason | null,
    comment: columns.comment[place] ?? null,
  };
}

export function escalationOf(row: EscalationRow): Escalation {
  return {
    recordId: row.record_id,
    at: row.at,
    contact: row.contact,
    status: row.status as Escalation['status'],
    reply: row.reply,
    repliedAt: row.replied_at,
  };
}

export function reviewOf(row: ReviewRow): Review {
  return {
    recordId: row.record_id,
    at: row.at,
    reviewer: row.reviewer,
    finding: row.finding as ReviewFinding,
    expectedClauses: JSON.parse(row.expected_clauses_json),
    expectedVerdict: row.expected_verdict as Verdict | null,
    note: row.note,
  };
}
