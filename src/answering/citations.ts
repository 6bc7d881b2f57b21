import type { Citation } from '../domain/answer.ts';
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
  };
}

/** Whether a citation quotes its clause exactly; the gate every answer passes before it goes out. */
export function isVerbatim(citation: Citation, clause: Clause): boolean {
  return (
    citation.quote !== '' &&
    citation.version === clause.documentVersion &&
    clause.text.slice(citation.start, citation.end) === citation.quote
  );
}

function opening(text: string): { start: number; end: number } {
  const end = text.slice(0, WHOLE_CLAUSE).search(/[。.]\s*(?:\n|$)|\n/);
  return { start: 0, end: end < 0 ? Math.min(text.length, WHOLE_CLAUSE) : end + 1 };
}
