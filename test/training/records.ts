import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';
import type { Feedback, FeedbackReason, LoggedQuestion, Review } from '../../src/domain/question-record.ts';
import { aClause, aDocument, anAnswer, quoting } from '../evaluation/examples.ts';

/** Two clauses about different things, one of them a prohibition. */
export const TAKE_OUT = aClause({
  label: '7',
  title: '情報資産の持出し',
  text: '職員は、情報資産を庁舎外に持ち出すときは、所属長の許可を得なければならない。',
  modality: 'conditional',
});
export const USB = aClause({
  label: '8',
  title: '記録媒体',
  text: '職員は、私物の記録媒体を接続してはならない。',
  modality: 'prohibition',
});
export const PASSWORD = aClause({ label: '9', title: 'パスワード', text: 'パスワードは十文字以上とする。' });
export const RULES: PolicyDocument = { ...aDocument(TAKE_OUT, USB, PASSWORD), language: 'ja' };

/** The day after which no record of these tests is. */
export const NOW = '2026-07-01T00:00:00.000Z';

let made = 0;

/** A record with the given parts: by default asked on 2026-06-20, answered from `TAKE_OUT`, by nobody known. */
export function aRecord(
  parts: Partial<LoggedQuestion> & { readonly clauses?: readonly Clause[] } = {},
): LoggedQuestion {
  const { clauses = [TAKE_OUT], ...own } = parts;
  const verdict = own.verdict ?? 'allowed_conditional';
  const citations = clauses.map(quoting);
  const answer = verdict === 'failed' ? null : anAnswer(verdict, { citations: citations as [] });
  return {
    id: `r${String(made++).padStart(6, '0')}`,
    askedAt: '2026-06-20T01:00:00.000Z',
    channel: 'slack',
    department: '総務課',
    asker: null,
    conversation: null,
    followUpOf: null,
    question: 'ノートパソコンを家に持ち帰ってもいいですか',
    language: 'ja',
    intent: 'permission',
    answer,
    verdict,
    cited: clauses.map(({ id }) => id),
    retrieved: clauses.map(({ id }, place) => ({ clauseId: id, score: 1 / (place + 1) })),
    generation: 'g1',
    documents: [],
    milliseconds: {},
    failure: null,
    feedback: [],
    escalation: null,
    review: null,
    ...own,
  };
}

/** The same question asked by several people, one a day from a day on. */
export function askedBy(
  people: readonly string[],
  parts: Parameters<typeof aRecord>[0] = {},
  from = '2026-06-10T02:00:00.000Z',
): LoggedQuestion[] {
  return people.map((asker, day) =>
    aRecord({ ...parts, asker, askedAt: new Date(Date.parse(from) + day * 86_400_000).toISOString() }),
  );
}

/** `n` pseudonyms that begin alike. */
export function people(n: number, name = 'p'): string[] {
  return Array.from({ length: n }, (_, place) => `${name}${place}`);
}

export function thumbsDown(record: LoggedQuestion, reason: FeedbackReason | null = null): LoggedQuestion {
  const feedback: Feedback = {
    recordId: record.id,
    asker: record.asker,
    at: record.askedAt,
    helpful: false,
    reason,
    comment: null,
  };
  return { ...record, feedback: [feedback] };
}

export function reviewed(
  record: LoggedQuestion,
  parts: Partial<Review> & Pick<Review, 'finding'>,
): LoggedQuestion {
  const review: Review = {
    recordId: record.id,
    at: record.askedAt,
    reviewer: 'trainer',
    expectedClauses: [],
    expectedVerdict: null,
    note: null,
    ...parts,
  };
  return { ...record, review };
}
