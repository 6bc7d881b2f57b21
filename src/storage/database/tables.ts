import type { Generated } from 'kysely';
import type { DraftChange } from '../../domain/draft-changes.ts';

/**
 * The tables, the same on every database. Timestamps are ISO text in UTC, booleans 0 or 1, columns named `…_json` hold
 * JSON, columns named `sealed_…` hold text that only the owner of the secret can read.
 */
export interface Tables {
  records: RecordRow;
  record_details: DetailsRow;
  record_clauses: { clause_id: string; seq: number };
  feedback: FeedbackRow;
  escalations: EscalationRow;
  reviews: ReviewRow;
  approved_answers: ApprovedAnswerRow;
  training_events: TrainingEventRow;
  reply_addresses: { record_id: string; at: string; sealed_address: string };
  channel_state: { kind: string; key: string; sealed_value: string; hidden: number; person: string | null };
  claims: { key: string; until: number; work: string | null };
  inbox: { key: string; channel: string; sealed_payload: string; due: number; attempts: number };
  outbox: OutboxRow;
  daily_counts: DailyCountRow;
  generations: { id: string; manifest: string; manifest_sha256: string };
  generation_files: { generation: string; name: string; sha256: string };
  generation_parts: { sha256: string; part: number; bytes: Uint8Array };
  generation_records: {
    generation: string;
    receipt_json: string | null;
    revision_json: string | null;
    withdrawal_json: string | null;
  };
  generation_pointer: { only: number; pointer: string };
  revised_clauses: RevisedClauseRow;
  draft_changes: DraftChange & { content: Buffer | ArrayBuffer | null };
  audit: AuditRow;
}

/** What records are found by, and little else: looking through many of them must be quick. */
export interface RecordRow {
  /** Milliseconds of `asked_at` × 1024 + a number that tells records of one millisecond apart: the order of asking. */
  seq: number;
  id: string;
  asked_at: string;
  channel: string;
  department: string | null;
  asker: string | null;
  conversation: string | null;
  follow_up_of: string | null;
  language: string;
  intent: string | null;
  verdict: string;
  generation: string | null;
  failure: string | null;
  /** 1 where somebody found the answer unhelpful. */
  disliked: number;
  /** 1 where a trainer has looked at it. */
  reviewed: number;
  /** 1 until the wording is dropped. */
  worded: number;
}

/** The long part of a record, read only when it is shown. */
export interface DetailsRow {
  seq: number;
  question: string | null;
  cited_json: string;
  retrieved_json: string;
  documents_json: string;
  milliseconds_json: string;
  answer_json: string | null;
  writing_json: string | null;
}

/** What remains of deleted records; `''` stands for no clause (the records themselves) and for no department. */
export interface DailyCountRow {
  day: string;
  clause_id: string;
  verdict: string;
  department: string;
  questions: number;
  disliked: number;
}

/** A clause that a publication changed in substance; see `OutdatedClause`. */
export interface RevisedClauseRow {
  /** The folder of the index generations: several knowledge folders may share the database. */
  folder: string;
  generation: string;
  clause_id: string;
  clause: string;
  kind: string;
  effects_json: string;
  labels_json: string;
  /** Empty where publishing changed the clause at once. */
  effective_date: string;
  published_at: string;
  in_force_from: string | null;
}

export interface FeedbackRow {
  record_id: string;
  /** Empty where nobody was known. */
  asker: string;
  at: string;
  helpful: number;
  reason: string | null;
  comment: string | null;
}

export interface EscalationRow {
  record_id: string;
  at: string;
  contact: string | null;
  status: string;
  reply: string | null;
  replied_at: string | null;
}

export interface ReviewRow {
  record_id: string;
  at: string;
  reviewer: string;
  finding: string;
  expected_clauses_json: string;
  expected_verdict: string | null;
  note: string | null;
}

export interface ApprovedAnswerRow {
  id: string;
  record_id: string | null;
  question: string;
  key: string;
  language: string;
  verdict: string;
  text: string;
  pins_json: string;
  status: string;
  reason: string | null;
  created_at: string;
  decided_by: string;
}

export interface TrainingEventRow {
  id: string;
  at: string;
  kind: string;
  title: string;
  clause_ids_json: string;
  departments_json: string;
}

export interface AuditRow {
  seq: Generated<number>;
  at: string;
  actor: string;
  action: string;
  subject: string;
  /** Hash of the entry before. */
  previous: string | null;
  hash: string | null;
}

export interface OutboxRow {
  key: string;
  channel: string;
  /** The record that the notice is about. */
  record_id: string;
  /** Empty once the wording of the record is dropped. */
  sealed_notice: string;
  created_at: string;
  /** `waiting`, `sending`, `sent`, `undeliverable`. */
  state: string;
  attempts: number;
  /** Epoch milliseconds from which it may be taken. */
  due: number;
  thread: string | null;
  reason: string | null;
}
