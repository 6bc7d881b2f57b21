import { isGrounded, type Verdict } from '../domain/answer.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import type { LoggedQuestion } from '../domain/question-record.ts';
import { KiteiError } from '../errors.ts';

/**
 * A reviewed record as a line of checks.jsonl, without its line break: what the answer is to be from now on. Gold are the
 * clauses the reviewer expects or, where the answer was correct, the ones it cited, with the words it quoted.
 *
 * @param documents all document versions served.
 * @throws KiteiError `review.incomplete` where the review does not say what would have been right, or the wording was
 *   dropped.
 */
export function goldenQuestion(record: LoggedQuestion, documents: readonly PolicyDocument[]): string {
  const { question, review, id } = record;
  if (question === null)
    throw incomplete(id, 'its wording was dropped', 'Make golden questions before wording is dropped.');
  if (review === null) throw incomplete(id, 'nobody has reviewed it', 'Review the record first.');
  const verdict = expectedVerdict(record);
  const correct = review.finding === 'correct';
  const answerable = isGrounded(verdict);
  const expected =
    correct || review.expectedClauses.length === 0 ? [...record.cited] : [...review.expectedClauses];
  const clauses = answerable ? expected.map((clauseId) => clauseOf(clauseId, documents, id)) : [];
  if (answerable && clauses.length === 0) {
    throw incomplete(id, 'the review names no clause', 'Name the clauses that should have been cited.');
  }
  const quotes = correct && answerable ? (record.answer?.citations.map(({ quote }) => quote) ?? []) : [];
  const documentIds = [...new Set(clauses.map(({ documentId }) => documentId))];
  return JSON.stringify({
    id,
    question,
    gold: clauses.map(({ label }) => label),
    goldText: quotes,
    document: documentIds.length === 1 ? documentIds[0] : null,
    verdict,
    accept: [verdict],
    answerable,
    approver: correct ? (record.answer?.approver ?? null) : null,
  });
}

/** The verdict a reviewer would have given. */
function expectedVerdict({ id, review, verdict }: LoggedQuestion): Verdict {
  if (review?.expectedVerdict) return review.expectedVerdict;
  if (review?.finding === 'should_have_abstained') return 'not_stated';
  const kept = review?.finding === 'correct' || review?.finding === 'wrong_clause';
  if (kept && verdict !== 'failed') return verdict;
  throw incomplete(id, 'the review names no verdict', 'Say which verdict would have been right.');
}

function clauseOf(clauseId: string, documents: readonly PolicyDocument[], recordId: string) {
  for (const { clauses } of documents) {
    const clause = clauses.find(({ id }) => id === clauseId);
    if (clause !== undefined) return clause;
  }
  throw incomplete(
    recordId,
    `the clause ${clauseId} is not in the index`,
    'Review it against the policies now served.',
  );
}

function incomplete(id: string, why: string, remedy: string): KiteiError {
  return new KiteiError(
    'review.incomplete',
    `The record ${id} cannot become a golden question: ${why}.`,
    remedy,
  );
}
