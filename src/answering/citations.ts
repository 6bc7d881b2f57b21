import type { Answer, Citation } from '../domain/answer.ts';
import type { Clause } from '../domain/policy.ts';
import type { ClauseTree } from './clause-tree.ts';

/** A clause longer than this is quoted by its deciding sentences only, in UTF-16 units. */
const WHOLE_CLAUSE = 320;

/**
 * Quotes a clause word for word: the whole of a short clause, else the span asked for, else the beginning up to the
 * end of its first sentence. Returns null for a clause without words of its own (a bare heading).
 */
export function cite(
  clause: Clause,
  tree: ClauseTree,
  span?: { start: number; end: number },
): Citation | null {
  const { start, end } =
    clause.text.length <= WHOLE_CLAUSE
      ? { start: 0, end: clause.text.length }
      : (span ?? opening(clause.text));
  const quote = clause.text.slice(start, end);
  if (quote.trim() === '') return null;
  return {
    clauseId: clause.id,
    document: clause.documentId,
    documentTitle: tree.document(clause)?.title ?? clause.documentId,
    version: clause.documentVersion,
    clause: clause.label,
    title: clause.title,
    quote,
    start,
    end,
    ...(clause.page !== undefined && { page: clause.page }),
  };
}

/**
 * The gate an answer passes last: every quote, whoever made it, is held against the clause that bears its id in the
 * documents in force. Related clauses that differ are left out; null where a citation that the answer rests on differs.
 */
export function passVerbatim(answer: Answer, tree: ClauseTree): Answer | null {
  if (!answer.citations.every((citation) => isVerbatim(citation, tree))) return null;
  return { ...answer, related: answer.related.filter((citation) => isVerbatim(citation, tree)) };
}

function isVerbatim({ clauseId, document, version, clause, quote, start, end }: Citation, tree: ClauseTree) {
  const source = tree.byId(clauseId);
  return (
    source !== null &&
    quote !== '' &&
    document === source.documentId &&
    version === source.documentVersion &&
    clause === source.label &&
    source.text.slice(start, end) === quote
  );
}

function opening(text: string): { start: number; end: number } {
  const end = text.slice(0, WHOLE_CLAUSE).search(/[。.]\s*(?:\n|$)|\n/);
  return { start: 0, end: end < 0 ? Math.min(text.length, WHOLE_CLAUSE) : end + 1 };
}
