import type { Citation } from '../domain/answer.ts';
import type { Clause } from '../domain/policy.ts';
import type { CheckQuestion } from './check-questions.ts';

/** Clauses by id, and the tree relations that judging a citation needs. */
export interface ClauseTree {
  get(clauseId: string): Clause | undefined;
  /** The clause with a label in the same document and version. */
  sibling(clause: Clause, label: string): Clause | undefined;
}

/** The tree over all clauses of a knowledge folder. */
export function clauseTree(clauses: readonly Clause[]): ClauseTree {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const byPlace = new Map(clauses.map((clause) => [place(clause, clause.label), clause]));
  return {
    get: (clauseId) => byId.get(clauseId),
    sibling: (clause, label) => byPlace.get(place(clause, label)),
  };
}

const place = (clause: Clause, label: string) =>
  JSON.stringify([clause.documentId, clause.documentVersion, label]);

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
      isAbove(clause.label, deciding, tree) ||
      deciding.references.some((reference) => reference.targets.includes(clause.label))
    );
  });
}

/** True when the citation's quote stands, word for word, where it says in its clause. */
export function isVerbatim(citation: Citation, tree: ClauseTree): boolean {
  const clause = tree.get(citation.clauseId);
  return (
    clause !== undefined &&
    citation.quote.length > 0 &&
    clause.text.slice(citation.start, citation.end) === citation.quote
  );
}

function isAbove(label: string, clause: Clause, tree: ClauseTree): boolean {
  for (let parent = clause.parent; parent !== null; parent = tree.sibling(clause, parent)?.parent ?? null) {
    if (parent === label) return true;
  }
  return false;
}

const squeeze = (text: string) => text.replace(/\s+/g, '');
