import type { ClauseTree } from '../answering/clause-tree.ts';
import type { Citation } from '../domain/answer.ts';
import type { Clause } from '../domain/policy.ts';
import type { CheckQuestion } from './check-questions.ts';

/**
 * True when the cited clause is one that decides: its label is in `gold`, or it contains a `goldText`
 * (whitespace aside, heading included). Clauses of another document never count where the question names one.
 */
export function isGold(question: CheckQuestion, clause: Clause): boolean {
  if (question.document !== null && clause.documentId !== question.document) return false;
  if (question.gold.includes(clause.label)) return true;
  const words = squeeze(`${clause.title} ${clause.text}`);
  return question.goldText.some((text) => words.includes(squeeze(text)));
}

/**
 * True when the clause is gold or stands close to it: above a gold clause, directly below one, or named by
 * a reference in one.
 */
export function isNearGold(
  question: CheckQuestion,
  clause: Clause,
  gold: readonly Clause[],
  tree: ClauseTree,
): boolean {
  if (isGold(question, clause)) return true;
  return gold.some((deciding) => {
    if (deciding.documentId !== clause.documentId || deciding.documentVersion !== clause.documentVersion)
      return false;
    return (
      clause.parent === deciding.label ||
      [...tree.lineage(deciding)].some((above) => above.label === clause.label) ||
      deciding.references.some((reference) => reference.targets.includes(clause.label))
    );
  });
}

/** True when the citation's quote stands, word for word, where it says in its clause. */
export function isVerbatim(citation: Citation, clause: Clause | undefined): boolean {
  return (
    clause !== undefined &&
    citation.quote.length > 0 &&
    clause.text.slice(citation.start, citation.end) === citation.quote
  );
}

const squeeze = (text: string) => text.replace(/\s+/g, '');
